import { objectKey } from '../../kube/object.ts';
import { firstNames } from '../../text.ts';
import type { ObservedContainer, ObservedPod } from '../pods/observed-pod.ts';
import type { RoudiPod } from './roudi-pod.ts';

/**
 * Time for agents to end apps of a RouDi that is gone. A RouDi that is ready sooner has waited for none: what is older has
 * ended, and its status is yet to say so.
 */
const WAITED_MS = 25_000;

/** An app that uses the RouDi before the present one of its node. */
interface StaleApps {
  readonly pod: ObservedPod;
  readonly containers: readonly string[];
}

/**
 * Apps of RouDi's node that still use the RouDi before. Where all containers of a pod start again with RouDi, an app
 * starts only once RouDi is there, so one that is older than RouDi has not let go of the one before. Its agent keeps RouDi
 * from starting until it has (agent/internal/members), for half a minute at most.
 */
function staleApps({ node, incarnation }: RoudiPod, appPods: readonly ObservedPod[]): StaleApps[] {
  const started = Date.parse(incarnation ?? '');
  return appPods
    .filter((pod) => pod.node === node && pod.renewsItself && startOfApps(pod) < started)
    .map((pod) => ({
      pod,
      containers: appsOf(pod)
        .filter(({ runningSince = Infinity }) => runningSince < started)
        .map(({ name }) => name),
    }));
}

/** When the oldest app of a pod that runs has started; Infinity if none does. */
export function startOfApps(pod: ObservedPod): number {
  return Math.min(...appsOf(pod).map(({ runningSince = Infinity }) => runningSince));
}

function appsOf({ containers }: ObservedPod): ObservedContainer[] {
  return containers.filter(({ role }) => role === 'app');
}

/** Whether older apps are more than a status that lags behind: RouDi would not be ready yet, or has waited for them. */
function isWaitedFor({ ready, observed, incarnation }: RoudiPod): boolean {
  return !ready || (observed?.readySince ?? 0) - Date.parse(incarnation ?? '') >= WAITED_MS;
}

/** What keeps RouDi from starting, or apps without samples; undefined if nothing does. */
export function staleMessage(roudi: RoudiPod, appPods: readonly ObservedPod[]): string | undefined {
  const stale = staleApps(roudi, appPods);
  if (stale.length === 0 || !isWaitedFor(roudi)) {
    return undefined;
  }
  const names = firstNames(stale.map(({ pod, containers }) => `${objectKey(pod)} (${containers.join(', ')})`));
  return `RouDi waits for apps of the RouDi before, ${names}; their agents end them, and the operator deletes the pods whose agent has not after ${WAITED_MS / 1000} s`;
}

/** Pods to delete now, and when to look again. */
export interface Overdue {
  readonly pods: readonly ObservedPod[];
  /** Milliseconds since 1970. */
  readonly next?: number;
}

/**
 * Pods whose agent has not ended their apps in time. RouDi cannot start beside those: what they have mapped is charged to
 * its pod, which has room for it once.
 */
export function overdueOf(roudis: readonly RoudiPod[], appPods: readonly ObservedPod[], now: number): Overdue {
  const waiting = roudis
    .filter(isWaitedFor)
    .map((roudi) => ({
      due: Date.parse(roudi.incarnation ?? '') + WAITED_MS,
      pods: staleApps(roudi, appPods).map(({ pod }) => pod),
    }))
    .filter(({ pods }) => pods.length > 0);
  const next = Math.min(...waiting.map(({ due }) => due).filter((due) => due > now));
  return {
    pods: waiting.filter(({ due }) => due <= now).flatMap(({ pods }) => pods),
    ...(next === Infinity ? {} : { next }),
  };
}
