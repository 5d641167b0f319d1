import type { Condition } from '../../api/iceoryx-deployment.generated.ts';
import type { EventRecord } from '../../kube/events.ts';
import { brief } from './brief.ts';

interface WithConditions {
  readonly conditions?: readonly Condition[];
}

/** A state of a condition, and how important its beginning is. */
export type Watched = readonly [type: string, status: Condition['status'], importance: EventRecord['type']];

/** Events for the conditions that a new status has come to, each once, in the order of the list. */
export function conditionEvents(
  before: WithConditions | undefined,
  after: WithConditions,
  watched: readonly Watched[],
): EventRecord[] {
  return watched.flatMap(([type, wanted, importance]) => {
    const [was, is] = [before, after].map((status) => status?.conditions?.find((each) => each.type === type));
    const isNews = is?.status === wanted && (was?.status !== wanted || was.reason !== is.reason);
    return is === undefined || !isNews
      ? []
      : [{ type: importance, reason: is.reason, action: 'Reconcile', note: brief(is.message) }];
  });
}
