import type { IceoryxSweepStatus, RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import type { ConditionType } from './status.ts';

/**
 * Events for a new status, compared with the previous one: that a run starts, that a node has not reported and why, and
 * how the run ended. Since the status is stored, each Event is recorded once, even across restarts.
 */
export function eventsOf(before: IceoryxSweepStatus | undefined, after: IceoryxSweepStatus): EventRecord[] {
  const { run } = after;
  const isNew = run?.number !== before?.run?.number;
  const known = isNew ? undefined : before?.run;
  return [
    ...(run === undefined || !isNew ? [] : [begun(run)]),
    ...(run === undefined ? [] : failures(known, run)),
    ...(run?.completionTime === undefined || known?.completionTime !== undefined ? [] : [ended(after)]),
    ...obstacles(before, after),
    ...operators(before, after),
  ];
}

const TRIGGERS: Readonly<Record<RunStatus['trigger'], string>> = {
  Created: 'it is the first run',
  SpecChanged: 'the specification has changed',
  Annotation: 'annotation iceoryx.io/run-at has changed',
  Schedule: 'spec.schedule',
};

function begun({ number, trigger, dryRun, nodes }: RunStatus): EventRecord {
  const what = dryRun ? 'examines' : 'sweeps';
  const note = `run ${number} ${what} ${nodes.chosen} nodes: ${TRIGGERS[trigger]}`;
  return { type: 'Normal', reason: 'RunStarted', action: 'Sweep', note };
}

function failures(known: RunStatus | undefined, { number, verdicts = [] }: RunStatus): EventRecord[] {
  const before = new Set(
    known?.verdicts?.filter(({ verdict }) => verdict === 'Failed' || verdict === 'Skipped').map(({ node }) => node),
  );
  return verdicts
    .filter(({ node, verdict }) => (verdict === 'Failed' || verdict === 'Skipped') && !before.has(node))
    .map(({ node, verdict, reason, message = '' }) => ({
      type: 'Warning',
      reason: verdict === 'Failed' ? 'NodeFailed' : 'NodeSkipped',
      action: 'Sweep',
      note: `run ${number}, node ${node}: ${reason}${message === '' ? '' : `: ${message}`}`,
    }));
}

function ended({ run, conditions = [] }: IceoryxSweepStatus): EventRecord {
  const find = (wanted: ConditionType) => conditions.find(({ type }) => type === wanted);
  const isStalled = find('Stalled')?.status === 'True';
  const note = `run ${run?.number}: ${find(isStalled ? 'Stalled' : 'Ready')?.message}`;
  return {
    type: isStalled || find('NodesSwept')?.status === 'False' ? 'Warning' : 'Normal',
    reason: 'RunCompleted',
    action: 'Sweep',
    note,
  };
}

/** Events for another operator that would run the sweep as well, and for its end. */
function operators(before: IceoryxSweepStatus | undefined, after: IceoryxSweepStatus): EventRecord[] {
  const sole = soleOperator(after);
  return sole === undefined || sole.status === soleOperator(before)?.status
    ? []
    : [
        {
          type: sole.status === 'True' ? 'Normal' : 'Warning',
          reason: sole.reason,
          action: 'Sweep',
          note: sole.message,
        },
      ];
}

/** Events for an obstacle to all Jobs, with which no run ends. */
function obstacles(
  before: IceoryxSweepStatus | undefined,
  { run, conditions = [] }: IceoryxSweepStatus,
): EventRecord[] {
  const stalled = conditions.find(({ type, status }) => type === 'Stalled' && status === 'True');
  const was = before?.conditions?.find(({ type, status }) => type === 'Stalled' && status === 'True');
  return stalled === undefined || stalled.message === was?.message || run?.completionTime !== undefined
    ? []
    : [{ type: 'Warning', reason: stalled.reason, action: 'Sweep', note: stalled.message }];
}

function soleOperator({ conditions = [] }: IceoryxSweepStatus = {}) {
  return conditions.find(({ type }) => type === 'SoleOperator');
}
