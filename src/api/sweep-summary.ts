import { cut, printable } from '../text.ts';

/**
 * Maximum size of the summary of a sweep of a node, in bytes. The sweep passes it to the operator as a container's
 * termination message, which the kubelet truncates after 4096 bytes.
 */
export const MOST_SUMMARY_BYTES = 4096;

export interface SummaryTally {
  readonly files: number;
  readonly bytes: number;
}

/** Sums by verdict. `Orphan` counts only files that may be removed: RouDi's free locks count as `staying`. */
export type SummaryTotals = Readonly<
  Record<'Orphan' | 'Unknown' | 'Live' | 'NotIceoryx' | 'staying' | 'removed' | 'failed', SummaryTally>
>;

/** One of the largest findings. */
export interface SummaryFinding {
  readonly place: string;
  readonly name: string;
  readonly kind: string;
  readonly verdict: string;
  readonly reason: string;
  readonly bytes: number;
}

export interface SweepSummary {
  readonly dryRun: boolean;
  /** Whether all processes that could hold a file were seen. */
  readonly isComplete: boolean;
  readonly scanned: { readonly directories: number; readonly processes: number; readonly otherFiles: number };
  readonly totals: SummaryTotals;
  readonly problems: readonly string[];
  /** The largest orphans, then the largest unknown files. */
  readonly largest: readonly SummaryFinding[];
  /** How many problems and findings were left out. */
  readonly omitted: { readonly problems: number; readonly findings: number };
}

/**
 * Parses a summary. Anyone with access to a node can write the message, so only values of the right form are accepted.
 *
 * @returns undefined for a text that is not a summary
 */
export function parseSummary(text: string): SweepSummary | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(read) || !isRecord(read['totals'])) {
    return undefined;
  }
  const totals = read['totals'];
  const scanned = isRecord(read['scanned']) ? read['scanned'] : {};
  const omitted = isRecord(read['omitted']) ? read['omitted'] : {};
  return {
    dryRun: read['dryRun'] !== false,
    isComplete: read['isComplete'] === true,
    scanned: {
      directories: count(scanned['directories']),
      processes: count(scanned['processes']),
      otherFiles: count(scanned['otherFiles']),
    },
    totals: {
      Orphan: tally(totals['Orphan']),
      Unknown: tally(totals['Unknown']),
      Live: tally(totals['Live']),
      NotIceoryx: tally(totals['NotIceoryx']),
      staying: tally(totals['staying']),
      removed: tally(totals['removed']),
      failed: tally(totals['failed']),
    },
    problems: list(read['problems'], (problem) =>
      typeof problem === 'string' ? plain(problem, MOST_PROBLEM) : undefined,
    ),
    largest: list(read['largest'], finding),
    omitted: { problems: count(omitted['problems']), findings: count(omitted['findings']) },
  };
}

function finding(value: unknown): SummaryFinding | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const text = (field: string, most: number): string => {
    const words = value[field];
    return typeof words === 'string' ? plain(words, most) : '';
  };
  return {
    place: text('place', MOST_NAME),
    name: text('name', MOST_NAME),
    kind: text('kind', MOST_WORD),
    verdict: text('verdict', MOST_WORD),
    reason: text('reason', MOST_WORD),
    bytes: count(value['bytes']),
  };
}

/** Maximum lengths, in characters. */
const MOST_PROBLEM = 400;
const MOST_NAME = 512;
const MOST_WORD = 32;

function plain(text: string, most: number): string {
  return cut(printable(text), most);
}

function tally(value: unknown): SummaryTally {
  return isRecord(value) ? { files: count(value['files']), bytes: count(value['bytes']) } : { files: 0, bytes: 0 };
}

/** Maximum of a count: large enough for every machine, and small enough that sums over all nodes stay exact. */
const MOST = 2 ** 42;

function count(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) ? Math.min(MOST, Math.max(0, value)) : 0;
}

function list<T>(value: unknown, read: (item: unknown) => T | undefined): T[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== undefined) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
