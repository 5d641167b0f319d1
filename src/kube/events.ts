import { backoffMs } from '../runtime/backoff.ts';
import { type Clock, pause, systemClock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { TokenBuckets } from '../runtime/token-buckets.ts';
import type { KubeClient } from './client.ts';
import { ApiError, isAlreadyExists, isNamespaceEnding, isNotFound, isTooManyRequests } from './errors.ts';
import { EVENTS, eventOf, type EventRecord, type Reporter, seriesKey, seriesOf } from './event.ts';
import { type KubeObject, objectKey } from './object.ts';

export type { EventRecord, Reporter };

/** Records events of objects; never fails and never makes the caller wait. */
export interface Events {
  record(regarding: KubeObject, eventRecord: EventRecord): void;
}

/** `repeated`: counted by an event that was sent before. The last three outcomes mean that the event is lost. */
export type EventOutcome = 'sent' | 'repeated' | 'rate_limited' | 'overflow' | 'failed';

export interface EventRecorderOptions {
  client: Pick<KubeClient, 'create' | 'patch'>;
  reporter: Reporter;
  log: Log;
  /** Called for every event, for metrics; must not throw. */
  observer?: ((outcome: EventOutcome) => void) | undefined;
  clock?: Clock | undefined;
}

/** One Event of the API server, and how often it occurred. */
interface Series {
  readonly key: string;
  readonly event: KubeObject;
  count: number;
  last: Date;
  lastMs: number;
  /** The count that was sent to the API server, and when; 0 if none was. */
  sentCount: number;
  sentMs: number;
}

/** The limits of client-go's spam filter (tools/record/events_cache.go). */
const BURST_PER_OBJECT = 25;
const REFILL_MS = 300_000;
/** Limit of series, and of events that wait to be sent. */
const MOST_SERIES = 4096;
/** An event that does not recur within this time starts a new series (finishTime of client-go's tools/events). */
const QUIET_MS = 6 * 60_000;
/** A recurring event is sent on its first and second occurrence, then at most once in this time. */
const REFRESH_MS = 60_000;
/** Events have the lowest priority of all our requests. */
const SENT_PER_SECOND = 50;
const TRIES = 8;
const RETRY_BACKOFF = { baseMs: 500, capMs: 30_000 };
const REQUEST_TIMEOUT_MS = 10_000;
/** Time to flush queued events at shutdown. */
const FLUSH_MS = 3_000;
const FLUSH_CONCURRENCY = 8;

/**
 * Records events as client-go does (tools/events): repetitions for the same object are counted in the series of one
 * Event. Each object has a budget of different events, so that one object in trouble cannot crowd out the others.
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
      if (known.sentCount === 1 || this.#isDue(known)) {
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
    const series: Series = { key, event, count: 1, ...now, sentCount: 0, sentMs: 0 };
    this.#series.set(key, series);
    this.#enqueue(series);
  }

  /** Sends what is recorded until `stop` aborts, and then the rest, for a few seconds or until `cut` aborts. */
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
      if (series.count > series.sentCount) {
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

  /** @param stop ends the retries but not a request in flight, whose effect would be unknown if it was cut off */
  async #send(series: Series, stop: AbortSignal, end: AbortSignal): Promise<void> {
    this.#waiting.delete(series);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        await this.#sendOnce(series, end);
        this.#complaint = '';
        return;
      } catch (error) {
        // The namespace is gone or being deleted, so the Event has no reader left.
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

  async #sendOnce(series: Series, signal: AbortSignal): Promise<void> {
    const options = { signal, timeoutMs: REQUEST_TIMEOUT_MS };
    const { event, count } = series;
    if (series.sentCount > 0) {
      try {
        await this.#client.patch(EVENTS, objectKey(event), seriesOf(series), options);
        Object.assign(series, { sentCount: count, sentMs: this.#clock.now() });
        return;
      } catch (error) {
        // The API server keeps Events for an hour.
        if (!isNotFound(error)) {
          throw error;
        }
        series.sentCount = 0;
      }
    }
    try {
      await this.#client.create(EVENTS, { ...event, ...seriesOf(series) }, options);
    } catch (error) {
      // An earlier attempt arrived although its answer did not.
      if (!isAlreadyExists(error)) {
        throw error;
      }
    }
    Object.assign(series, { sentCount: count, sentMs: this.#clock.now() });
    this.#observer('sent');
  }

  /** Sends what was counted in the meantime, and drops series that do not recur. */
  #keepSweeping(): () => void {
    let cancel: () => void;
    const next = (): void => {
      cancel = this.#clock.schedule(REFRESH_MS, sweep);
    };
    const sweep = (): void => {
      for (const series of this.#series.values()) {
        if (series.count > series.sentCount) {
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

  #isDue({ sentCount, sentMs }: Series): boolean {
    return sentCount > 0 && this.#clock.now() - sentMs >= REFRESH_MS;
  }

  /** Makes room by dropping a series that was sent completely; false if there is none. */
  #dropOldest(): boolean {
    for (const series of this.#series.values()) {
      if (series.count === series.sentCount) {
        return this.#series.delete(series.key);
      }
    }
    return false;
  }

  #nextSerial(date: Date): string {
    this.#serial += 1;
    return `${date.getTime().toString(16)}${(this.#serial % 0x1000).toString(16).padStart(3, '0')}`;
  }

  /** Logs a failure once until it changes: the next hundred events would fail in the same way. */
  #complain(what: string, error: unknown): void {
    const complaint = `${what}: ${error instanceof ApiError ? error.status : String(error)}`;
    this.#log[complaint === this.#complaint ? 'debug' : 'warn'](what, { error });
    this.#complaint = complaint;
  }
}
