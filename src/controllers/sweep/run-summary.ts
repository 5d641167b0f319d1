import type {
  FindingStatus,
  NodesStatus,
  RunStatus,
  TotalsStatus,
  VerdictStatus,
} from '../../api/iceoryx-sweep.generated.ts';
import { formatSize } from '../../api/quantity.ts';
import type { SweepSummary } from '../../api/sweep-summary.ts';
import type { NodeOutcome } from '../sweep-jobs/outcome.ts';

/** The limit of the CRD schema. */
const MOST_VERDICTS = 100;
const MOST_FINDINGS = 20;

/** What the status keeps about a run: sums over all nodes, and the most important nodes and files. Pure. */
export function resultOf(
  outcomes: readonly NodeOutcome[],
  lost: number,
): Pick<RunStatus, 'findings' | 'nodes' | 'omittedVerdicts' | 'totals' | 'verdicts'> {
  const verdicts = outcomes
    .filter(({ state }) => state !== 'Waiting')
    .map(verdictOf)
    .toSorted(
      (one, other) =>
        RANKS[one.verdict] - RANKS[other.verdict] ||
        (other.orphanBytes ?? 0) - (one.orphanBytes ?? 0) ||
        (other.unknown ?? 0) - (one.unknown ?? 0) ||
        one.node.localeCompare(other.node),
    );
  return {
    nodes: nodesOf(outcomes, lost),
    totals: totalsOf(outcomes.flatMap(({ summary }) => (summary === undefined ? [] : [summary]))),
    verdicts: verdicts.slice(0, MOST_VERDICTS),
    omittedVerdicts: Math.max(0, verdicts.length - MOST_VERDICTS),
    findings: findingsOf(outcomes),
  };
}

export const NO_TOTALS: TotalsStatus = totalsOf([]);

const RANKS: Readonly<Record<VerdictStatus['verdict'], number>> = {
  Failed: 0,
  Skipped: 1,
  Incomplete: 2,
  Orphans: 3,
  Removed: 4,
  Sweeping: 5,
  Clean: 6,
};

function nodesOf(outcomes: readonly NodeOutcome[], lost: number): NodesStatus {
  const count = (state: NodeOutcome['state']): number => outcomes.filter((outcome) => outcome.state === state).length;
  const swept = count('Swept');
  const failed = count('Failed');
  const skipped = count('Skipped') + lost;
  // A node that the cache did not have yet when the run started counts too.
  const chosen = outcomes.length + lost;
  return {
    chosen,
    waiting: count('Waiting'),
    sweeping: count('Sweeping'),
    swept,
    failed,
    skipped,
    summary: `${swept}/${chosen}`,
  };
}

function totalsOf(summaries: readonly SweepSummary[]): TotalsStatus {
  const sum = (of: keyof SweepSummary['totals'], what: 'bytes' | 'files'): number =>
    summaries.reduce((total, { totals }) => total + totals[of][what], 0);
  return {
    orphans: sum('Orphan', 'files'),
    orphanBytes: sum('Orphan', 'bytes'),
    orphanSize: formatSize(BigInt(sum('Orphan', 'bytes'))),
    removed: sum('removed', 'files'),
    removedBytes: sum('removed', 'bytes'),
    unknown: sum('Unknown', 'files'),
    unknownBytes: sum('Unknown', 'bytes'),
    live: sum('Live', 'files'),
    liveBytes: sum('Live', 'bytes'),
  };
}

function verdictOf({ node, state, reason, message, job, summary }: NodeOutcome): VerdictStatus {
  const about = { node, ...(job === undefined ? {} : { job }) };
  if (summary === undefined) {
    const verdict = state === 'Failed' ? 'Failed' : state === 'Skipped' ? 'Skipped' : 'Sweeping';
    return { ...about, verdict, reason, ...(message === '' ? {} : { message }) };
  }
  const { Orphan, Unknown, removed } = summary.totals;
  return {
    ...about,
    ...judged(summary),
    orphans: Orphan.files,
    orphanBytes: Orphan.bytes,
    removed: removed.files,
    unknown: Unknown.files,
  };
}

function judged({
  dryRun,
  isComplete,
  problems,
  totals,
}: SweepSummary): Pick<VerdictStatus, 'message' | 'reason' | 'verdict'> {
  const left = totals.Orphan.files - totals.removed.files;
  if (totals.failed.files > 0) {
    const message = `${totals.failed.files} files could not be removed; see the log of the Job`;
    return { verdict: 'Orphans', reason: 'RemovalFailed', message };
  }
  if (!isComplete) {
    return {
      verdict: 'Incomplete',
      reason: 'NotAllSeen',
      message: problems[0]?.slice(0, 400) ?? 'see the log of the Job',
    };
  }
  if (left > 0) {
    return dryRun
      ? { verdict: 'Orphans', reason: 'DryRun' }
      : {
          verdict: 'Orphans',
          reason: 'InUseAgain',
          message: `${left} of them were no longer orphans when they were to be removed`,
        };
  }
  return totals.removed.files > 0
    ? { verdict: 'Removed', reason: 'Removed' }
    : { verdict: 'Clean', reason: 'NoOrphans' };
}

function findingsOf(outcomes: readonly NodeOutcome[]): FindingStatus[] {
  return outcomes
    .flatMap(({ node, summary }) => (summary?.largest ?? []).map((finding) => ({ node, ...finding })))
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, MOST_FINDINGS)
    .map(({ node, place, name, kind, verdict, reason, bytes }) => ({
      node,
      place: place.slice(0, 512),
      name: name.slice(0, 512),
      kind: kind.slice(0, 64),
      verdict: verdict.slice(0, 32),
      reason: reason.slice(0, 64),
      bytes,
    }));
}
