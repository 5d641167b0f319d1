import { objectKey } from '../../kube/object.ts';
import { shortList } from '../../text.ts';
import type { ObservedContainer, ObservedPod } from '../pods/observed-pod.ts';
import type { RoudiPod } from './roudi-pod.ts';

const MAX_NAMED = 5;
/** A RouDi that was ready sooner has waited for no app: what is older has ended, and its status is yet to say so. */
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

/** What keeps RouDi from starting, or apps without samples; undefined if nothing does. */
export function staleMessage(roudi: RoudiPod, appPods: readonly ObservedPod[]): string | undefined {
  const stale = staleApps(roudi, appPods);
  const hasWaited = (roudi.observed?.readySince ?? 0) - Date.parse(roudi.incarnation ?? '') >= WAITED_MS;
  if (stale.length === 0 || (roudi.ready && !hasWaited)) {
    return undefined;
  }
  const names = shortList(
    stale,
    MAX_NAMED,
    ({ pod, containers }) => `${objectKey(pod)} (${containers.join(', ')})`,
  ).join(', ');
  return roudi.ready
    ? `apps still use the RouDi before and get no samples, because their agents do not answer: delete the pods ${names}`
    : `RouDi waits for apps of the RouDi before, ${names}; their agents end them, and after half a minute RouDi starts beside those that stay`;
}
