import { setImmediate as drained } from 'node:timers/promises';
import { ApiError, ConnectionError } from '../../../src/kube/errors.ts';
import { LeaseElection } from '../../../src/kube/lease-election.ts';
import type { Lease, LeaseVerbs } from '../../../src/kube/lease.ts';
import type { RequestOptions } from '../../../src/kube/options.ts';
import type { Clock } from '../../../src/runtime/clock.ts';
import { testLog } from '../test-log.ts';

export const LEASE_SECONDS = 15;
const KEY = 'default/lease';

interface Task {
  due: number;
  readonly process: Process | undefined;
  readonly run: () => void;
}

/** One Lease and its candidates, in a time that only `advance` moves. */
export class LeaseWorld {
  /** Real time in milliseconds, which no process can read. */
  now = 0;
  readonly processes: Process[] = [];
  lease: Lease | undefined;
  /** Latency of a request or answer in milliseconds. */
  latency: () => number = () => 5;
  /** Called after each step. */
  judge: () => void = () => {};
  #version = 0;
  #tasks: Task[] = [];

  /** Names of the processes that may write now; a process that has ended may not. */
  get leaders(): string[] {
    return this.processes.filter(({ election, hasEnded }) => election.leading && !hasEnded).map(({ name }) => name);
  }

  start(options: ProcessOptions = {}): Process {
    const process = new Process(this, `process-${this.processes.length}`, options);
    this.processes.push(process);
    return process;
  }

  after(ms: number, process: Process | undefined, run: () => void): () => void {
    const task = { due: this.now + ms, process, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  async advance(seconds: number): Promise<void> {
    const end = this.now + seconds * 1000;
    await drained();
    for (;;) {
      const ready = this.#tasks.filter(({ due, process }) => due <= end && process?.isPaused !== true);
      const next = ready.reduce<Task | undefined>(
        (first, task) => (first && first.due <= task.due ? first : task),
        undefined,
      );
      if (next === undefined) {
        break;
      }
      this.#tasks = this.#tasks.filter((task) => task !== next);
      this.now = Math.max(this.now, next.due);
      if (next.process?.hasEnded !== true) {
        next.run();
        await drained();
      }
      this.judge();
    }
    this.now = end;
    this.judge();
  }

  /** A write as the API server performs it. Returns the Lease afterwards. */
  write(method: 'POST' | 'PATCH', { metadata, spec }: Partial<Lease>): Lease {
    const exists = this.lease !== undefined;
    if (method === 'POST' ? exists : !exists) {
      throw refusal(method, exists ? 409 : 404, exists ? 'AlreadyExists' : 'NotFound');
    }
    const wanted = metadata?.resourceVersion;
    if (wanted !== undefined && wanted !== this.lease?.metadata.resourceVersion) {
      throw refusal(method, 409, 'Conflict');
    }
    this.#version += 1;
    this.lease = {
      metadata: { name: 'lease', namespace: 'default', uid: 'u', resourceVersion: String(this.#version) },
      spec: { ...this.lease?.spec, ...spec },
    };
    return structuredClone(this.lease);
  }

  read(): Lease {
    if (this.lease === undefined) {
      throw refusal('GET', 404, 'NotFound');
    }
    return structuredClone(this.lease);
  }
}

export interface ProcessOptions {
  /** Speed of its clock: 1 is right. */
  readonly rate?: number;
  /** Error of its calendar in hours. */
  readonly hoursOff?: number;
  readonly random?: () => number;
}

/** A candidate with a clock and a network of its own. */
export class Process {
  readonly name: string;
  readonly election: LeaseElection;
  readonly log = testLog();
  /** Suspended as by SIGSTOP: nothing of it runs, and its clock goes on. */
  isPaused = false;
  /** Cut off: nothing gets through in either direction. */
  isCut = false;
  hasEnded = false;
  /** The error with which it ended by itself. */
  error: unknown;
  readonly #world: LeaseWorld;
  readonly #stop = new AbortController();
  readonly #run: Promise<void>;

  constructor(world: LeaseWorld, name: string, { rate = 1, hoursOff = 0, random = () => 0.5 }: ProcessOptions) {
    this.#world = world;
    this.name = name;
    const clock: Clock = {
      now: () => world.now * rate,
      date: () => new Date(1e12 + hoursOff * 3_600_000 + world.now * rate),
      schedule: (ms, task) => world.after(ms / rate, this, task),
    };
    const verbs = {
      get: (_resource: unknown, _key: string, options: RequestOptions) =>
        this.#call(clock, 'GET', options, () => world.read()),
      create: (_resource: unknown, lease: Lease, options: RequestOptions) =>
        this.#call(clock, 'POST', options, () => world.write('POST', lease)),
      patch: (_resource: unknown, _key: string, patch: Partial<Lease>, options: RequestOptions) =>
        this.#call(clock, 'PATCH', options, () => world.write('PATCH', patch)),
    } as unknown as LeaseVerbs;
    const { log } = this;
    this.election = new LeaseElection({
      client: verbs,
      key: KEY,
      log,
      identity: name,
      seconds: LEASE_SECONDS,
      clock,
      random,
    });
    this.#run = this.election.run(this.#stop.signal).catch((error: unknown) => {
      this.error = error;
      this.hasEnded = true;
    });
  }

  /** Stops it as SIGTERM does. */
  stop(): void {
    this.#stop.abort(new Error('stop'));
    void this.#leave();
  }

  async #leave(): Promise<void> {
    await this.#run;
    await this.election.release();
    this.hasEnded = true;
  }

  /** A request may arrive and be executed although its caller no longer waits for the answer. */
  #call<T>(clock: Clock, method: 'GET' | 'POST' | 'PATCH', options: RequestOptions, serve: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { signal, timeoutMs = 30_000 } = options;
    const path = `/leases/${KEY}`;
    const fail = (): void => reject(new ConnectionError({ method, path }, 'server', 'DEADLINE'));
    const cancel = clock.schedule(timeoutMs, fail);
    const abort = (): void => reject(signal?.reason as Error);
    signal?.addEventListener('abort', abort);
    const answer = (settle: () => void): void => {
      this.#world.after(this.#world.latency(), this, () => (this.isCut ? undefined : settle()));
    };
    this.#world.after(this.#world.latency(), undefined, () => {
      if (this.isCut) {
        return;
      }
      try {
        const result = serve();
        answer(() => resolve(result));
      } catch (error) {
        answer(() => reject(error));
      }
    });
    return promise.finally(() => {
      cancel();
      signal?.removeEventListener('abort', abort);
    });
  }
}

function refusal(method: 'GET' | 'POST' | 'PATCH', status: number, reason: string): ApiError {
  return new ApiError({ method, path: `/leases/${KEY}` }, status, { reason });
}
