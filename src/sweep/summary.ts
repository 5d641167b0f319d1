import { MOST_SUMMARY_BYTES, type SummaryFinding, type SweepSummary } from '../api/sweep-summary.ts';
import { cut } from '../text.ts';
import type { Report } from './report.ts';

const MOST_PROBLEM = 300;
/** A name of 255 bytes may be eight times as long when escaped. */
const MOST_NAME = 512;

/** The part of a report that fits into 4096 bytes of JSON: its sums, then as many problems and findings as possible. */
export function summaryOf(report: Report): string {
  const { dryRun, isComplete, scanned, totals, findings, directories = [] } = report;
  const staying = directories.filter(({ why }) => why !== undefined);
  const problems = [...staying.map(({ directory, why }) => `directory ${directory} stays: ${why}`), ...report.problems];
  const notable = findings
    .filter(({ verdict, isRemovable }) => isRemovable || verdict === 'Unknown')
    .map(({ place, name, kind, verdict, reason, allocatedBytes: bytes }): SummaryFinding => ({
      place: cut(place, MOST_NAME),
      name: cut(name, MOST_NAME),
      kind,
      verdict,
      reason,
      bytes,
    }));
  const written = (problemCount: number, findingCount: number): string => {
    const summary: SweepSummary = {
      dryRun,
      isComplete,
      scanned,
      totals,
      problems: problems.slice(0, problemCount).map((problem) => cut(problem, MOST_PROBLEM)),
      largest: notable.slice(0, findingCount),
      omitted: { problems: problems.length - problemCount, findings: notable.length - findingCount },
    };
    return JSON.stringify(summary);
  };
  let counts: readonly [number, number] = [0, 0];
  for (const step of [...problems.slice(0, 5).map(() => [1, 0] as const), ...notable.map(() => [0, 1] as const)]) {
    const more = [counts[0] + step[0], counts[1] + step[1]] as const;
    if (Buffer.byteLength(written(...more)) > MOST_SUMMARY_BYTES) {
      break;
    }
    counts = more;
  }
  return written(...counts);
}
