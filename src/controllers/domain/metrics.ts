import type { Metrics } from '../../runtime/metrics.ts';
import type { NodeOutcome } from '../sweep-jobs/outcome.ts';
import { JobTransitions } from '../sweep-jobs/job-transitions.ts';
import { nodesWithoutRoudi } from './node-selection.ts';
import type { DomainObservation } from './observe.ts';
import { isAvailable } from './rolling-update.ts';
import type { RoudiPod } from './roudi-pod.ts';

/** What metrics are computed from at each scrape. */
export interface Domains {
  /** The state of every existing domain. */
  readonly observations: () => readonly DomainObservation[];
  /** Nodes that may have leftovers and whose sweep has not started yet; undefined if sweeps are disabled. */
  readonly waiting: (key: string) => number | undefined;
}

const OUTCOMES = ['Started', 'Swept', 'Failed', 'Refused'] as const;
type Outcome = (typeof OUTCOMES)[number];

/**
 * The state of each domain. Domains are few and created by administrators, so series may carry their names; they are
 * removed with the domain. One label holds namespace and name: Prometheus sets a label `namespace` itself, for where
 * the operator runs.
 */
export class DomainMetrics {
  readonly #transitions = new JobTransitions();
  readonly #restarts = new Map<string, number>();
  readonly #cleanups = new Map<string, Map<Outcome, number>>();

  constructor(metrics: Pick<Metrics, 'gauge' | 'total'>, { observations, waiting }: Domains) {
    const byDomain =
      (valueOf: (observed: DomainObservation) => number | undefined) => (): [{ domain: string }, number][] =>
        observations().flatMap((observed) => {
          const value = valueOf(observed);
          return value === undefined ? [] : [[{ domain: observed.key }, value]];
        });
    metrics.gauge({
      name: 'iceoryx_domain_desired_nodes',
      help: 'Nodes that RouDi of a domain should run on.',
      labels: ['domain'],
      values: byDomain(({ child }) => child?.status?.desiredNumberScheduled ?? 0),
    });
    metrics.gauge({
      name: 'iceoryx_domain_ready_nodes',
      help: 'Nodes on which RouDi of a domain is ready.',
      labels: ['domain'],
      values: byDomain(({ pods }) => pods.filter(isAvailable).length),
    });
    metrics.gauge({
      name: 'iceoryx_domain_node_without_roudi',
      help: '1 for each ready node on which RouDi of a domain is missing or not ready; other nodes have no series.',
      labels: ['domain', 'node'],
      values: () =>
        observations().flatMap((observed) =>
          nodesWithoutRoudi(observed).map((node): [{ domain: string; node: string }, number] => [
            { domain: observed.key, node },
            1,
          ]),
        ),
    });
    metrics.gauge({
      name: 'iceoryx_domain_segment_bytes',
      help: 'Bytes of memory that the segments of a domain use on each of its nodes.',
      labels: ['domain'],
      values: byDomain(({ object }) => object.status?.segmentBytes),
    });
    metrics.gauge({
      name: 'iceoryx_domain_nodes_to_clean',
      help: 'Nodes on which pods of a domain may have left files, and that have not been swept yet.',
      labels: ['domain'],
      values: byDomain(({ key }) => waiting(key)),
    });
    metrics.total({
      name: 'iceoryx_domain_roudi_restarts_total',
      help: 'Restarts of RouDi of a domain in its pod, after its death or a restart of all containers.',
      labels: ['domain'],
      values: byDomain(({ key }) => this.#restarts.get(key) ?? 0),
    });
    metrics.total({
      name: 'iceoryx_domain_cleanups_total',
      help: 'Sweeps of nodes after pods of a domain: Started, then Swept or Failed; Refused for each attempt to create a Job that is not admitted.',
      labels: ['domain', 'outcome'],
      values: () =>
        observations().flatMap(({ key }) =>
          OUTCOMES.map((outcome): [{ domain: string; outcome: Outcome }, number] => [
            { domain: key, outcome },
            this.#cleanups.get(key)?.get(outcome) ?? 0,
          ]),
        ),
    });
  }

  /** Compares RouDi's pod with its previous state. */
  see(domain: string, pod: RoudiPod, before: RoudiPod): void {
    if (pod.restarts > before.restarts) {
      this.#restarts.set(domain, (this.#restarts.get(domain) ?? 0) + pod.restarts - before.restarts);
    }
  }

  /** Counts the results of Jobs, each once. A sweep that could not remove something has failed. */
  count(domain: string, outcomes: readonly NodeOutcome[]): void {
    const { begun, ended } = this.#transitions.take(outcomes);
    begun.forEach(() => this.#add(domain, 'Started'));
    for (const { state, summary } of ended) {
      this.#add(domain, state === 'Swept' && (summary?.totals.failed.files ?? 0) === 0 ? 'Swept' : 'Failed');
    }
  }

  /** Counts an attempt to create a Job that was not admitted. */
  refused(domain: string): void {
    this.#add(domain, 'Refused');
  }

  forget(domain: string): void {
    this.#restarts.delete(domain);
    this.#cleanups.delete(domain);
  }

  /** Drops the state kept for a deleted Job. */
  forgetJob(job: string): void {
    this.#transitions.forget(job);
  }

  #add(domain: string, outcome: Outcome): void {
    const counts = this.#cleanups.get(domain) ?? new Map<Outcome, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.#cleanups.set(domain, counts);
  }
}
