import type { RunStatus, VerdictStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { IceoryxSweep } from '../../controllers/resources.ts';
import type { Paint, Tone } from '../../terminal/paint.ts';
import { printable } from '../../text.ts';
import { sizeOf } from './size.ts';

const TONES: Readonly<Partial<Record<VerdictStatus['verdict'], Tone>>> = {
  Clean: 'green',
  Removed: 'green',
  Orphans: 'yellow',
  Skipped: 'yellow',
  Incomplete: 'yellow',
  Failed: 'red',
  Sweeping: 'cyan',
};

/** A verdict in its colour. */
export function painted(verdict: VerdictStatus['verdict'], paint: Paint): string {
  const tone = TONES[verdict];
  return tone === undefined ? printable(verdict) : paint(tone, verdict);
}

/** How far a run is: a line with counts, and a line for each node that has begun. */
export function progressLines(
  { metadata, status }: Pick<IceoryxSweep, 'metadata' | 'status'>,
  number: number,
  seconds: number,
  paint: Paint,
): string[] {
  const run = status?.run?.number === number ? status.run : undefined;
  if (run === undefined) {
    return [`IceoryxSweep ${metadata.name} waits for the operator, ${seconds} s`];
  }
  const { verdicts = [] } = run;
  const widest = Math.max(...verdicts.map(({ node }) => node.length), 0);
  return [
    `${titleOf(run)}, ${seconds} s: ${countsOf(run)}`,
    ...verdicts
      .toSorted((a, b) => Number(b.verdict === 'Sweeping') - Number(a.verdict === 'Sweeping'))
      .map((one) => `  ${printable(one.node).padEnd(widest)}  ${nodeInWords(one, paint)}`),
  ];
}

/** The nodes that have ended and are not among those known. */
export function newlyEnded(run: RunStatus | undefined, known: ReadonlySet<string>): VerdictStatus[] {
  return (run?.verdicts ?? []).filter(({ node, verdict }) => verdict !== 'Sweeping' && !known.has(node));
}

/** What became of a node, in a line. */
export function nodeInWords(
  { verdict, reason, message, orphans = 0, orphanBytes, removed = 0, unknown = 0 }: VerdictStatus,
  paint: Paint,
): string {
  const counts = [
    ...(orphans > 0 ? [`${orphans} ${orphans === 1 ? 'orphan' : 'orphans'} (${sizeOf(orphanBytes)})`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join(', ');
  const because = message === undefined ? '' : `: ${printable(message)}`;
  const isPlain = verdict === 'Clean' || (verdict === 'Sweeping' && message === undefined) || reason === verdict;
  return [painted(verdict, paint), counts, isPlain ? '' : `${printable(reason)}${because}`].filter(Boolean).join('  ');
}

function titleOf({ dryRun, nodes }: RunStatus): string {
  const what = `${nodes.chosen} ${nodes.chosen === 1 ? 'node' : 'nodes'}`;
  return dryRun ? `Looking at ${what} (dry run)` : `Sweeping ${what}`;
}

/** `1 of 2 nodes done, 1 running` */
export function countsOf({ nodes }: RunStatus): string {
  const { swept, failed, skipped, chosen, sweeping, waiting } = nodes;
  return [
    `${swept + failed + skipped} of ${chosen} done`,
    ...(sweeping > 0 ? [`${sweeping} running`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
}
