import { aborted, pause } from './clock.ts';
import type { Log } from './log.ts';

/** Something that runs until its signal aborts; to end or throw before is a fault. */
export interface Component {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

/** A component with a cache that must be filled before others may rely on it. */
export interface Synced extends Component {
  readonly synced: Promise<void>;
  readonly hasSynced: boolean;
  readonly problem: string | undefined;
}

export interface ManagerOptions {
  log: Log;
  /** Started first and stopped last, such as probes. */
  servers?: readonly Component[] | undefined;
  reflectors?: readonly Synced[] | undefined;
  /** Started when all reflectors have synced, stopped first. */
  controllers?: readonly Component[] | undefined;
  /** Milliseconds in which everything must have stopped; 25 s unless said otherwise. */
  stopTimeoutMs?: number | undefined;
}

const REPORT_EVERY_MS = 10_000;

/** Runs the parts of a process in order: servers, then reflectors, and controllers once the caches are filled. */
export class Manager {
  readonly #log: Log;
  readonly #servers: Group;
  readonly #reflectors: Group;
  readonly #controllers: Group;
  readonly #caches: readonly Synced[];
  readonly #stopTimeoutMs: number;

  constructor({ log, servers = [], reflectors = [], controllers = [], stopTimeoutMs = 25_000 }: ManagerOptions) {
    this.#log = log;
    this.#servers = new Group(servers, log);
    this.#reflectors = new Group(reflectors, log);
    this.#controllers = new Group(controllers, log);
    this.#caches = reflectors;
    this.#stopTimeoutMs = stopTimeoutMs;
  }

  /**
   * Resolves when the signal has aborted and everything has stopped.
   * @throws the error of the first component that failed, after the others have stopped
   */
  async run(signal: AbortSignal): Promise<void> {
    const halt = new AbortController();
    const groups = [this.#servers, this.#reflectors, this.#controllers];
    const stop = Promise.race([aborted(signal), ...groups.map((group) => group.failed)]);
    // Only ends the reports; the outcome is awaited below.
    stop.then(
      () => halt.abort(),
      () => halt.abort(),
    );
    try {
      this.#servers.start();
      this.#reflectors.start();
      await Promise.race([stop, this.#allSynced(halt.signal)]);
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
      await pause(REPORT_EVERY_MS, end);
      if (end.aborted) {
        return;
      }
      for (const { name, problem } of this.#caches.filter((cache) => !cache.hasSynced)) {
        this.#log.warn('waiting for a cache to fill', { cache: name, problem });
      }
    }
  }

  async #stop(): Promise<void> {
    const late = new AbortController();
    const deadline = pause(this.#stopTimeoutMs, late.signal);
    for (const group of [this.#controllers, this.#reflectors, this.#servers]) {
      await Promise.race([group.stop(), deadline]);
    }
    const left = [this.#controllers, this.#reflectors, this.#servers].flatMap((group) => group.running);
    late.abort();
    if (left.length > 0) {
      this.#log.warn('did not stop in time', { components: left, seconds: this.#stopTimeoutMs / 1000 });
    }
  }
}

/** Components that start and stop together. */
class Group {
  /** Rejects when a component ends that was not asked to; never resolves. */
  readonly failed: Promise<never>;
  readonly #components: readonly Component[];
  readonly #log: Log;
  readonly #stopping = new AbortController();
  readonly #runs = new Map<string, Promise<void>>();
  readonly #fail: (error: unknown) => void;

  constructor(components: readonly Component[], log: Log) {
    this.#components = components;
    this.#log = log;
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
      await component.run(signal);
      if (!signal.aborted) {
        throw new Error('ended although nobody asked it to');
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
