import { type ObservedPod, observedPod } from '../../controllers/pods/observed-pod.ts';
import { asksFor, isRollingOut, type Restartable } from '../../controllers/profile/rollout.ts';
import { ownerOf } from '../../controllers/profile/survey.ts';
import type { IceoryxProfile, Pod } from '../../controllers/resources.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { RestartPlan, RolloutStep, Skipped } from './plan.ts';

/** A workload whose pods ask for a profile. */
export interface AskingWorkload {
  readonly kind: string;
  readonly name: string;
  readonly pods: readonly string[];
}

/** The controllers of the pods that ask for a profile; a pod without one counts as its own. */
export function workloadsOf(pods: readonly KubeObject[]): AskingWorkload[] {
  const present = pods
    .map((pod) => observedPod(pod as Pod))
    .filter(({ isOver, metadata }) => isOver !== true && metadata.deletionTimestamp === undefined);
  const byOwner = Map.groupBy(present, (pod) => keyOf(ownerOf(pod)));
  return [...byOwner.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [{ ...ownerOf(first), pods: group.map(nameOfPod).toSorted() }];
    })
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export interface ProfileParts {
  readonly object: IceoryxProfile;
  readonly workloads: readonly AskingWorkload[];
  /** Those that can be restarted, by {@link keyOf}; undefined for one that is gone. */
  readonly live: ReadonlyMap<string, Restartable | undefined>;
  /** `Kind/name` of those to restart, in any case; all if undefined. */
  readonly chosen?: readonly string[] | undefined;
}

/**
 * The restart of a profile: that of its workloads, one after another, as `rollout: Automatic` does it.
 *
 * @throws Error if a workload was chosen that does not ask for the profile
 */
export function planProfile({ object, workloads, live, chosen }: ProfileParts): RestartPlan {
  const { name, namespace = '' } = object.metadata;
  const known = workloads.map(keyOf);
  const unknown = chosen?.find((one) => !known.some((key) => isSame(key, one)));
  if (unknown !== undefined) {
    throw new Error(
      `no pod of ${unknown} asks for IceoryxProfile ${namespace}/${name}; those that do belong to ${known.join(', ') || 'nothing: there is no such pod'}`,
    );
  }
  const steps: RolloutStep[] = [];
  const skipped: Skipped[] = [];
  const notes: string[] = [];
  for (const workload of workloads) {
    const { kind } = workload;
    const key = keyOf(workload);
    if (chosen?.some((one) => isSame(key, one)) === false) {
      continue;
    }
    const why = whySkipped(workload, live.get(key), name);
    if (why !== undefined) {
      skipped.push({ kind, name: workload.name, why });
      continue;
    }
    steps.push({
      is: 'Rollout',
      kind: kind as RolloutStep['kind'],
      namespace,
      name: workload.name,
      pods: workload.pods,
    });
    if (isUnderWay(live.get(key))) {
      notes.push(`a rollout of ${key} is under way; the restart comes on top of it`);
    }
  }
  return {
    object: { kind: 'IceoryxProfile', namespace, name },
    how: 'Its workloads are restarted one after another; each replaces its pods as its own strategy says, and in each pod apps end before RouDi',
    steps,
    atATime: 1,
    skipped,
    notes: [...notes, ...(workloads.length === 0 ? ['no pod asks for it'] : [])],
  };
}

/** Kind and name, as users write them. */
export function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

function whySkipped({ kind }: AskingWorkload, live: Restartable | undefined, profile: string): string | undefined {
  switch (kind) {
    case 'Pod':
      return 'nothing creates it again; delete it and create it';
    case 'Job':
      return 'a pod of a Job that is ended counts as failed';
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return live === undefined ? 'it is gone' : whyNotRestarted(live, profile);
    default:
      return `a ${kind} has no restart of its own; delete its pods one after another`;
  }
}

function whyNotRestarted(live: Restartable, profile: string): string | undefined {
  const spec = live.spec as { paused?: boolean; updateStrategy?: { type?: string } } | undefined;
  if (!asksFor(live, profile)) {
    return 'its template no longer asks for the profile';
  }
  if (spec?.paused === true) {
    return 'it is paused; kubectl rollout resume lets it go on';
  }
  return spec?.updateStrategy?.type === 'OnDelete'
    ? 'its updateStrategy is OnDelete; delete its pods one after another'
    : undefined;
}

function isUnderWay(live: Restartable | undefined): boolean {
  return live !== undefined && isRollingOut(live);
}

function isSame(key: string, word: string): boolean {
  return key.toLowerCase() === word.toLowerCase();
}

function nameOfPod({ metadata }: ObservedPod): string {
  return metadata.name;
}
