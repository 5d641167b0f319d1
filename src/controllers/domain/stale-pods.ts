import { objectKey } from '../../kube/object.ts';
import { shortList } from '../../text.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';
import type { RoudiPod } from './roudi-pod.ts';

const MAX_NAMED = 5;

/**
 * Pods of a node that still use the RouDi before its present one: their agent had followed that, and has not ended since.
 * Each agent keeps RouDi from starting until it has (agent/internal/members), for half a minute at most.
 */
export function stalePods({ node, incarnation }: RoudiPod, appPods: readonly ObservedPod[]): ObservedPod[] {
  const started = Date.parse(incarnation ?? '');
  return appPods.filter((pod) => pod.node === node && startOfAgent(pod) < started);
}

/** When the agent of a pod started that has let apps use a RouDi; Infinity if there is none. */
export function startOfAgent({ containers }: ObservedPod): number {
  const agent = containers.find(({ role }) => role === 'agent');
  return agent?.isStarting === true ? Infinity : (agent?.runningSince ?? Infinity);
}

/** What keeps RouDi from starting, or pods without samples; undefined if nothing does. */
export function staleMessage(roudi: RoudiPod, appPods: readonly ObservedPod[]): string | undefined {
  const stale = stalePods(roudi, appPods);
  if (stale.length === 0) {
    return undefined;
  }
  const names = shortList(stale, MAX_NAMED, inWords).join(', ');
  return roudi.ready
    ? `apps still use the RouDi before and get no samples, because their agents do not answer: delete the pods ${names}`
    : `RouDi waits for apps of the RouDi before, ${names}; their agents end them, and after half a minute RouDi starts beside those that stay`;
}

function inWords(pod: ObservedPod): string {
  const apps = pod.containers.filter(({ role, runningSince }) => role === 'app' && runningSince !== undefined);
  return `${objectKey(pod)} (${apps.map(({ name }) => name).join(', ')})`;
}
