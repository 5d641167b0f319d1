import type { EventView, Recovery } from './view.ts';

/** Events of the operator about a RouDi that was gone (docs/status.md). */
const RECOVERIES: ReadonlySet<string> = new Set(['Replaced', 'RestartedInPlace', 'RouDiDied', 'StalePodDeleted']);

/** Where recoveries are recorded beside Events, which are kept for an hour only. */
export interface Records {
  /** When a RouDi that is ready now was last started again in its pod. */
  readonly restartedAt?: string | undefined;
  /** Field status.recovery.replacements. */
  readonly replacements?: readonly { readonly pod: string; readonly time: string }[] | undefined;
}

/** The last recovery, from where the latest is recorded. Events say most, so they come first among equals. */
export function lastRecoveryOf(
  events: readonly EventView[],
  { restartedAt, replacements = [] }: Records,
): Recovery | undefined {
  const event = events.findLast(({ reason, at }) => RECOVERIES.has(reason) && at !== undefined);
  const replaced = replacements.at(-1);
  const known: readonly Recovery[] = [
    ...(event?.at === undefined ? [] : [{ at: event.at, how: event.reason, note: event.note }]),
    ...(replaced === undefined
      ? []
      : [{ at: replaced.time, how: 'Replaced', note: `pod ${replaced.pod} was replaced, because its RouDi died` }]),
    ...(restartedAt === undefined ? [] : [{ at: restartedAt, how: 'RestartedInPlace' }]),
  ];
  return known.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
}
