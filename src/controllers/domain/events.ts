import type { Condition, IceoryxDomainStatus } from '../../api/iceoryx-domain.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import { brief } from '../kit/brief.ts';

/** Events for a new status: for a new obstacle or fault, and for the end of all of them. */
export function eventsOf(before: IceoryxDomainStatus | undefined, after: IceoryxDomainStatus): EventRecord[] {
  const begins = (type: string, wanted: Condition['status']): Condition[] => {
    const [was, is] = [conditionOf(before, type), conditionOf(after, type)];
    return is?.status === wanted && (was?.status !== wanted || was.reason !== is.reason) ? [is] : [];
  };
  return [
    ...begins('Stalled', 'True').map((condition) => eventRecord('Warning', condition)),
    ...begins('SharedMemoryFits', 'False').map((condition) => eventRecord('Warning', condition)),
    ...begins('NodesClean', 'False').map((condition) => eventRecord('Warning', condition)),
    ...begins('SoleOperator', 'False').map((condition) => eventRecord('Warning', condition)),
    ...begins('ClaimsReady', 'False').map((condition) => eventRecord('Warning', condition)),
    ...begins('FaultFree', 'False').map((condition) => eventRecord('Warning', condition)),
    ...begins('Ready', 'True').map((condition) => eventRecord('Normal', condition)),
  ];
}

/** The Event for the deletion of a pod that keeps RouDi from starting. */
export function eventOfStale(pod: string): EventRecord {
  const note = `pod ${pod} is deleted: its agent has not ended the apps of a RouDi that is gone, and RouDi cannot start beside them`;
  return { type: 'Warning', reason: 'StalePodDeleted', action: 'Delete', note };
}

function conditionOf(status: IceoryxDomainStatus | undefined, wanted: string): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === wanted);
}

function eventRecord(type: EventRecord['type'], { reason, message }: Condition): EventRecord {
  return { type, reason, action: 'Reconcile', note: brief(message) };
}
