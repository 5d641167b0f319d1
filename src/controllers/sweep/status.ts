import { withFindings } from '../../api/conditions.ts';
import type {
  HistoryStatus,
  IceoryxSweepStatus,
  RunStatus,
  ScheduleStatus,
} from '../../api/iceoryx-sweep.generated.ts';
import { formatSize } from '../../api/quantity.ts';
import { type Progress, progressFindings } from '../kit/conditions.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { IceoryxSweep } from '../resources.ts';

export type ConditionType = 'Ready' | 'Reconciling' | 'Stalled' | 'NodesSwept' | 'OrphanFree' | 'AllSettled';

interface Finding {
  readonly type: ConditionType;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** What the status keeps about runs: the current one, earlier ones, and when the next one is due. */
export interface RunRecord {
  readonly run?: RunStatus | undefined;
  readonly history?: readonly HistoryStatus[] | undefined;
  readonly schedule?: ScheduleStatus | undefined;
}

/**
 * The status of an IceoryxSweep.
 *
 * @param obstacle why no Job can be created, for any node
 */
export function statusOf(
  { metadata, spec, status }: IceoryxSweep,
  { run, history, schedule }: RunRecord,
  obstacle: Obstacle | undefined,
  now: Date,
): IceoryxSweepStatus {
  const generation = metadata.generation ?? 0;
  const findings = [
    ...progressFindings(progressOf(run, spec.suspend === true, obstacle)),
    ...(run === undefined ? [] : [nodesFinding(run), orphanFinding(run), settledFinding(run)]),
  ];
  return {
    observedGeneration: generation,
    ...(schedule === undefined ? {} : { schedule }),
    ...(run === undefined ? {} : { run }),
    ...(history === undefined || history.length === 0 ? {} : { history: [...history] }),
    conditions: withFindings(status?.conditions ?? [], findings, generation, now),
  };
}

function progressOf(run: RunStatus | undefined, isSuspended: boolean, obstacle: Obstacle | undefined): Progress {
  if (obstacle !== undefined) {
    return { state: 'Stalled', ...obstacle };
  }
  if (run?.completionTime === undefined && isSuspended) {
    const so = run === undefined ? 'no run starts' : `the run is held with ${run.nodes.waiting} nodes left`;
    return {
      state: run === undefined ? 'Ready' : 'Reconciling',
      reason: 'Suspended',
      message: `spec.suspend is true: ${so}`,
    };
  }
  if (run === undefined) {
    return { state: 'Reconciling', reason: 'NotBegun', message: 'the first run is about to start' };
  }
  const { swept, failed, skipped, chosen } = run.nodes;
  if (run.completionTime === undefined) {
    const message = `${swept + failed + skipped} of ${chosen} nodes are done; ${resultIn(run)}`;
    return { state: 'Reconciling', reason: 'Sweeping', message };
  }
  const nodes = nodesFinding(run);
  return failed > 0 || nodes.reason === 'NotAllSeen'
    ? { state: 'Stalled', reason: nodes.reason, message: nodes.message }
    : { state: 'Ready', reason: nodes.reason, message: `${nodes.message}; ${resultIn(run)}` };
}

function resultIn({ dryRun, totals }: RunStatus): string {
  const { orphans, orphanSize, removed, removedBytes, unknown } = totals;
  const kept = unknown === 0 ? '' : `, ${unknown} files of unknown use were kept`;
  return dryRun
    ? `${orphans} orphans (${orphanSize})${kept}; dry run, nothing was removed`
    : `${removed} of ${orphans} orphans removed (${formatSize(BigInt(removedBytes))})${kept}`;
}

const MOST_NAMED = 5;

/** The condition NodesSwept; its reason is also recorded as the outcome of a completed run. */
export function nodesFinding({ completionTime, nodes, verdicts = [] }: RunStatus): Finding {
  const type = 'NodesSwept';
  const { chosen, failed, skipped } = nodes;
  const named = (wanted: 'Failed' | 'Skipped'): string => {
    const some = verdicts.filter(({ verdict }) => verdict === wanted).slice(0, MOST_NAMED);
    return some
      .map(({ node, reason, message }) => `${node}: ${reason}${message === undefined ? '' : ` (${message})`}`)
      .join('; ');
  };
  if (failed > 0) {
    return {
      type,
      status: 'False',
      reason: 'NodesFailed',
      message: `${failed} of ${chosen} nodes have not reported: ${named('Failed')}`,
    };
  }
  if (completionTime === undefined) {
    return { type, status: 'Unknown', reason: 'Sweeping', message: `${nodes.swept} of ${chosen} nodes have reported` };
  }
  const blind = blindIn({ verdicts });
  if (blind !== undefined) {
    return { type, status: 'False', reason: 'NotAllSeen', message: blind };
  }
  if (skipped > 0) {
    const some = named('Skipped');
    const message = `${skipped} of ${chosen} nodes were skipped${some === '' ? ', they are gone' : `: ${some}`}`;
    return { type, status: 'False', reason: 'NodesSkipped', message };
  }
  return chosen === 0
    ? { type, status: 'True', reason: 'NoNodes', message: 'no node has the labels of spec.nodeSelector' }
    : { type, status: 'True', reason: 'AllSwept', message: `all ${chosen} nodes have reported` };
}

function orphanFinding(run: RunStatus): Finding {
  const type = 'OrphanFree';
  const { orphans, removed } = run.totals;
  if (orphans > removed) {
    return run.dryRun
      ? {
          type,
          status: 'False',
          reason: 'OrphansFound',
          message: `${resultIn(run)}; set spec.dryRun: false to remove them`,
        }
      : {
          type,
          status: 'False',
          reason: 'OrphansLeft',
          message: `${resultIn(run)}; see status.run.verdicts for the reasons`,
        };
  }
  if (run.completionTime === undefined) {
    return { type, status: 'Unknown', reason: 'Sweeping', message: resultIn(run) };
  }
  const nodes = nodesFinding(run);
  return nodes.status !== 'True'
    ? { type, status: 'Unknown', reason: nodes.reason, message: `${resultIn(run)}, but ${nodes.message}` }
    : { type, status: 'True', reason: removed > 0 ? 'Removed' : 'NoOrphans', message: resultIn(run) };
}

function settledFinding({ completionTime, totals, verdicts = [] }: RunStatus): Finding {
  const type = 'AllSettled';
  const blind = blindIn({ verdicts });
  if (blind !== undefined) {
    return { type, status: 'False', reason: 'NotAllSeen', message: blind };
  }
  if (totals.unknown > 0) {
    const message = `${totals.unknown} files (${formatSize(BigInt(totals.unknownBytes))}) were kept because it is unknown whether they are in use; see status.run.findings and the logs of the Jobs`;
    return { type, status: 'False', reason: 'Unsettled', message };
  }
  return completionTime === undefined
    ? { type, status: 'Unknown', reason: 'Sweeping', message: 'not all nodes have reported' }
    : {
        type,
        status: 'True',
        reason: 'AllSettled',
        message: 'no file was kept because its use is unknown',
      };
}

/** On which nodes not all processes could be seen; undefined if there are none. */
function blindIn({ verdicts = [] }: Pick<RunStatus, 'verdicts'>): string | undefined {
  const [first, ...more] = verdicts.filter(({ verdict }) => verdict === 'Incomplete');
  return (
    first &&
    `on ${more.length + 1} nodes not all processes could be seen, so files that they might use were kept: ${first.node}: ${first.message}`
  );
}

/** Whether statuses differ only in the progress of a run. */
export function isProgress(before: IceoryxSweepStatus | undefined, after: IceoryxSweepStatus | undefined): boolean {
  return (
    before?.observedGeneration === after?.observedGeneration &&
    before?.run?.number === after?.run?.number &&
    reconcilingIn(after) !== undefined &&
    reconcilingIn(before) === reconcilingIn(after)
  );
}

function reconcilingIn({ conditions = [] }: IceoryxSweepStatus = {}): string | undefined {
  return conditions.find(({ type, status }) => type === 'Reconciling' && status === 'True')?.reason;
}
