import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  ICEORYX_SWEEPS,
  JOBS,
} from '../../../controllers/resources.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, REPLICA_SETS, type Resource, STATEFUL_SETS } from '../../../kube/resource.ts';
import type { TargetKind } from '../../kit/target.ts';

/*
 * Types that only a report reads. Secrets and ConfigMaps are not among them, and must never be.
 */

const core = (kind: string, plural: string, namespaced: boolean): Resource => ({
  group: '',
  version: 'v1',
  kind,
  plural,
  namespaced,
});

export const NAMESPACES = core('Namespace', 'namespaces', false);
export const SERVICES = core('Service', 'services', true);
export const RESOURCE_QUOTAS = core('ResourceQuota', 'resourcequotas', true);
export const LIMIT_RANGES = core('LimitRange', 'limitranges', true);
export const CRON_JOBS: Resource = {
  group: 'batch',
  version: 'v1',
  kind: 'CronJob',
  plural: 'cronjobs',
  namespaced: true,
};
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

/** Our own kinds. */
export const OURS = [ICEORYX_DEPLOYMENTS, ICEORYX_PROFILES, ICEORYX_DOMAINS, ICEORYX_SWEEPS] as const;

/** The kinds that people may name. */
export const REPORTED_KINDS: readonly TargetKind[] = [
  { resource: ICEORYX_DEPLOYMENTS, short: 'ioxd' },
  { resource: ICEORYX_PROFILES, short: 'ioxprofile' },
  { resource: ICEORYX_DOMAINS, short: 'ioxdom' },
  { resource: ICEORYX_SWEEPS, short: 'ioxsweep' },
  { resource: PODS, short: 'po' },
];

/** The kinds of objects that make pods, by the kind that an owner reference names. */
export const MAKERS: ReadonlyMap<string, Resource> = new Map(
  [DEPLOYMENTS, REPLICA_SETS, DAEMON_SETS, STATEFUL_SETS, JOBS, CRON_JOBS].map((resource) => [resource.kind, resource]),
);
