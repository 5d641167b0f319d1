import type { ConditionType } from '../../api/conditions.ts';
import type { Condition, IceoryxDeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import { brief } from '../kit/brief.ts';
import type { IceoryxDeployment } from '../resources.ts';
import type { Applied } from './apply.ts';

/** The Event for a change of the Deployment. */
export function eventsOfChange({ metadata }: IceoryxDeployment, { change }: Pick<Applied, 'change'>): EventRecord[] {
  const deployment = `Deployment ${metadata.name}`;
  if (change === undefined) {
    return [];
  }
  switch (change) {
    case 'created':
      return [{ type: 'Normal', reason: 'Created', action: 'Create', note: `${deployment} is created` }];
    case 'updated': {
      const note = `${deployment} is updated to generation ${metadata.generation}`;
      return [{ type: 'Normal', reason: 'Updated', action: 'Update', note }];
    }
    case 'reverted': {
      const note = `${deployment}, which is managed by this IceoryxDeployment, was changed by another client: the change is reverted; change the IceoryxDeployment instead, also to roll back`;
      return [{ type: 'Warning', reason: 'Reverted', action: 'Revert', note }];
    }
  }
}

/**
 * Events for a new status, compared with the previous one: for a new obstacle or fault, and for the end of all of them.
 * Since the status is stored, each Event is recorded once, even across restarts.
 */
export function eventsOfStatus(
  before: IceoryxDeploymentStatus | undefined,
  after: IceoryxDeploymentStatus,
): EventRecord[] {
  const was = conditionsOf(before);
  const is = conditionsOf(after);
  const isNews = (type: ConditionType): boolean =>
    was(type)?.status !== is(type)?.status || was(type)?.reason !== is(type)?.reason;
  const records: EventRecord[] = [];
  const add = (type: EventRecord['type'], { reason, message }: Condition, as = reason): void => {
    records.push({ type, reason: as, action: 'Reconcile', note: brief(message) });
  };
  const sole = is('SoleOperator');
  if (sole?.status === 'False' && isNews('SoleOperator')) {
    add('Warning', sole);
  }
  const stalled = is('Stalled');
  if (stalled?.status === 'True' && (isNews('Stalled') || was('Stalled')?.message !== stalled.message)) {
    add('Warning', stalled);
  }
  const ready = is('Ready');
  if (ready?.status === 'True' && was('Ready')?.status !== 'True') {
    add('Normal', ready, 'Ready');
  }
  const reconciling = is('Reconciling');
  if (reconciling?.reason === 'PredecessorEnding' && isNews('Reconciling')) {
    add('Normal', reconciling);
  }
  const termination = is('TerminationSafe');
  if (termination?.status === 'False' && isNews('TerminationSafe')) {
    add('Warning', termination);
  }
  const healing = is('HealingAllowed');
  if (healing?.status === 'False' && isNews('HealingAllowed')) {
    add('Warning', healing);
  }
  const faults = is('FaultFree');
  if (faults?.status === 'False' && isNews('FaultFree')) {
    add('Warning', faults);
  }
  const roudi = is('RouDiReady');
  if (roudi?.status === 'False' && was('RouDiReady')?.status === 'True' && !isRollout(reconciling)) {
    add('Warning', roudi, 'RouDiNotReady');
  }
  return records;
}

function conditionsOf({ conditions = [] }: IceoryxDeploymentStatus = {}): (
  wanted: ConditionType,
) => Condition | undefined {
  return (wanted) => conditions.find(({ type }) => type === wanted);
}

/** New pods have no RouDi yet, which is expected. */
function isRollout(reconciling: Condition | undefined): boolean {
  return reconciling?.reason === 'Applied' || reconciling?.reason === 'RollingOut';
}
