import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES, JOBS } from '../../controllers/resources.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, REPLICA_SETS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { UsageError } from '../usage.ts';

/** A kind that people may name. */
export interface TargetKind {
  readonly resource: Resource;
  /** As in `kubectl get deploy`. */
  readonly short: string;
}

/** Pods, and the kinds that have some, in the order in which a bare name is looked for. */
export const POD_KINDS: readonly TargetKind[] = [
  { resource: ICEORYX_DEPLOYMENTS, short: 'ioxd' },
  { resource: ICEORYX_PROFILES, short: 'ioxprofile' },
  { resource: ICEORYX_DOMAINS, short: 'ioxdom' },
  { resource: PODS, short: 'po' },
  { resource: DEPLOYMENTS, short: 'deploy' },
  { resource: STATEFUL_SETS, short: 'sts' },
  { resource: DAEMON_SETS, short: 'ds' },
  { resource: REPLICA_SETS, short: 'rs' },
  { resource: JOBS, short: 'job' },
];

/** What a user has named. */
export interface Target<K extends TargetKind = TargetKind> {
  /** Absent if only the name is given. */
  readonly kind?: K;
  readonly name: string;
}

/**
 * `NAME`, or `KIND/NAME` with the names of kinds that kubectl accepts and prints, such as `ioxd/hello` or
 * `deployment.apps/hello`.
 *
 * @throws UsageError naming the kinds that there are
 */
export function targetOf<K extends TargetKind>(words: string, kinds: readonly K[]): Target<K> {
  const slash = words.indexOf('/');
  const name = words.slice(slash + 1);
  if (name === '' || name.includes('/')) {
    const example = `${kinds[0]?.short}/hello`;
    throw new UsageError(`'${words}' is not the name of an object; use NAME, or KIND/NAME such as ${example}`);
  }
  if (slash === -1) {
    return { name };
  }
  const wanted = words.slice(0, slash).toLowerCase();
  const kind = kinds.find((each) => namesOf(each).includes(wanted));
  if (kind === undefined) {
    const shorts = kinds.map(({ short }) => short).join(', ');
    throw new UsageError(`'${words}' names no kind that this command knows; use ${shorts} before the /`);
  }
  return { kind, name };
}

/** All ways in which kubectl lets people name a kind. */
function namesOf({ resource: { kind, plural, group }, short }: TargetKind): string[] {
  const singular = kind.toLowerCase();
  return [short, singular, plural, `${singular}.${group}`, `${plural}.${group}`];
}
