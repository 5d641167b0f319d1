import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Clock, orAborted, pause, systemClock, withDeadline } from '../runtime/clock.ts';
import { type Election, NotLeading } from '../runtime/election.ts';
import type { Log } from '../runtime/log.ts';
import type { RequestOptions } from './client.ts';
import { type Lease, LeaseRecord, type LeaseSpec, type LeaseVerbs } from './lease.ts';

export interface LeaseElectionOptions {
  /** Preferably a client of its own, so that no other request can take its connections. */
  client: LeaseVerbs;
  /** `namespace/name` of the Lease. */
  key: string;
  log: Log;
  /** Host name and a random number by default. Must never be that of another process, including an earlier one. */
  identity?: string | undefined;
  /**
   * Whole seconds without a renewal after which others take over; 15 by default. The holder renews every 2/15 of it and
   * stops working after 2/3 of it without success. With the ratios of kube-controller-manager, one clock may run half
   * as fast again as another.
   */
  seconds?: number | undefined;
  /** Called when this process becomes or ceases to be the leader; must not throw. */
  observer?: ((leading: boolean) => void) | undefined;
  clock?: Clock | undefined;
  /** Uniform in [0, 1); replaced in tests. */
  random?: (() => number) | undefined;
}

const LEASE_SECONDS = 15;
/** Parts of the duration of the lease. */
const RENEW_EVERY = 2 / 15;
const RENEW_DEADLINE = 2 / 3;
const REQUEST_TIMEOUT = 1 / 3;
/** More often than the holder renews, so that a release is noticed quickly. */
const LOOK_EVERY = 1 / 15;

/** A Lease, and when it was first observed in this state. */
interface Sighting {
  readonly state: string;
  readonly holder: string;
  /** On our own clock. */
  readonly expires: number;
}

/**
 * Leader election on a Lease, compatible with client-go.
 *
 * Clocks of different machines are never compared. A candidate takes a Lease over if it has itself observed it
 * unchanged for as long as the holder promised to renew it, and only if it is still unchanged at that moment
 * (`resourceVersion`). The holder counts from before it sent a renewal, and stops working when a third of that time is
 * left.
 */
export class LeaseElection implements Election {
  readonly name = 'leader election';
  readonly identity: string;
  readonly elected: Promise<void>;
  readonly #record: LeaseRecord;
  readonly #key: string;
  readonly #seconds: number;
  readonly #log: Log;
  readonly #observer: (leading: boolean) => void;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #setElected: () => void;
  #sighting: Sighting | undefined;
  #trouble: { since: number; error: unknown } | undefined;
  /** The Lease as of the last answer, while it is ours. */
  #held: Lease | undefined;
  /** Until this time no other process can hold it; a third of its duration is kept in reserve. */
  #until = -Infinity;

  constructor(options: LeaseElectionOptions) {
    const { client, key, log, identity = `${hostname()}_${randomUUID()}`, seconds = LEASE_SECONDS } = options;
    this.#record = new LeaseRecord(client, key);
    this.#key = key;
    this.identity = identity;
    this.#seconds = seconds;
    this.#log = log.child({ lease: key });
    this.#observer = options.observer ?? (() => {});
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.elected = promise;
    this.#setElected = resolve;
  }

  /** Whether this process may write at this very moment. */
  get leading(): boolean {
    return this.#held !== undefined && this.#clock.now() < this.#until;
  }

  /** Why this process cannot become the leader, for /readyz: for the duration of a lease it could not even ask. */
  get problem(): string | undefined {
    const { since, error } = this.#trouble ?? { since: Infinity, error: undefined };
    const why = error instanceof Error ? `: ${error.message}` : '';
    return this.#clock.now() - since > this.#part(1) ? `cannot ask for leadership${why}` : undefined;
  }

  /**
   * To be called before each write. It compares with the clock and does not rely on a timer: after a pause of the whole
   * process (SIGSTOP, a suspended machine) a timer may fire later than work that continues.
   * @throws NotLeading
   */
  check(): void {
    if (!this.leading) {
      throw new NotLeading(`not the leader by lease ${this.#key}`);
    }
  }

  /**
   * Waits for leadership and keeps it until the signal aborts.
   * @throws NotLeading when it was lost
   */
  async run(signal: AbortSignal): Promise<void> {
    this.#log.info('waiting for leadership', { identity: this.identity });
    await this.#acquire(signal);
    if (signal.aborted) {
      return;
    }
    this.#log.info('leading', { identity: this.identity });
    this.#observer(true);
    this.#setElected();
    try {
      await this.#keep(signal);
    } catch (error) {
      this.#drop();
      throw error;
    }
  }

  async release(): Promise<void> {
    if (!this.leading) {
      return;
    }
    const lease = this.#held;
    // Dropped before the request: another process may lead before the answer arrives.
    this.#drop();
    const resign = (signal: AbortSignal): Promise<void> => this.#resign(lease, signal);
    const late = (): Error => new Error(`no answer within ${this.#part(REQUEST_TIMEOUT) / 1000} s`);
    try {
      await withDeadline(this.#part(REQUEST_TIMEOUT), undefined, late, resign, this.#clock);
      this.#log.info('leadership released');
    } catch (error) {
      this.#log.warn('leadership not released, the lease expires', { seconds: this.#seconds, error });
    }
  }

  async #acquire(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const acquired = await this.#tryAcquire(signal).then(
        (isLeader) => {
          this.#trouble = undefined;
          return isLeader;
        },
        (error: unknown) => this.#cannotAsk(error, signal),
      );
      if (acquired) {
        return;
      }
      const usual = this.#part(LOOK_EVERY) * (0.8 + 0.4 * this.#random());
      const left = (this.#sighting?.expires ?? 0) - this.#clock.now();
      await pause(left > 0 ? Math.min(usual, left) : usual, signal, this.#clock);
    }
  }

  #cannotAsk(error: unknown, { aborted }: AbortSignal): false {
    if (!aborted) {
      this.#log[this.#trouble === undefined ? 'warn' : 'debug']('cannot ask for leadership', { error });
      this.#trouble = { since: this.#trouble?.since ?? this.#clock.now(), error };
    }
    return false;
  }

  async #tryAcquire(signal: AbortSignal): Promise<boolean> {
    const lease = await this.#record.read(this.#request(signal));
    const { holderIdentity, leaseTransitions = 0 } = lease?.spec ?? {};
    this.#see(lease);
    // This holds even if the Lease has vanished: its holder does not know yet that it was deleted.
    const { holder = '', expires = 0 } = this.#sighting ?? {};
    if (holder !== '' && holder !== this.identity && this.#clock.now() < expires) {
      return false;
    }
    const transitions = leaseTransitions + (lease === undefined || holderIdentity === this.identity ? 0 : 1);
    const claim = { ...this.#claim(), acquireTime: this.#microTime(), leaseTransitions: transitions };
    return lease === undefined
      ? this.#hold(() => this.#record.create(claim, this.#request(signal)), signal)
      : this.#hold(() => this.#record.update(lease, claim, this.#request(signal)), signal);
  }

  #see(lease: Lease | undefined): void {
    const state = JSON.stringify([lease?.metadata.uid, lease?.spec]);
    if (lease === undefined || state === this.#sighting?.state) {
      return;
    }
    const { holderIdentity, leaseDurationSeconds = this.#seconds } = lease.spec ?? {};
    const holder = holderIdentity ?? '';
    if (holder !== '' && holder !== this.#sighting?.holder) {
      this.#log.info('another process leads', { holder });
    }
    this.#sighting = { state, holder, expires: this.#clock.now() + leaseDurationSeconds * 1000 };
  }

  async #keep(signal: AbortSignal): Promise<void> {
    const lost = (): NotLeading =>
      new NotLeading(`lease ${this.#key} could not be renewed for ${Math.round(this.#part(RENEW_DEADLINE)) / 1000} s`);
    for (;;) {
      await pause(this.#part(RENEW_EVERY), signal, this.#clock);
      if (signal.aborted) {
        return;
      }
      // Checked before anything is sent: after a pause of the whole process it is too late for a renewal.
      if (!this.leading) {
        throw lost();
      }
      const left = this.#until - this.#clock.now();
      const renew = (deadline: AbortSignal): Promise<void> => orAborted(this.#renew(deadline), deadline);
      await withDeadline(left, signal, lost, renew, this.#clock).catch((error: unknown) => {
        if (!signal.aborted) {
          throw error;
        }
      });
    }
  }

  /** Retries until it succeeds or the signal aborts. */
  async #renew(signal: AbortSignal): Promise<void> {
    for (;;) {
      try {
        const lease = this.#held;
        const write = (): Promise<Lease | undefined> =>
          lease === undefined
            ? this.#record.create({ ...this.#claim(), acquireTime: this.#microTime() }, this.#request(signal))
            : this.#record.update(lease, this.#claim(), this.#request(signal));
        if (await this.#hold(write, signal)) {
          return;
        }
        this.#held = await this.#readOwn(signal);
      } catch (error) {
        if (signal.aborted || error instanceof NotLeading) {
          throw error;
        }
        const seconds = Math.round((this.#until - this.#clock.now()) / 1000);
        this.#log.warn('leadership not renewed', { secondsLeft: seconds, error });
        await pause(this.#part(RENEW_EVERY), signal, this.#clock);
        signal.throwIfAborted();
      }
    }
  }

  async #resign(held: Lease | undefined, signal: AbortSignal): Promise<void> {
    const spec = { holderIdentity: null, leaseDurationSeconds: 1, renewTime: this.#microTime() };
    let lease = held;
    while (lease !== undefined && (await this.#record.update(lease, spec, this.#request(signal))) === undefined) {
      // Most likely our last renewal, whose answer did not arrive in time.
      lease = await this.#readOwn(signal);
    }
  }

  /**
   * The Lease as it is now, if it is not as expected; undefined if it is gone.
   * @throws NotLeading if another process holds it
   */
  async #readOwn(signal: AbortSignal): Promise<Lease | undefined> {
    const lease = await this.#record.read(this.#request(signal));
    const holder = lease?.spec?.holderIdentity ?? '';
    if (holder !== '' && holder !== this.identity) {
      throw new NotLeading(`lease ${this.#key} was taken by ${holder}`);
    }
    return lease;
  }

  async #hold(write: () => Promise<Lease | undefined>, signal: AbortSignal): Promise<boolean> {
    const sent = this.#clock.now();
    const lease = await write();
    // An answer after the deadline must not bring leadership back.
    signal.throwIfAborted();
    if (lease === undefined) {
      return false;
    }
    this.#held = lease;
    this.#until = sent + this.#part(RENEW_DEADLINE);
    return true;
  }

  #drop(): void {
    this.#held = undefined;
    this.#until = -Infinity;
    this.#observer(false);
  }

  #claim(): LeaseSpec {
    return {
      holderIdentity: this.identity,
      leaseDurationSeconds: this.#seconds,
      renewTime: this.#microTime(),
    };
  }

  /**
   * The election times its own retries: between those of the client a lease could run out, or wait to be taken over.
   */
  #request(signal: AbortSignal): RequestOptions {
    return { signal, timeoutMs: this.#part(REQUEST_TIMEOUT), retry: false };
  }

  /** Milliseconds of a part of the duration. */
  #part(part: number): number {
    return this.#seconds * 1000 * part;
  }

  /** With the six digits that a MicroTime must have. */
  #microTime(): string {
    return this.#clock.date().toISOString().replace('Z', '000Z');
  }
}
