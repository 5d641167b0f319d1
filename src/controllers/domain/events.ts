import type { IceoryxDomainStatus } from '../../api/iceoryx-domain.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import { conditionEvents, type Watched } from '../kit/condition-events.ts';

const WATCHED: readonly Watched[] = [
  ['Stalled', 'True', 'Warning'],
  ['SharedMemoryFits', 'False', 'Warning'],
  ['NodesClean', 'False', 'Warning'],
  ['SoleOperator', 'False', 'Warning'],
  ['ClaimsReady', 'False', 'Warning'],
  ['FaultFree', 'False', 'Warning'],
  ['Ready', 'True', 'Normal'],
];

/** Events for a new status: for a new obstacle or fault, and for the end of all of them. */
export function eventsOf(before: IceoryxDomainStatus | undefined, after: IceoryxDomainStatus): EventRecord[] {
  return conditionEvents(before, after, WATCHED);
}

/** The Event for the deletion of a pod that keeps RouDi from starting. */
export function eventOfStale(pod: string): EventRecord {
  const note = `pod ${pod} is deleted: its agent has not ended the apps of a RouDi that is gone, and RouDi cannot start beside them`;
  return { type: 'Warning', reason: 'StalePodDeleted', action: 'Delete', note };
}
