import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES, JOBS } from '../../controllers/resources.ts';
import {
  apiVersion,
  DAEMON_SETS,
  DEPLOYMENTS,
  PODS,
  REPLICA_SETS,
  type Resource,
  STATEFUL_SETS,
} from '../../kube/resource.ts';
import { CRON_JOBS } from '../kit/resources.ts';
import { targetOf as targetAmong, type TargetKind } from '../kit/target.ts';

/** The kinds that can be explained, in the order in which a bare name is looked for. */
const KINDS: readonly TargetKind[] = [
  { resource: ICEORYX_DEPLOYMENTS, short: 'ioxd' },
  { resource: ICEORYX_PROFILES, short: 'ioxprofile' },
  { resource: ICEORYX_DOMAINS, short: 'ioxdom' },
  { resource: PODS, short: 'po' },
  { resource: DEPLOYMENTS, short: 'deploy' },
  { resource: STATEFUL_SETS, short: 'sts' },
  { resource: DAEMON_SETS, short: 'ds' },
  { resource: JOBS, short: 'job' },
  { resource: CRON_JOBS, short: 'cj' },
  { resource: REPLICA_SETS, short: 'rs' },
];

/** What a user has named. */
export interface Target {
  readonly name: string;
  /** The kinds that it may be of. */
  readonly resources: readonly Resource[];
}

/** @throws UsageError naming the kind that does not exist */
export function targetOf(words: string): Target {
  const { kind, name } = targetAmong(words, KINDS);
  return { name, resources: kind === undefined ? KINDS.map(({ resource }) => resource) : [kind.resource] };
}

/** The resource of an owner of pods, as their `ownerReferences` name it. */
export function resourceOf(owner: { readonly apiVersion: string; readonly kind: string }) {
  return KINDS.map(({ resource }) => resource).find(
    (each) => each.kind === owner.kind && apiVersion(each) === owner.apiVersion,
  );
}
