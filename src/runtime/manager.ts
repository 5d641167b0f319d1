import { aborted, type Clock, pause, systemClock, within } from './clock.ts';
import type { Component, Synced } from './component.ts';
import type { Election } from './election.ts';
import type { Log } from './log.ts';

export interface ManagerOptions {
  log: Log;
  /** Started first and stopped last, such as probes. */
  servers?: readonly Component[] | undefined;
  reflectors?: readonly Synced[] | undefined;
  /**
   * Started when all reflectors have synced, with or without leadership, such as a webhook. A stop tells them at once,
   * and the reflectors serve them until they have ended.
   */
  endpoints?: readonly Component[] | undefined;
  /**
   * Entered when all reflectors have synced, since a process that cannot work should not lead. Without an election this
   * process leads.
   */
  election?: Election | undefined;
  /** Started when all reflectors have synced and this process leads, stopped first. */
  controllers?: readonly Component[] | undefined;
  /** Milliseconds in which everything must have stopped; 25 s by default, of the 30 s that a pod has. */
  stopTimeoutMs?: number | undefined;
  clock?: Clock | undefined;
}

const REPORT_EVERY_MS = 10_000;
/** Time for reconciles to return once they are cut, and for caches and servers to stop. */
const LEAVE_MS = 2000;

/**
 * Runs the parts of a process in order: servers, then reflectors, then endpoints and the election, and controllers once
 * the caches are filled and this process leads. A standby therefore has its caches filled when it becomes the leader.
 *
 * It stops in reverse order, endpoints beside the rest: they take the time that callers need to learn of it. Leadership
 * is kept until the controllers have finished, and is then released without waiting for endpoints. On lost
 * leadership, controllers are aborted and the process exits; restarting is simpler than proving that nothing is still
 * in flight.
 */
export class Manager {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #servers: Group;
  readonly #reflectors: Group;
  readonly #endpoints: Group;
  readonly #candidate: Group;
  readonly #controllers: Group;
  readonly #election: Election | undefined;
  readonly #caches: readonly Synced[];
  readonly #stopTimeoutMs: number;
  readonly #cut = new AbortController();
  /** Endpoints need no leadership: when it is lost, they drain as at any stop. */
  readonly #cutEndpoints = new AbortController();

  constructor(options: ManagerOptions) {
    const { log, servers = [], reflectors = [], endpoints = [], controllers = [], election } = options;
    const { stopTimeoutMs = 25_000 } = options;
    this.#log = log;
    this.#clock = options.clock ?? systemClock;
    const group = (components: readonly Component[]): Group => new Group(components, log, this.#cut.signal);
    this.#servers = group(servers);
    this.#reflectors = group(reflectors);
    this.#endpoints = new Group(endpoints, log, this.#cutEndpoints.signal);
    this.#candidate = group(election === undefined ? [] : [election]);
    this.#controllers = group(controllers);
    this.#election = election;
    this.#caches = reflectors;
    this.#stopTimeoutMs = stopTimeoutMs;
  }

  /**
   * Resolves when the signal has aborted and everything has stopped.
   * @throws the error of the first component that failed, after the others have stopped
   */
  async run(signal: AbortSignal): Promise<void> {
    const halt = new AbortController();
    const groups = [this.#servers, this.#reflectors, this.#endpoints, this.#candidate, this.#controllers];
    const stop = Promise.race([aborted(signal), ...groups.map((group) => group.failed)]);
    // This only ends the reports; the outcome is awaited below.
    stop.then(
      () => halt.abort(),
      () => halt.abort(),
    );
    // This applies while everything is stopping as well.
    this.#candidate.failed.catch((error: unknown) => this.#cut.abort(error));
    try {
      this.#servers.start();
      this.#reflectors.start();
      await Promise.race([stop, this.#allSynced(halt.signal)]);
      if (!signal.aborted) {
        this.#endpoints.start();
        this.#candidate.start();
        await Promise.race([stop, this.#election?.elected]);
      }
      if (!signal.aborted) {
        this.#controllers.start();
        this.#log.info('running');
      }
      await stop;
    } finally {
      await this.#stop();
    }
  }

  async #allSynced(halt: AbortSignal): Promise<void> {
    const synced = new AbortController();
    halt.addEventListener('abort', () => synced.abort(), { once: true });
    void this.#reportUnsynced(synced.signal);
    await Promise.all(this.#caches.map((cache) => cache.synced));
    synced.abort();
  }

  async #reportUnsynced(end: AbortSignal): Promise<void> {
    for (;;) {
      await pause(REPORT_EVERY_MS, end, this.#clock);
      if (end.aborted) {
        return;
      }
      for (const { name, problem } of this.#caches.filter((cache) => !cache.hasSynced)) {
        this.#log.warn('waiting for a cache to fill', { cache: name, problem });
      }
    }
  }

  async #stop(): Promise<void> {
    const deadline = this.#clock.now() + this.#stopTimeoutMs;
    const left = (): number => Math.max(0, deadline - this.#clock.now());
    const drained = this.#endpoints.stop();
    const ended = this.#controllers.stop();
    if (!(await within(Math.max(0, left() - 2 * LEAVE_MS), ended, undefined, this.#clock))) {
      this.#cut.abort(new Error('the time to stop is over'));
      await within(LEAVE_MS, ended, undefined, this.#clock);
    }
    await within(left(), this.#candidate.stop(), undefined, this.#clock);
    if (this.#controllers.running.length === 0) {
      await within(left(), this.#election?.release() ?? Promise.resolve(), undefined, this.#clock);
    }
    if (!(await within(Math.max(0, left() - LEAVE_MS), drained, undefined, this.#clock))) {
      this.#cutEndpoints.abort(new Error('the time to stop is over'));
      await within(left(), drained, undefined, this.#clock);
    }
    await within(left(), this.#reflectors.stop(), undefined, this.#clock);
    await within(left(), this.#servers.stop(), undefined, this.#clock);
    const groups = [this.#controllers, this.#candidate, this.#endpoints, this.#reflectors, this.#servers];
    const late = groups.flatMap((group) => group.running);
    if (late.length > 0) {
      this.#log.warn('did not stop in time', { components: late, seconds: this.#stopTimeoutMs / 1000 });
    }
  }
}

/** Components that start and stop together. */
class Group {
  /** Rejects when a component ends although it was not stopped; never resolves. */
  readonly failed: Promise<never>;
  readonly #components: readonly Component[];
  readonly #log: Log;
  readonly #cut: AbortSignal;
  readonly #stopping = new AbortController();
  readonly #runs = new Map<string, Promise<void>>();
  readonly #fail: (error: unknown) => void;

  constructor(components: readonly Component[], log: Log, cut: AbortSignal) {
    this.#components = components;
    this.#log = log;
    this.#cut = cut;
    const { promise, reject } = Promise.withResolvers<never>();
    this.failed = promise;
    this.#fail = reject;
  }

  get running(): string[] {
    return [...this.#runs.keys()];
  }

  start(): void {
    for (const component of this.#components) {
      this.#runs.set(component.name, this.#run(component));
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#runs.values());
  }

  async #run(component: Component): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await component.run(signal, this.#cut);
      if (!signal.aborted) {
        throw new Error('ended although it was not asked to');
      }
    } catch (error) {
      if (signal.aborted) {
        this.#log.warn('failed while it stopped', { component: component.name, error });
        return;
      }
      const why = error instanceof Error ? error.message : String(error);
      this.#fail(new Error(`${component.name}: ${why}`, { cause: error }));
    } finally {
      this.#runs.delete(component.name);
    }
  }
}
