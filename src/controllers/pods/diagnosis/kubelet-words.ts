import type { End } from '../observed-pod.ts';

/** An Event of the kubelet about a pod: what its status does not say. */
export interface KubeletWords {
  readonly reason: string;
  readonly message: string;
  /** Absent where it is about the pod as a whole. */
  readonly container?: string;
  /** When it was said last, in milliseconds since 1970. */
  readonly at: number;
}

/** What keeps a pod without containers, in the order in which one follows from the other. */
const START_FAILURES: readonly string[] = [
  'FailedAttachVolume',
  'FailedMapVolume',
  'FailedMount',
  'NetworkNotReady',
  'FailedCreatePodContainer',
  'FailedCreatePodSandBox',
];
/** The kubelet says why it ends a container just before it does, which takes as long as the grace period. */
const ENDING_MS = 120_000;
/** Times are whole seconds. */
const ROUNDING_MS = 2_000;

/** Why the kubelet cannot start any container of a pod, in its words. */
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

/** Which probe made the kubelet end a container, with what it said of it. */
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
