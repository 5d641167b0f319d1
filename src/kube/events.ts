import { backoffMs } from '../runtime/backoff.ts';
import { type Clock, pause, systemClock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { TokenBuckets } from '../runtime/token-buckets.ts';
import type { KubeClient } from './client.ts';
import { ApiError, isAlreadyExists, isNamespaceEnding, isNotFound, isTooManyRequests } from './errors.ts';
import { EVENTS, eventOf, type EventRecord, type Reporter, seriesKey, seriesOf } from './event.ts';
import { type KubeObject, objectKey } from './object.ts';

export type { EventRecord, Reporter };

/** Tells the owners of objects what happened; never fails, and never makes the caller wait. */
export interface Events {
  record(regarding: KubeObject, eventRecord: EventRecord): void;
}

/** What became of an event: `repeated` ones are counted by one that was sent, the last three are lost. */
export type EventOutcome = 'sent' | 'repeated' | 'rate_limited' | 'overflow' | 'failed';

export interface EventRecorderOptions {
  client: Pick<KubeClient, 'create' | 'patch'>;
  reporter: Reporter;
  log: Log;
  /** Told of every event, for metrics; must not throw. */
  observer?: ((outcome: EventOutcome) => void) | undefined;
  clock?: Clock | undefined;
}

/** One Event of the API server, and how often it happened. */
interface Series {
  readonly key: string;
  readonly event: KubeObject;
  count: number;
  last: Date;
  lastMs: number;
  /** The count that the API server knows, and since when; 0 if it knows nothing. */
  told: number;
  toldMs: number;
}

/** Those of client-go's spam filter (tools/record/events_cache.go). */
const BURST_PER_OBJECT = 25;
const REFILL_MS = 300_000;
/** Also what may wait to be sent. */
const MOST_SERIES = 4096;
/** What does not happen again for so long, counts anew (finishTime of client-go's tools/events). */
const QUIET_MS = 6 * 60_000;
/** Of what keeps happening the API server is told the first and second time, and then so often. */
const REFRESH_MS = 60_000;
/** Events are the least of what the API server has to do. */
const SENT_PER_SECOND = 50;
const TRIES = 8;
const RETRY_BACKOFF = { baseMs: 500, capMs: 30_000 };
const REQUEST_TIMEOUT_MS = 10_000;
/** What still waits when the process ends has so long. */
const FLUSH_MS = 3_000;
const FLUSH_CONCURRENCY = 8;

/**
 * Events in the way of client-go (tools/events): the same thing happening again to the same object is counted in one
 * Event's series. Each object has a budget of different ones, so that one in trouble drowns no other.
 */
export class EventRecorder implements Events {
  readonly name = 'events';
  readonly #client: EventRecorderOptions['client'];
  readonly #reporter: Reporter;
  readonly #log: Log;
  readonly #observer: (outcome: EventOutcome) => void;
  readonly #clock: Clock;
  readonly #budgets: TokenBuckets;
  readonly #series = new Map<string, Series>();
  readonly #waiting = new Set<Series>();
  #wake: () => void = () => {};
  #serial = 0;
  #complaint = '';

  constructor({ client, reporter, log, observer = () => {}, clock = systemClock }: EventRecorderOptions) {
    this.#client = client;
    this.#reporter = reporter;
    this.#log = log.child({ component: this.name });
    this.#observer = observer;
    this.#clock = clock;
    this.#budgets = new TokenBuckets({ burst: BURST_PER_OBJECT, refillMs: REFILL_MS, capacity: MOST_SERIES, clock });
  }

  record(regarding: KubeObject, eventRecord: EventRecord): void {
    const key = seriesKey(regarding, eventRecord);
    const known = this.#series.get(key);
    const now = { last: this.#clock.date(), lastMs: this.#clock.now() };
    if (known !== undefined) {
      Object.assign(known, now);
      known.count += 1;
      this.#observer('repeated');
      if (known.told === 1 || this.#isDue(known)) {
        this.#enqueue(known);
      }
      return;
    }
    if (!this.#budgets.take(`${regarding.kind} ${objectKey(regarding)}`)) {
      this.#observer('rate_limited');
      return;
    }
    if (this.#series.size >= MOST_SERIES && !this.#dropOldest()) {
      this.#observer('overflow');
      return;
    }
    const event = eventOf(regarding, eventRecord, this.#reporter, now.last, this.#nextSerial(now.last));
    const series: Series = { key, event, count: 1, ...now, told: 0, toldMs: 0 };
    this.#series.set(key, series);
    this.#enqueue(series);
  }

  /** Sends what is recorded until `stop` aborts, and then, for a few seconds or until `cut` aborts, what is left. */
  async run(stop: AbortSignal, cut?: AbortSignal): Promise<void> {
    const end = new AbortController();
    const cancels = [this.#keepSweeping()];
    const finish = (): void => {
      cancels.push(this.#clock.schedule(FLUSH_MS, () => end.abort()));
      this.#wake();
    };
    stop.addEventListener('abort', finish, { once: true });
    cut?.addEventListener('abort', () => end.abort(), { once: true });
    while (!stop.aborted) {
      const [series] = this.#waiting;
      if (series === undefined) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      } else {
        await this.#send(series, stop, end.signal);
        await pause(1000 / SENT_PER_SECOND, stop, this.#clock);
      }
    }
    await this.#flush(end.signal);
    cancels.forEach((cancel) => cancel());
  }

  async #flush(end: AbortSignal): Promise<void> {
    for (const series of this.#series.values()) {
      if (series.count > series.told) {
        this.#waiting.add(series);
      }
    }
    const send = async (): Promise<void> => {
      for (let [series] = this.#waiting; series !== undefined && !end.aborted; [series] = this.#waiting) {
        this.#waiting.delete(series);
        await this.#send(series, end, end);
      }
    };
    await Promise.all(Array.from({ length: FLUSH_CONCURRENCY }, send));
    if (this.#waiting.size > 0) {
      this.#log.warn('events were not sent before the end', { events: this.#waiting.size });
    }
  }

  /** @param stop ends the tries, not the one that is under way: a request cut off leaves nobody knowing what it did */
  async #send(series: Series, stop: AbortSignal, end: AbortSignal): Promise<void> {
    this.#waiting.delete(series);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        await this.#tell(series, end);
        this.#complaint = '';
        return;
      } catch (error) {
        // There is nobody left to tell: the namespace is gone or takes nothing new any more.
        if (isNotFound(error) || isNamespaceEnding(error)) {
          break;
        }
        if (error instanceof ApiError && error.status < 500 && !isTooManyRequests(error)) {
          this.#complain('the API server refuses an event', error);
          break;
        }
        this.#complain('an event cannot be sent', error);
        await pause(backoffMs(attempt, RETRY_BACKOFF), stop, this.#clock);
        if (stop.aborted) {
          this.#waiting.add(series);
          return;
        }
      }
    }
    this.#series.delete(series.key);
    this.#observer('failed');
  }

  async #tell(series: Series, signal: AbortSignal): Promise<void> {
    const options = { signal, timeoutMs: REQUEST_TIMEOUT_MS };
    const { event, count } = series;
    if (series.told > 0) {
      try {
        await this.#client.patch(EVENTS, objectKey(event), seriesOf(series), options);
        Object.assign(series, { told: count, toldMs: this.#clock.now() });
        return;
      } catch (error) {
        // The API server keeps events for an hour.
        if (!isNotFound(error)) {
          throw error;
        }
        series.told = 0;
      }
    }
    try {
      await this.#client.create(EVENTS, { ...event, ...seriesOf(series) }, options);
    } catch (error) {
      // An earlier try arrived although its answer did not.
      if (!isAlreadyExists(error)) {
        throw error;
      }
    }
    Object.assign(series, { told: count, toldMs: this.#clock.now() });
    this.#observer('sent');
  }

  /** Sends what has been counted meanwhile, and forgets what has not happened again. */
  #keepSweeping(): () => void {
    let cancel: () => void;
    const next = (): void => {
      cancel = this.#clock.schedule(REFRESH_MS, sweep);
    };
    const sweep = (): void => {
      for (const series of this.#series.values()) {
        if (series.count > series.told) {
          this.#enqueue(series);
        } else if (this.#clock.now() - series.lastMs >= QUIET_MS) {
          this.#series.delete(series.key);
        }
      }
      next();
    };
    next();
    return () => cancel();
  }

  #enqueue(series: Series): void {
    this.#waiting.add(series);
    this.#wake();
  }

  #isDue({ told, toldMs }: Series): boolean {
    return told > 0 && this.#clock.now() - toldMs >= REFRESH_MS;
  }

  /** Makes room by forgetting a series that is told in full; false if there is none. */
  #dropOldest(): boolean {
    for (const series of this.#series.values()) {
      if (series.count === series.told) {
        return this.#series.delete(series.key);
      }
    }
    return false;
  }

  #nextSerial(date: Date): string {
    this.#serial += 1;
    return `${date.getTime().toString(16)}${(this.#serial % 0x1000).toString(16).padStart(3, '0')}`;
  }

  /** Once, until something else is wrong: the next hundred events would say the same. */
  #complain(what: string, error: unknown): void {
    const complaint = `${what}: ${error instanceof ApiError ? error.status : String(error)}`;
    this.#log[complaint === this.#complaint ? 'debug' : 'warn'](what, { error });
    this.#complaint = complaint;
  }
}
