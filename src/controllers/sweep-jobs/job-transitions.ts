import type { NodeOutcome } from './outcome.ts';

/**
 * Which Jobs begin and end, each reported once. Those that had ended when first seen are not reported: an operator
 * before this one counted them, and a counter that rises by them would be an alert after each restart.
 */
export class JobTransitions {
  readonly #running = new Set<string>();

  /** @returns what has happened since the last time */
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

  /** The Job is deleted. */
  forget(job: string): void {
    this.#running.delete(job);
  }
}
