import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { Step } from './grace.ts';
import { thousandths } from './quantities.ts';

/** Time for RouDi's start on a busy node, without filling its segments. */
const START_SECONDS = 60;
/** A slow rate for filling fresh memory with zeros, in bytes per second on one processor. */
const ZERO_FILL_RATE = 100_000_000n;

/** How long RouDi may take to start before the kubelet restarts it. With less than a processor it takes longer. */
export function startSteps(segmentBytes: bigint, { limits }: IResourceRequirements): Step[] {
  const limit = limits?.['cpu'];
  const processor = thousandths(limit ?? 1);
  // A limit of 0 means no limit.
  const isSlow = processor > 0n && processor < 1000n;
  const fill = Number((segmentBytes * 1000n) / (ZERO_FILL_RATE * (isSlow ? processor : 1000n)));
  const share = isSlow ? `, with ${limit} of a processor` : '';
  return [
    { seconds: START_SECONDS, why: 'a busy node' },
    { seconds: fill, why: `segments are filled with zeros${share}` },
  ];
}
