import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  ICEORYX_SWEEPS,
  JOBS,
} from '../../../controllers/resources.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, REPLICA_SETS, type Resource, STATEFUL_SETS } from '../../../kube/resource.ts';
import { CRON_JOBS } from '../../kit/resources.ts';
import type { TargetKind } from '../../kit/target.ts';

/* What a report reads. Secrets and ConfigMaps are not among it, and must never be. */

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
