import type { IceoryxSweepStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Happening } from '../../kube/events.ts';
import { StatusWriter } from '../kit/status-writer.ts';
import { happeningsOf } from './happenings.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep } from './resource.ts';

export interface Reported {
  /** The object with its status as it is now. */
  readonly sweep: IceoryxSweep;
  /** What is new in it. */
  readonly happenings: readonly Happening[];
  /** The status tells nothing but how far the run is, and was written a moment ago. */
  readonly lookAgainMs?: number | undefined;
}

/** Writes what came of a reconcile into the status; nothing is told that is not stored. */
export class Reporter {
  readonly #writer: StatusWriter<IceoryxSweep>;

  constructor(client: KubeClient) {
    this.#writer = new StatusWriter(client, ICEORYX_SWEEPS, isProgress);
  }

  forget(sweep: IceoryxSweep): void {
    this.#writer.forget(sweep);
  }

  async report(sweep: IceoryxSweep, status: IceoryxSweepStatus, signal: AbortSignal): Promise<Reported> {
    const { object, lookAgainMs } = await this.#writer.write(sweep, status, signal);
    return object === undefined
      ? { sweep, happenings: [], lookAgainMs }
      : { sweep: object, happenings: happeningsOf(sweep.status, status) };
  }
}

/** Whether a run goes on, and everything else stays as it is. */
function isProgress(before: IceoryxSweepStatus | undefined, after: IceoryxSweepStatus | undefined): boolean {
  return (
    before?.observedGeneration === after?.observedGeneration &&
    before?.run?.number === after?.run?.number &&
    reconcilingIn(after) !== undefined &&
    reconcilingIn(before) === reconcilingIn(after)
  );
}

function reconcilingIn({ conditions = [] }: IceoryxSweepStatus = {}): string | undefined {
  return conditions.find(({ type, status }) => type === 'Reconciling' && status === 'True')?.reason;
}
