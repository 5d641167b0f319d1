import type { PodPlan } from './pod-plan.ts';
import { thousandths } from './quantities.ts';

/** RouDi's start apart from filling its segments, on a busy node. */
const START_SECONDS = 60;
/** A slow rate for filling fresh memory with zeros, bytes per second of a processor. */
const ZERO_FILL_RATE = 100_000_000n;

/** How long RouDi may take to start, in seconds, before the kubelet restarts it. With less than a processor it takes longer. */
export function startTime({
  memory,
  resources,
}: {
  readonly memory: PodPlan['memory'];
  readonly resources: Pick<PodPlan['resources'], 'roudi'>;
}): {
  readonly seconds: number;
  readonly sum: string;
} {
  const limit = resources.roudi.limits?.['cpu'];
  const processor = thousandths(limit ?? 1);
  // A limit of 0 is none.
  const isSlow = processor > 0n && processor < 1000n;
  const fill = Number((memory.segmentBytes * 1000n) / (ZERO_FILL_RATE * (isSlow ? processor : 1000n)));
  const seconds = START_SECONDS + fill;
  const share = isSlow ? `, with ${limit} of a processor` : '';
  return {
    seconds,
    sum: `${START_SECONDS} (a busy node) + ${fill} (segments are filled with zeros${share}) = ${seconds}`,
  };
}
