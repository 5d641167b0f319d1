import type { KubeClient } from '../../kube/client.ts';
import type { ReadYourWrites, Known } from '../../kube/read-your-writes.ts';
import type { EventRecord, Events } from '../../kube/events.ts';
import type { KubeObject } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import type { Requeue } from './requeue.ts';
import { StatusWriter } from './status-writer.ts';

export interface ReporterOptions<T extends KubeObject & { status?: unknown }> {
  readonly client: KubeClient;
  readonly resource: Resource;
  /** Receives the API server's answers, so that the next reconcile sees them. */
  readonly current: Pick<ReadYourWrites<T>, 'wrote'>;
  readonly events: Events;
  /** What is new in a status, compared with the previous one. */
  readonly eventsOf: (before: T['status'], after: NonNullable<T['status']>) => readonly EventRecord[];
  /** Whether statuses differ only in progress; such a status is written at a limited rate. */
  readonly isProgress?: ((before: T['status'], after: T['status']) => boolean) | undefined;
}

export interface Reported<T> extends Requeue {
  /** The object with its current status. */
  readonly object: T;
}

/**
 * Writes the result of a reconcile into the status, and then records Events for it, never for a status that is not
 * stored.
 */
export class Reporter<T extends KubeObject & { status?: unknown }> {
  readonly #options: ReporterOptions<T>;
  readonly #writer: StatusWriter<T>;

  constructor(options: ReporterOptions<T>) {
    this.#options = options;
    this.#writer = new StatusWriter(options.client, options.resource, options.isProgress ?? (() => false));
  }

  /** Drops the state kept for a deleted object. */
  forget(object: T): void {
    this.#writer.forget(object);
  }

  /**
   * @param object that the status was computed from
   * @param known state of the object at the start of the reconcile
   * @throws a conflict if the object has changed since it was read, or is another one of its name
   */
  async report(
    object: T,
    known: Known<T>,
    status: NonNullable<T['status']>,
    signal: AbortSignal,
  ): Promise<Reported<T>> {
    const { current, events, eventsOf } = this.#options;
    const { object: written, requeueAfterMs } = await this.#writer.write(object, status, signal);
    if (written === undefined) {
      return { object, requeueAfterMs };
    }
    current.wrote(known, written);
    eventsOf(object.status, status).forEach((event) => events.record(object, event));
    return { object: written };
  }
}
