import type { RunStatus } from '../../api/iceoryx-sweep.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { PODS, typeOf } from '../../kube/resource.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { ObservedNode } from '../nodes/observed-node.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep, type Pod } from '../resources.ts';
import { sweepJobName, type SweepRequest } from '../sweep-jobs/job.ts';
import type { SweepJobs } from '../sweep-jobs/jobs.ts';
import type { ObservedJob } from '../sweep-jobs/observed.ts';
import type { SweepObservation } from './observe.ts';
import { planRun, type RunPlan } from './plan.ts';
import { saysNoRoudi, usesShmOfNode } from './roudi-returns.ts';

/** Labels of Jobs: the name of the IceoryxSweep, and the number of the run. */
export const SWEEP_LABEL = 'iceoryx.io/sweep';
export const RUN_LABEL = 'iceoryx.io/sweep-run';
/** An earlier object of the same name has Jobs of its own. */
const UID_LABEL = 'iceoryx.io/sweep-uid';

/** The state of a run after a step. */
export interface RunProgress {
  /** Including the Jobs that were just created. */
  readonly plan: RunPlan;
  /** Why no Job can be created, for any node. */
  readonly obstacle?: Obstacle | undefined;
  readonly requeueAfterMs?: number | undefined;
}

/** Creates, gives up and removes the Jobs of runs. */
export class RunExecutor {
  readonly #client: KubeClient;
  readonly #jobs: SweepJobs;
  /** The run of each sweep, by uid, whose pods the API server admits. */
  readonly #admitted = new Map<string, number>();

  constructor(client: KubeClient, jobs: SweepJobs) {
    this.#client = client;
    this.#jobs = jobs;
  }

  forget({ metadata }: IceoryxSweep): void {
    this.#admitted.delete(metadata.uid ?? '');
  }

  /** Does the next step of a run that is not complete. */
  async advance(run: RunStatus, observed: SweepObservation, signal: AbortSignal): Promise<RunProgress> {
    const plan = this.#planOf(run, observed);
    for (const { job, trouble } of plan.giveUp) {
      await this.#jobs.giveUp(job, trouble, signal);
    }
    const { uid = '' } = observed.sweep.metadata;
    const { isAdmitted, obstacle, requeueAfterMs } = await this.#jobs.startAll(
      this.#requests(run, plan.start, observed, signal),
      signal,
      this.#admitted.get(uid) === run.number,
    );
    if (isAdmitted) {
      this.#admitted.set(uid, run.number);
    }
    return {
      plan: plan.start.length === 0 ? plan : this.#planOf(run, observed),
      obstacle,
      requeueAfterMs: Math.min(plan.requeueAfterMs, requeueAfterMs ?? Infinity),
    };
  }

  /** Ends Jobs of runs that a newer one has replaced, and removes those past the history limit. */
  async collect({ number }: RunStatus, sweep: IceoryxSweep, signal: AbortSignal): Promise<void> {
    const oldest = number - (sweep.spec.historyLimit ?? 3);
    for (const job of this.#jobs.withLabels(labelsOf(sweep))) {
      const of = runOf(job);
      // A run is complete with the reports of its pods, which the Job controller may see only after the next run has
      // started.
      const hasReported = this.#jobs.podsOf(job.metadata.name).some(({ end }) => end?.summary !== undefined);
      const isSuperseded = of !== number && job.end === undefined && job.givenUp === undefined && !hasReported;
      if (job.metadata.deletionTimestamp === undefined && (isSuperseded || of < oldest)) {
        await this.#jobs.remove(job.metadata.name, signal);
      }
    }
  }

  #planOf(run: RunStatus, { sweep, nodes, now }: SweepObservation): RunPlan {
    return planRun(run, {
      sweep,
      nodes,
      jobs: this.#jobs.withLabels({ ...labelsOf(sweep), [RUN_LABEL]: String(run.number) }),
      podsOf: (job) => this.#jobs.podsOf(job),
      now,
    });
  }

  async *#requests(
    run: RunStatus,
    names: readonly string[],
    { sweep, nodes }: SweepObservation,
    signal: AbortSignal,
  ): AsyncGenerator<SweepRequest> {
    for (const name of names) {
      const node = nodes.find(({ metadata }) => metadata.name === name);
      yield requestFor(sweep, run, name, await this.#isWithoutRoudi(node, signal));
    }
  }

  /** Whether the API server shows that no RouDi will start in the node's own places. */
  async #isWithoutRoudi(node: ObservedNode | undefined, signal: AbortSignal): Promise<boolean> {
    if (node === undefined || !saysNoRoudi(node)) {
      return false;
    }
    const fieldSelector = `spec.nodeName=${node.metadata.name}`;
    const { items } = await this.#client.list<Pod>(PODS, { fieldSelector, signal });
    return !items.some(usesShmOfNode);
  }
}

function requestFor(sweep: IceoryxSweep, run: RunStatus, node: string, noRoudiReturns: boolean): SweepRequest {
  const { name, uid = '' } = sweep.metadata;
  const { number, dryRun, quietPeriodSeconds } = run;
  return {
    name: sweepJobName({ name, uid }, number, node),
    labels: { ...labelsOf(sweep), [RUN_LABEL]: String(number) },
    owner: { ...typeOf(ICEORYX_SWEEPS), name, uid, controller: true },
    node,
    places: 'Node',
    dryRun,
    quietPeriodSeconds,
    noRoudiReturns,
  };
}

function labelsOf({ metadata }: IceoryxSweep): Record<string, string> {
  return { [SWEEP_LABEL]: metadata.name, [UID_LABEL]: metadata.uid ?? '' };
}

function runOf({ metadata }: ObservedJob): number {
  return Number(metadata.labels?.[RUN_LABEL]);
}
