import { collectDefaultMetrics } from '@prometheus-io/client';
import type { Controller, ControllerOptions } from './controller.ts';
import { type Cache, cacheMetrics } from './metrics/caches.ts';
import { measuredControllers } from './metrics/controllers.ts';
import { counter, type Definition, gauge, histogram, Registry, total } from './metrics/registry.ts';
import { type Request, requestMetrics } from './metrics/requests.ts';

/**
 * Metrics of this process, named as in controller-runtime, client-go and Prometheus' client for Node, so that
 * dashboards and alerts made for other operators fit.
 */
export class Metrics {
  /** Creates a controller with metrics. */
  readonly controller: (options: ControllerOptions) => Controller;
  /** Called for every request to the API server. */
  readonly request: (request: Request) => void;
  /** Called for every Event. */
  readonly event: (outcome: string) => void;
  readonly #registry = new Registry();
  readonly #caches: Cache[] = [];
  readonly #leases: { readonly name: string; readonly isLeader: boolean }[] = [];

  constructor() {
    this.controller = measuredControllers(this.#registry);
    this.request = requestMetrics(this.#registry);
    const events = counter(this.#registry, {
      name: 'event_recorder_events_total',
      help: 'Events by outcome: sent, repeated (counted by one that was sent), rate_limited, overflow or failed.',
      labels: ['outcome'],
    });
    this.event = (outcome) => events({ outcome });
    cacheMetrics(this.#registry, this.#caches);
    gauge(this.#registry, {
      name: 'leader_election_master_status',
      help: '1 while this process is the leader, 0 while it is a standby.',
      labels: ['name'],
      values: () => this.#leases.map(({ name, isLeader }) => [{ name }, Number(isLeader)]),
    });
    collectDefaultMetrics({
      register: this.#registry,
      // The default interval would make this most of what an idle process does.
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

  /** A counter that another module defines. */
  counter<Label extends string>(definition: Definition<Label>): ReturnType<typeof counter<Label>> {
    return counter(this.#registry, definition);
  }

  /** A histogram of durations that another module defines; it takes milliseconds. */
  histogram<Label extends string>(
    definition: Parameters<typeof histogram<Label>>[1],
  ): ReturnType<typeof histogram<Label>> {
    return histogram(this.#registry, definition);
  }

  /** A gauge that another module defines; its values are read at each scrape. */
  gauge<Label extends string>(definition: Parameters<typeof gauge<Label>>[1]): void {
    gauge(this.#registry, definition);
  }

  /** A counter of another module whose value is kept elsewhere, and whose series may disappear. */
  total<Label extends string>(definition: Parameters<typeof total<Label>>[1]): void {
    total(this.#registry, definition);
  }

  /** Every metric, for the documentation. */
  get definitions(): readonly (Definition<string> & { readonly type: string })[] {
    return this.#registry.getMetricsAsArray().map((metric) => {
      const { labelNames = [] } = metric as { labelNames?: readonly string[] };
      return { name: metric.name, help: metric.help, type: metric.type, labels: labelNames };
    });
  }

  /** All metrics in Prometheus' text format. */
  async page(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
