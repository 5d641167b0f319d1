import { collectDefaultMetrics } from '@prometheus-io/client';
import type { Controller, ControllerOptions } from './controller.ts';
import { type Cache, cacheMetrics } from './metrics/caches.ts';
import { measuredControllers } from './metrics/controllers.ts';
import { counter, type Definition, gauge, Registry, total } from './metrics/registry.ts';
import { type Request, requestMetrics } from './metrics/requests.ts';

/**
 * What this process does, in the words of controller-runtime, client-go and Prometheus' own client for Node, so that
 * dashboards and alerts made for other operators fit.
 */
export class Metrics {
  /** Makes a controller that is measured. */
  readonly controller: (options: ControllerOptions) => Controller;
  /** To be told of every request to the API server. */
  readonly request: (request: Request) => void;
  /** To be told of every Event. */
  readonly event: (outcome: string) => void;
  readonly #registry = new Registry();
  readonly #caches: Cache[] = [];
  readonly #leases: { readonly name: string; readonly isLeader: boolean }[] = [];

  constructor() {
    this.controller = measuredControllers(this.#registry);
    this.request = requestMetrics(this.#registry);
    const events = counter(this.#registry, {
      name: 'event_recorder_events_total',
      help: 'Events by what became of them: sent, repeated (counted by one that was sent), rate_limited, overflow or failed.',
      labels: ['outcome'],
    });
    this.event = (outcome) => events({ outcome });
    cacheMetrics(this.#registry, this.#caches);
    gauge(this.#registry, {
      name: 'leader_election_master_status',
      help: '1 while this process is the leader, 0 while it stands by.',
      labels: ['name'],
      values: () => this.#leases.map(({ name, isLeader }) => [{ name }, Number(isLeader)]),
    });
    collectDefaultMetrics({
      register: this.#registry,
      // More often, as by default, would be most of what an idle process does.
      eventLoopMonitoringPrecision: 20,
      eventLoopUtilizationTimeout: 1000,
    });
  }

  /** Shows the state of a cache from now on. */
  cache(cache: Cache): void {
    this.#caches.push(cache);
  }

  /** Shows whether this process holds a lease from now on. */
  lease(lease: { readonly name: string; readonly isLeader: boolean }): void {
    this.#leases.push(lease);
  }

  /** Counts something that this file knows nothing of. */
  counter<Label extends string>(definition: Definition<Label>): ReturnType<typeof counter<Label>> {
    return counter(this.#registry, definition);
  }

  /** Shows something that this file knows nothing of, asked for whenever somebody looks. */
  gauge<Label extends string>(definition: Parameters<typeof gauge<Label>>[1]): void {
    gauge(this.#registry, definition);
  }

  /** The same for something that is counted elsewhere, and whose series may go again. */
  total<Label extends string>(definition: Parameters<typeof total<Label>>[1]): void {
    total(this.#registry, definition);
  }

  /** Every metric there is, for the documentation. */
  get definitions(): readonly (Definition<string> & { readonly type: string })[] {
    return this.#registry.getMetricsAsArray().map((metric) => {
      const { labelNames = [] } = metric as { labelNames?: readonly string[] };
      return { name: metric.name, help: metric.help, type: metric.type, labels: labelNames };
    });
  }

  /** All of it as Prometheus reads it. */
  async page(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
