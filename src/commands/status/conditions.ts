import { REASONS } from '../../api/conditions.ts';
import type { Condition } from '../../api/iceoryx-deployment.generated.ts';
import type { EventView, LastFinding, Problem, Ready } from './view.ts';

/** An object with a status that the operator writes, as far as all kinds have the same. */
export interface Observed {
  readonly metadata: { readonly generation?: number; readonly deletionTimestamp?: string };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly observedGeneration?: number };
}

/** The condition Ready; one of our own while no operator has written any. */
export function readyOf({ status }: Observed): Ready {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready === undefined) {
    const message =
      'no operator has looked at this object yet. What to do: wait a moment; if this stays, see whether an operator runs that looks after this namespace.';
    return { status: 'Unknown', reason: 'NotObserved', message };
  }
  const { status: is, reason, message, lastTransitionTime } = ready;
  return { status: is, reason, message, since: lastTransitionTime };
}

/** Conditions of kstatus that are True when something is wrong, or under way. */
const ADVERSE: ReadonlySet<string> = new Set(['Reconciling', 'Stalled']);

/**
 * What is not well. Each is told once: Ready, Stalled and FaultFree often have the same words. Reconciling is left out,
 * as Ready then says more.
 */
export function problemsOf(object: Observed): Problem[] {
  const { metadata, status } = object;
  const ready = readyOf(object);
  const { observedGeneration = 0, conditions = [] } = status ?? {};
  const { generation = 0 } = metadata;
  const found = [
    ...(ready.status === 'True' ? [] : [problemOf({ type: 'Ready', ...ready })]),
    ...conditions.filter(({ type, status: is }) => !ADVERSE.has(type) && is === 'False').map(problemOf),
    ...conditions.filter(({ type, status: is }) => type === 'Stalled' && is === 'True').map(problemOf),
    ...(status !== undefined && observedGeneration < generation
      ? [
          {
            condition: 'observedGeneration',
            status: String(observedGeneration),
            reason: 'StatusOutOfDate',
            message: `the status is about generation ${observedGeneration}, and the object is at ${generation}: the operator has not looked at the last change yet`,
          },
        ]
      : []),
  ];
  return found.filter(({ reason }, index) => found.findIndex((each) => each.reason === reason) === index);
}

/** Conditions of which the operator knows nothing. */
export function unknownOf({ status }: Observed): Problem[] {
  return (status?.conditions ?? [])
    .filter(({ type, status: is }) => is === 'Unknown' && type !== 'Ready')
    .map(problemOf);
}

function problemOf({
  type,
  status,
  reason,
  message,
  since,
  lastTransitionTime = since,
}: Partial<Condition> & { readonly type: string; readonly since?: string | undefined }): Problem {
  return {
    condition: type,
    status: status ?? 'Unknown',
    reason: reason ?? '',
    message: message ?? '',
    ...(lastTransitionTime === undefined ? {} : { since: lastTransitionTime }),
  };
}

/** How faultFinding of the diagnosis ends a message: the condition's own time is that of its first fault. */
const SEEN_AT = / Seen at (?<at>\S+Z)\.$/;

/** The fault of now, or the last one that an Event tells of. */
export function lastFindingOf({ status }: Observed, events: readonly EventView[]): LastFinding | undefined {
  const faults = status?.conditions?.find(({ type, status: is }) => type === 'FaultFree' && is === 'False');
  if (faults !== undefined) {
    const { reason, message, lastTransitionTime } = faults;
    return { reason, at: SEEN_AT.exec(message)?.groups?.['at'] ?? lastTransitionTime, isPresent: true, message };
  }
  const past = events.findLast(isOfFault);
  return (
    past && {
      reason: past.reason,
      ...(past.at === undefined ? {} : { at: past.at }),
      isPresent: false,
      message: past.note,
    }
  );
}

/** Faults have reasons of their own, which no other condition has. */
function isOfFault({ type, action, reason }: EventView): boolean {
  return type === 'Warning' && action === 'Reconcile' && !Object.hasOwn(REASONS, reason);
}

/** Messages of faults go on with a cause, a remedy and evidence, which begin with these words. */
const PARTS = / (?=(?:Cause|What to do|It said): )/;

/** What is wrong, and then what the message has besides. */
export function partsOf(message: string): readonly [string, ...string[]] {
  const [what = '', ...others] = message.split(PARTS);
  return [what, ...others];
}
