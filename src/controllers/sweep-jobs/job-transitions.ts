import type { NodeOutcome } from './outcome.ts';

/**
 * Which Jobs start and end, each reported once. Jobs that had ended when first seen are not reported: an earlier
 * operator counted them, and an increase of a counter would raise an alert after each restart.
 */
export class JobTransitions {
  readonly #running = new Set<string>();

  /** @returns the transitions since the last call */
  take(outcomes: readonly NodeOutcome[]): { begun: NodeOutcome[]; ended: NodeOutcome[] } {
    const begun: NodeOutcome[] = [];
    const ended: NodeOutcome[] = [];
    for (const outcome of outcomes) {
      const { job, state } = outcome;
      if (job !== undefined && state === 'Sweeping' && !this.#running.has(job)) {
        this.#running.add(job);
        begun.push(outcome);
      } else if (job !== undefined && (state === 'Swept' || state === 'Failed') && this.#running.delete(job)) {
        ended.push(outcome);
      }
    }
    return { begun, ended };
  }

  /** Drops the state kept for a deleted Job. */
  forget(job: string): void {
    this.#running.delete(job);
  }
}
