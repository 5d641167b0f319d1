import type { IceoryxProfileStatus } from '../../api/iceoryx-profile.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import { conditionEvents, type Watched } from '../kit/condition-events.ts';

const WATCHED: readonly Watched[] = [
  ['SoleOperator', 'False', 'Warning'],
  ['Stalled', 'True', 'Warning'],
  ['AllInjected', 'False', 'Warning'],
  ['HealingAllowed', 'False', 'Warning'],
  ['FaultFree', 'False', 'Warning'],
  ['UpToDate', 'False', 'Normal'],
  ['Ready', 'True', 'Normal'],
];

/** Events for a new status: for a new obstacle or fault, for pods that are out of date, and for the end of all of them. */
export function eventsOf(before: IceoryxProfileStatus | undefined, after: IceoryxProfileStatus): EventRecord[] {
  return conditionEvents(before, after, WATCHED);
}
