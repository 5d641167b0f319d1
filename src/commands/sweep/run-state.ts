import type { IceoryxSweep } from '../../controllers/resources.ts';
import type { Obstacle } from '../../controllers/kit/obstacle.ts';
import type { SweepRun } from './create.ts';

/** How far a run is. */
export type RunState =
  | { readonly is: 'Waiting' | 'Sweeping' | 'Over' }
  /** The run does not come to its end by itself. */
  | { readonly is: 'Held'; readonly why: Obstacle };

/** Reasons of the condition Stalled that a completed run leaves: they do not hold up the next one. */
const OF_COMPLETED_RUNS: ReadonlySet<string> = new Set(['NodesFailed', 'NotAllSeen']);

/** How far a run is by what the API server has of its sweep; undefined if the sweep is not there. Pure. */
export function stateOfRun(sweep: IceoryxSweep | undefined, { name, uid, number }: SweepRun): RunState {
  if (sweep === undefined || sweep.metadata.uid !== uid) {
    return held('Deleted', `IceoryxSweep ${name} was deleted, and its Jobs with it`);
  }
  const { run, conditions = [] } = sweep.status ?? {};
  const isCurrent = run?.number === number;
  if (run !== undefined && run.number > number) {
    return held(
      'Superseded',
      `run ${run.number} of IceoryxSweep ${name} has begun meanwhile; kubectl iceoryx sweep ${name} follows it`,
    );
  }
  if (isCurrent && run.completionTime !== undefined) {
    return { is: 'Over' };
  }
  const stalled = conditions.find(({ type, status }) => type === 'Stalled' && status === 'True');
  if (stalled !== undefined && !OF_COMPLETED_RUNS.has(stalled.reason)) {
    return held(stalled.reason, stalled.message);
  }
  if (sweep.spec.suspend === true) {
    return held(
      'Suspended',
      `spec.suspend of IceoryxSweep ${name} is true, so no node is begun; kubectl patch ioxsweep ${name} --type merge -p '{"spec":{"suspend":false}}' lets it go on`,
    );
  }
  return { is: isCurrent ? 'Sweeping' : 'Waiting' };
}

function held(reason: string, message: string): RunState {
  return { is: 'Held', why: { reason, message } };
}
