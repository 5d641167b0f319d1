import type { End } from '../observed-pod.ts';

/** An Event of the kubelet about a pod. It reports what the pod's status does not. */
export interface KubeletWords {
  readonly reason: string;
  readonly message: string;
  /** Absent if the Event is about the pod as a whole. */
  readonly container?: string;
  /** Time of the last occurrence, in milliseconds since 1970. */
  readonly at: number;
}

/** Reasons for which no container can start, causes before their consequences. */
const START_FAILURES: readonly string[] = [
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedMount',
  'NetworkNotReady',
  'FailedCreatePodContainer',
  'FailedCreatePodSandBox',
];
/** The kubelet emits the Event Killing just before it ends a container, which takes up to the grace period. */
const ENDING_MS = 120_000;
/** Times are whole seconds. */
const ROUNDING_MS = 2_000;

/** Why the kubelet cannot start any container of a pod, in its words. Undefined if no Event reports it. */
export function startFailure(said: readonly KubeletWords[]): string | undefined {
  return said
    .filter(({ reason }) => START_FAILURES.includes(reason))
    .toSorted(
      (a, b) =>
        START_FAILURES.indexOf(a.reason) - START_FAILURES.indexOf(b.reason) ||
        b.at - a.at ||
        (a.message < b.message ? -1 : 1),
    )[0]?.message;
}

/** The failed probe for which the kubelet ended a container, in its words. Undefined if no probe was the reason. */
export function probeFailure(
  said: readonly KubeletWords[],
  container: string,
  { startedAt = 0, finishedAt = 0 }: End,
): string | undefined {
  const of = said.filter((each) => each.container === container && each.at >= startedAt - ROUNDING_MS);
  const isEnding = of.some(
    ({ reason, message, at }) =>
      reason === 'Killing' &&
      /failed (?:liveness|startup) probe/.test(message) &&
      at <= finishedAt + ROUNDING_MS &&
      at >= finishedAt - ENDING_MS,
  );
  const [failure] = of
    .filter(({ reason, message }) => reason === 'Unhealthy' && /^(?:Liveness|Startup) probe/.test(message))
    .toSorted((a, b) => b.at - a.at || (a.message < b.message ? -1 : 1));
  return isEnding ? `${(failure?.message ?? 'its probe failed').trim()}.` : undefined;
}
