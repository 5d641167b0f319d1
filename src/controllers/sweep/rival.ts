import type { Known } from '../../kube/read-your-writes.ts';
import { OPERATOR_ANNOTATION } from '../kit/rival.ts';
import type { IceoryxSweep } from '../resources.ts';
import type { CurrentRun } from './run.ts';

/** How people keep one of two operators from the sweeps. */
export const KEEP_ONE = 'switch sweeps off in one of them (sweep.enabled of the chart, --sweep-image)';

/** A sweep as a rival guard takes it: what it calls the child of an object is the latest run. */
export function ownedBy(sweep: IceoryxSweep, object: Known<IceoryxSweep>) {
  const operator = sweep.status?.run?.operator;
  const annotations = operator === undefined ? {} : { [OPERATOR_ANNOTATION]: operator };
  return { object: sweep, child: { metadata: { name: sweep.metadata.name, annotations } }, known: { object } };
}

/** The run with the name of the operator that works on it, which may have taken it over. */
export function managedBy(operator: string | undefined, current: CurrentRun): CurrentRun {
  return current.run === undefined || operator === undefined
    ? current
    : { ...current, run: { ...current.run, operator } };
}
