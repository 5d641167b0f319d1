import type { IceoryxSweepStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Happening } from '../../kube/events.ts';
import { writeStatus } from '../write-status.ts';
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

/** How often a status may be written that tells only how far a run is. */
const PROGRESS_MS = 1000;

/** Writes what came of a reconcile into the status; nothing is told that is not stored. */
export class Reporter {
  readonly #client: KubeClient;
  /** When the status of each object was written last, by uid. */
  readonly #written = new Map<string, number>();

  constructor(client: KubeClient) {
    this.#client = client;
  }

  forget({ metadata }: IceoryxSweep): void {
    this.#written.delete(metadata.uid ?? '');
  }

  async report(sweep: IceoryxSweep, status: IceoryxSweepStatus, signal: AbortSignal): Promise<Reported> {
    const { uid = '' } = sweep.metadata;
    const sinceMs = performance.now() - (this.#written.get(uid) ?? -Infinity);
    if (sinceMs < PROGRESS_MS && isProgress(sweep.status, status)) {
      return { sweep, happenings: [], lookAgainMs: PROGRESS_MS - sinceMs };
    }
    const written = await writeStatus(this.#client, ICEORYX_SWEEPS, sweep, status, signal);
    if (written === undefined) {
      return { sweep, happenings: [] };
    }
    this.#written.set(uid, performance.now());
    return { sweep: written, happenings: happeningsOf(sweep.status, status) };
  }
}

/** Whether a run goes on, and everything else stays as it is. */
function isProgress(before: IceoryxSweepStatus | undefined, after: IceoryxSweepStatus): boolean {
  return (
    before?.observedGeneration === after.observedGeneration &&
    before?.run?.number === after.run?.number &&
    reconcilingIn(after) !== undefined &&
    reconcilingIn(before) === reconcilingIn(after)
  );
}

function reconcilingIn({ conditions = [] }: IceoryxSweepStatus = {}): string | undefined {
  return conditions.find(({ type, status }) => type === 'Reconciling' && status === 'True')?.reason;
}
