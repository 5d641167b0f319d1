import type { Obstacle } from '../../controllers/kit/obstacle.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { argumentOf, type OperatorSeen, operatorsIn } from '../kit/operators.ts';
import { untilSeen } from '../kit/until-seen.ts';
import type { SweepRun } from './create.ts';
import { type RunState, stateOfRun } from './run-state.ts';

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Called with what the API server has of the sweep, at first and after each change. */
  readonly onChange?: (sweep: IceoryxSweep) => void;
}

/** A run that was followed. */
export interface FollowedRun {
  /** As it was seen last; undefined if it was gone already. */
  readonly sweep?: IceoryxSweep | undefined;
  /** Why it was not followed to its end. */
  readonly obstacle?: Obstacle | undefined;
}

/** In which an operator takes up a sweep, and after which it is asked why none has. */
const TAKE_UP_MS = 30_000;
const ASK_WHY_MS = 3_000;
/** Besides the quiet period, what a Job may take (sweep-jobs/job.ts), and the operator to notice. */
const ROOM_MS = 720_000;

/**
 * Follows a run of an IceoryxSweep until it is complete, or does not go on without a user.
 *
 * @throws the signal's reason
 */
export async function followSweep(
  client: KubeClient,
  run: SweepRun,
  { signal, onChange }: FollowOptions,
): Promise<FollowedRun> {
  let sweep: IceoryxSweep | undefined;
  let state: RunState = { is: 'Waiting' };
  const silence = new AbortController();
  const late = (): void => silence.abort(silentIn(state));
  let timer = setTimeout(late, TAKE_UP_MS);
  const asking = setTimeout(() => {
    void operatorsIn(client, signal)
      .then((operators = []) => sweepsOff(operators))
      // It is only about better words.
      .catch(() => undefined)
      .then((off) => (off === undefined || state.is !== 'Waiting' ? undefined : silence.abort(off)));
  }, ASK_WHY_MS);
  try {
    return await untilSeen(
      client,
      { sweeps: { resource: ICEORYX_SWEEPS, fieldSelector: `metadata.name=${run.name}` } },
      ({ sweeps: [found] }): FollowedRun | undefined => {
        const now = found as IceoryxSweep | undefined;
        state = stateOfRun(now, run);
        sweep = now ?? sweep;
        if (now !== undefined) {
          onChange?.(now);
        }
        if (state.is === 'Sweeping') {
          clearTimeout(timer);
          timer = setTimeout(late, (now?.status?.run?.quietPeriodSeconds ?? 0) * 1000 + ROOM_MS);
        }
        return state.is === 'Held' ? { sweep, obstacle: state.why } : state.is === 'Over' ? { sweep } : undefined;
      },
      AbortSignal.any([signal, silence.signal]),
    );
  } catch (error) {
    if (signal.aborted || !silence.signal.aborted) {
      throw error;
    }
    return { sweep, obstacle: silence.signal.reason as Obstacle };
  } finally {
    clearTimeout(asking);
    clearTimeout(timer);
  }
}

/** Why no operator of the cluster takes up sweeps; undefined if one would, or none is known. */
export function sweepsOff(operators: readonly OperatorSeen[]): Obstacle | undefined {
  const [first] = operators;
  return first === undefined || operators.some((operator) => argumentOf(operator, 'sweep-image') !== undefined)
    ? undefined
    : {
        reason: 'SweepsOff',
        message: `sweeps are off in the operator (Deployment ${first.namespace}/${first.name}); turn them on: helm upgrade iceoryx-operator helm/iceoryx-operator --namespace ${first.namespace} --reset-then-reuse-values --set sweep.enabled=true`,
      };
}

/** Why nothing happens any more. */
function silentIn({ is }: RunState): Obstacle {
  return is === 'Waiting'
    ? {
        reason: 'NotTakenUp',
        message: `no operator has taken up the sweep within ${TAKE_UP_MS / 1000} s: none runs, or sweeps are off in it; kubectl iceoryx version shows the operators, and --set sweep.enabled=true of the chart turns sweeps on`,
      }
    : {
        reason: 'NoNews',
        message:
          'nothing has been heard of the run for longer than a Job may take: the operator does not run; kubectl iceoryx version shows it',
      };
}
