import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES, JOBS } from '../../controllers/resources.ts';
import { DAEMON_SETS, DEPLOYMENTS, PODS, type Resource, STATEFUL_SETS } from '../../kube/resource.ts';
import { UsageError } from '../usage.ts';

export const REPLICA_SETS: Resource = { ...DEPLOYMENTS, kind: 'ReplicaSet', plural: 'replicasets' };
export const CRON_JOBS: Resource = { ...JOBS, kind: 'CronJob', plural: 'cronjobs' };

interface Kind {
  readonly resource: Resource;
  /** As in `kubectl get deploy`. */
  readonly short: string;
}

/** The kinds that can be explained, in the order in which a bare name is looked for. */
const KINDS: readonly Kind[] = [
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
  const [first = '', second, ...rest] = words.split('/');
  const name = second ?? first;
  if (name === '' || rest.length > 0) {
    throw new UsageError(`'${words}' is not the name of an object; use NAME, or KIND/NAME such as pod/hello-0`);
  }
  if (second === undefined) {
    return { name, resources: KINDS.map(({ resource }) => resource) };
  }
  const kind = KINDS.find((each) => namesOf(each).includes(first.toLowerCase()));
  if (kind === undefined) {
    const kinds = KINDS.map(({ resource }) => resource.kind.toLowerCase()).join(', ');
    throw new UsageError(`'${words}' names no kind that has pods with iceoryx; use one of ${kinds}`);
  }
  return { name, resources: [kind.resource] };
}

/** The resource of an owner of pods, as their `ownerReferences` name it. */
export function resourceOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }) {
  return KINDS.map(({ resource }) => resource).find(
    (each) => each.kind === kind && apiVersion === (each.group === '' ? each.version : `${each.group}/${each.version}`),
  );
}

/** All ways in which kubectl lets people name a kind. */
function namesOf({ resource: { kind, plural, group }, short }: Kind): string[] {
  const singular = kind.toLowerCase();
  return [short, singular, plural, `${singular}.${group}`, `${plural}.${group}`];
}
