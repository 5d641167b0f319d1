import { JOBS } from '../../controllers/resources.ts';
import type { Resource } from '../../kube/resource.ts';

/* Types that commands for people read, and the operator does not. */

const core = (kind: string, plural: string): Resource => ({ group: '', version: 'v1', kind, plural, namespaced: true });

export const SERVICES = core('Service', 'services');
export const RESOURCE_QUOTAS = core('ResourceQuota', 'resourcequotas');
export const LIMIT_RANGES = core('LimitRange', 'limitranges');
export const CRON_JOBS: Resource = { ...JOBS, kind: 'CronJob', plural: 'cronjobs' };
export const ENDPOINT_SLICES: Resource = {
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  namespaced: true,
};
export const DISRUPTION_BUDGETS: Resource = {
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  namespaced: true,
};
export const DEFINITIONS: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
};
