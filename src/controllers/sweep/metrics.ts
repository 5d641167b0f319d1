import type { SweepSummary } from '../../api/sweep-summary.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { ObservedSweepPod } from '../sweep-jobs/observed.ts';
import type { NodeOutcome } from '../sweep-jobs/outcome.ts';
import { JobTransitions } from '../sweep-jobs/job-transitions.ts';

/** What the last sweep of each node found and did. */
export class SweepMetrics {
  readonly #latest = new Map<string, { readonly at: string; readonly summary: SweepSummary }>();
  readonly #transitions = new JobTransitions();
  readonly #nodes: (labels: { readonly outcome: string }, count?: number) => void;
  readonly #removed: (labels: Readonly<Record<string, never>>, bytes: number) => void;

  /** @param isNode whether a node of this name exists; others have no series */
  constructor(metrics: Pick<Metrics, 'counter' | 'gauge'>, isNode: (name: string) => boolean) {
    const byNode = (valueOf: (totals: SweepSummary['totals']) => number) => () =>
      [...this.#latest]
        .filter(([node]) => isNode(node))
        .map(([node, { summary }]): [{ node: string }, number] => [{ node }, valueOf(summary.totals)]);
    metrics.gauge({
      name: 'iceoryx_sweep_orphans',
      help: 'Orphans that remain after the last sweep of a node; after a dry run, all that it found.',
      labels: ['node'],
      values: byNode(({ Orphan, removed }) => Orphan.files - removed.files),
    });
    metrics.gauge({
      name: 'iceoryx_sweep_orphan_bytes',
      help: 'Size of these orphans in bytes.',
      labels: ['node'],
      values: byNode(({ Orphan, removed }) => Orphan.bytes - removed.bytes),
    });
    metrics.gauge({
      name: 'iceoryx_sweep_unsettled_files',
      help: 'Files that the last sweep of a node kept because it is unknown whether they are in use.',
      labels: ['node'],
      values: byNode(({ Unknown }) => Unknown.files),
    });
    this.#nodes = metrics.counter({
      name: 'iceoryx_sweep_nodes_total',
      help: 'Nodes that Jobs were created for, by result: Swept (there is a report) or Failed.',
      labels: ['outcome'],
    });
    this.#removed = metrics.counter({
      name: 'iceoryx_sweep_removed_bytes_total',
      help: 'Bytes that sweeps have freed on all nodes.',
      labels: [],
    });
    this.#nodes({ outcome: 'Swept' }, 0);
    this.#nodes({ outcome: 'Failed' }, 0);
  }

  /** Records the report of a pod, unless a later one is known. */
  see({ metadata, node, end }: ObservedSweepPod): void {
    const at = metadata.creationTimestamp ?? '';
    if (end?.summary !== undefined && at >= (this.#latest.get(node)?.at ?? '')) {
      this.#latest.set(node, { at, summary: end.summary });
    }
  }

  /** Counts the outcomes of Jobs, each once. */
  count(outcomes: readonly NodeOutcome[]): void {
    for (const { state, summary } of this.#transitions.take(outcomes).ended) {
      this.#nodes({ outcome: state });
      this.#removed({}, summary?.totals.removed.bytes ?? 0);
    }
  }

  /** Drops the state kept for a deleted Job. */
  forget(job: string): void {
    this.#transitions.forget(job);
  }
}
