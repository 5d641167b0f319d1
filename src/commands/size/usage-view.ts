import { Document } from 'yaml';
import { age } from '../../terminal/age.ts';
import { table } from '../../terminal/table.ts';
import { wrapped } from '../../terminal/wrap.ts';
import { printable } from '../../text.ts';
import type { Reader } from '../kit/output.ts';
import { type PoolAdvice, segmentsOf, type UsageSizing } from './usage.ts';
import { size } from './view.ts';

/** What was used of pools, and what that asks for. */
export function usageInWords(sizing: UsageSizing, { paint, width }: Reader): string {
  const { object, pods, pools, sparePercent, memory } = sizing;
  const sentence = (text: string): string => `${wrapped(text, { width }).join('\n')}\n`;
  return [
    ...pods.map((pod) =>
      'reason' in pod
        ? sentence(`${paint('yellow', 'not known')}: ${printable(pod.pod)}: ${printable(pod.reason)}`)
        : `RouDi in ${printable(pod.pod)}, for ${pod.ageSeconds === null ? 'an unknown time' : age(pod.ageSeconds * 1000)}\n`,
    ),
    '\n',
    table(
      ['SEGMENT', 'SIZE', 'CHUNKS', 'MOST IN USE', 'PROPOSED', ''],
      pools.map((pool) => [
        printable(pool.segment),
        `${pool.size}`,
        `${pool.chunks}`,
        `${pool.mostUsedChunks}`,
        `${pool.proposedChunks}`,
        remarkOf(pool),
      ]),
      { width, right: [1, 2, 3, 4] },
    ),
    '\n',
    table(
      ['MEMORY', 'NOW', 'PROPOSED'],
      [
        ['segments', size(memory.now.segmentBytes), size(memory.proposed.segmentBytes)],
        ['volume', size(memory.now.volumeBytes), size(memory.proposed.volumeBytes)],
        ['RouDi', size(memory.now.roudiBytes), size(memory.proposed.roudiBytes)],
      ],
      { width, right: [1, 2] },
    ),
    '\n',
    sentence(
      `What ${printable(object)} has not done since its RouDi started is not in this: let it do its largest work first.`,
    ),
    '\n',
    paint('dim', `# most in use, with ${sparePercent} % more chunks\n`),
    usageSpecification(sizing),
  ].join('');
}

function remarkOf({ chunks, mostUsedChunks, proposedChunks }: PoolAdvice): string {
  if (mostUsedChunks >= chunks) {
    return 'it was empty: publishing fails then';
  }
  if (mostUsedChunks === 0) {
    return 'never used: one chunk, or leave it out';
  }
  return proposedChunks > chunks ? 'too few' : '';
}

/** `spec.roudi` with the proposed pools. Segments keep the groups of the specification. */
export function usageSpecification({ release, pools }: UsageSizing): string {
  const segments = segmentsOf(pools, ({ proposedChunks }) => proposedChunks);
  const document = new Document({ spec: { roudi: { release, segments } } });
  segments.forEach(({ mempools }, segment) =>
    mempools.forEach((_, index) => {
      const node = document.getIn(['spec', 'roudi', 'segments', segment, 'mempools', index], true) as {
        flow?: boolean;
      };
      node.flow = true;
    }),
  );
  return document.toString({ lineWidth: 0 });
}
