import type { Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isForbidden } from '../../kube/errors.ts';
import { type Backoff, backoffMs } from '../../runtime/backoff.ts';
import { type Clock, pause, systemClock } from '../../runtime/clock.ts';
import { type ContainerRun, nextRun } from './container-runs.ts';
import type { LogLine } from './line.ts';
import { KubeletRemark, type Part, readRun } from './read-run.ts';

/** Where the lines of a log go. */
export interface Sink {
  /** The log was asked for. */
  readonly open: () => void;
  /** The log has begun. */
  readonly begun: () => void;
  readonly line: (line: LogLine) => void;
  /** No line comes until it is opened again. */
  readonly closed: () => void;
  /** The kubelet could not go on, although the container runs. */
  readonly remark: (text: string) => void;
}

export interface TailOptions {
  readonly client: Pick<KubeClient, 'log'>;
  readonly pod: Pick<Pod, 'metadata'>;
  /** What is read of the first run. Of later ones all is. */
  readonly part: Pick<Part, 'sinceSeconds' | 'tailLines'>;
  readonly sink: Sink;
  readonly signal: AbortSignal;
  readonly clock?: Clock | undefined;
}

/** The status of a pod follows the end of a container's log after so long at the latest. */
const STATUS_MS = 5000;
/** At least so long from one read of the same run to the next. */
const AGAIN_MS = 500;
const BACKOFF: Backoff = { baseMs: 500, capMs: 10_000 };

/**
 * Follows the log of a container from run to run, across restarts and across interruptions of the connection. Each line
 * comes once.
 */
export class ContainerTail {
  readonly #options: TailOptions;
  readonly #clock: Clock;
  readonly #done: Set<string>;
  #runs: readonly ContainerRun[] = [];
  /** No further run will come. */
  #isOver = false;
  #wake = new AbortController();
  /** The last line that was passed on. */
  #last: Pick<LogLine, 'at' | 'stamp'> | undefined;
  #failures = 0;
  #remark: string | undefined;

  /** @param runs those that exist. Of these only the last is followed. */
  constructor(options: TailOptions, runs: readonly ContainerRun[]) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#done = new Set(runs.slice(0, -1).map(({ id }) => id));
    this.#runs = runs;
    options.signal.addEventListener('abort', () => this.#wake.abort(), { once: true });
  }

  /** Takes note of the runs that exist now, and whether the pod is at its end. */
  update(runs: readonly ContainerRun[], isOver: boolean): void {
    this.#runs = runs;
    this.#isOver ||= isOver;
    this.#wake.abort();
  }

  /**
   * Follows until the pod is at its end and all is read, or the signal aborts.
   *
   * @throws ApiError if there is no right to read logs
   */
  async follow(): Promise<void> {
    const { signal, sink } = this.#options;
    while (!signal.aborted) {
      const run = nextRun(this.#runs, this.#done);
      if (run === undefined) {
        if (this.#isOver) {
          return;
        }
        await this.#change();
        continue;
      }
      sink.open();
      const isAtEnd = await this.#read(run);
      sink.closed();
      if (isAtEnd) {
        await this.#settle(run);
      }
    }
  }

  /** @returns whether the log was read to its end */
  async #read(run: ContainerRun): Promise<boolean> {
    const { client, pod, part, sink, signal } = this.#options;
    const last = this.#last;
    this.#remark = undefined;
    const from = last === undefined ? part : { sinceTime: secondOf(last.at) };
    try {
      const follow = run.end === undefined;
      for await (const line of readRun(client, pod, run, { ...from, follow, signal, onOpen: sink.begun })) {
        this.#failures = 0;
        // What was read before comes again, as the API knows only whole seconds.
        if (last === undefined || line.at > last.at || (line.at === last.at && line.stamp > last.stamp)) {
          this.#last = line;
          sink.line(line);
        }
      }
      return true;
    } catch (error) {
      if (signal.aborted) {
        return false;
      }
      if (isForbidden(error)) {
        throw error;
      }
      if (error instanceof KubeletRemark) {
        this.#remark = error.message;
        return true;
      }
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
        // The container or its log is gone.
        return true;
      }
      await pause(backoffMs(this.#failures, BACKOFF), signal, this.#clock);
      this.#failures++;
      return false;
    }
  }

  /**
   * Waits until the status of the pod says that a run is over whose log has ended. If it does not, the log goes on: the
   * kubelet or a proxy has cut it off.
   */
  async #settle({ id }: ContainerRun): Promise<void> {
    const { signal, sink } = this.#options;
    const until = this.#clock.now() + STATUS_MS;
    const isRunning = (): boolean => !this.#isOver && this.#runs.some((run) => run.id === id && run.end === undefined);
    while (isRunning() && this.#clock.now() < until && !signal.aborted) {
      await this.#change(until - this.#clock.now());
    }
    if (isRunning()) {
      if (this.#remark !== undefined) {
        sink.remark(this.#remark);
      }
      await pause(AGAIN_MS, signal, this.#clock);
    } else {
      this.#done.add(id);
      // Later runs are read from their start; what was written before them does not come again.
      this.#last ??= { at: 0, stamp: '' };
    }
  }

  /** Resolves when the runs change, the time is over or the signal aborts. */
  async #change(ms = Infinity): Promise<void> {
    this.#wake = new AbortController();
    await pause(ms, this.#wake.signal, this.#clock);
  }
}

function secondOf(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString();
}
