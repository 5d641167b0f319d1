import type { CurrentRun } from './run.ts';

/** How people keep one of two operators from the sweeps. */
export const KEEP_ONE = 'switch sweeps off in one of them (sweep.enabled of the chart, --sweep-image)';

/** The run with the name of the operator that works on it, which may have taken it over. */
export function managedBy(operator: string | undefined, current: CurrentRun): CurrentRun {
  return current.run === undefined || operator === undefined
    ? current
    : { ...current, run: { ...current.run, operator } };
}
