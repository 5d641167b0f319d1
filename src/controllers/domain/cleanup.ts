import type { KubeObject } from '../../kube/object.ts';
import type { Log } from '../../runtime/log.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { type ObservedNode, observedNode } from '../nodes/observed-node.ts';
import type { IceoryxDomain } from '../resources.ts';
import { sweepJobName, type SweepRequest } from '../sweep-jobs/job.ts';
import { FULL_RETRY_MS, type SweepJobs } from '../sweep-jobs/jobs.ts';
import type { ObservedJob } from '../sweep-jobs/observed.ts';
import { type JobOutcome, type NodeOutcome, outcomeOfJob } from '../sweep-jobs/outcome.ts';
import { END_RUN, isOver, type NodeState, planCleanups, RUN_LABEL, runOf } from './cleanup-plan.ts';
import type { DirtyNodes } from './dirty-nodes.ts';
import type { DomainMetrics } from './metrics.ts';
import { isSelected } from './node-selection.ts';
import type { DomainObservation } from './observe.ts';

/** Label of a Job: the IceoryxDomain it sweeps for. Different from the labels of RouDi's pods, which select pods. */
const NAME_LABEL = 'iceoryx.io/swept-domain';
const NAMESPACE_LABEL = 'iceoryx.io/swept-domain-namespace';
/** An earlier object of the same name has Jobs of its own. */
const UID_LABEL = 'iceoryx.io/swept-domain-uid';

/** No watch reports the passing of a Job's deadline. */
const REQUEUE_MS = 15_000;
/** Quiet period for the directories of a domain without pods. */
const END_QUIET_SECONDS = 1;

/** State of the sweeps of a domain's nodes. */
export interface Cleaned {
  /** Outcome of the last sweep of each node whose Job still exists. */
  readonly outcomes: readonly NodeOutcome[];
  /** Why no Job can be created, for any node. */
  readonly obstacle?: Obstacle | undefined;
  readonly requeueAfterMs?: number | undefined;
}

/** The removal of a domain's directories. */
export interface Removal extends Cleaned {
  readonly isOver: boolean;
}

export interface CleanupOptions {
  readonly jobs: SweepJobs;
  readonly dirty: DirtyNodes;
  readonly log: Log;
  /** Quiet period of sweeps after pods were killed. */
  readonly quietPeriodSeconds: number;
  readonly metrics?: Pick<DomainMetrics, 'count' | 'refused'> | undefined;
}

/** Sweeps nodes for leftovers of a domain's pods, and removes the domain's directories when it is deleted. */
export class Cleanup {
  readonly #jobs: SweepJobs;
  readonly #dirty: DirtyNodes;
  readonly #log: Log;
  readonly #quietPeriodSeconds: number;
  readonly #metrics: CleanupOptions['metrics'];

  constructor({ jobs, dirty, log, quietPeriodSeconds, metrics }: CleanupOptions) {
    this.#jobs = jobs;
    this.#dirty = dirty;
    this.#log = log;
    this.#quietPeriodSeconds = quietPeriodSeconds;
    this.#metrics = metrics;
  }

  /** @param directory of the domain on each node */
  async cleanUp(observed: DomainObservation, directory: string, signal: AbortSignal): Promise<Cleaned> {
    if (!this.#jobs.hasSynced) {
      return { outcomes: [], requeueAfterMs: FULL_RETRY_MS };
    }
    const { key, object } = observed;
    const jobs = this.#jobsOf(object);
    const now = Date.now();
    // Jobs that have ended are counted before newer ones replace them.
    this.#count(observed, now);
    const plan = planCleanups(this.#dirty.of(key), jobs, (node) => stateOf(node, observed), now);
    plan.settled.forEach((node) => this.#dirty.settled(key, node, now));
    for (const name of plan.spare) {
      await this.#jobs.remove(name, signal);
    }
    const { started, ...rest } = await this.#jobs.startAll(
      plan.start.map(({ node, run, isAbandoned }) => ({
        ...requestFor(object, run, node, directory),
        quietPeriodSeconds: this.#quietPeriodSeconds,
        noRoudiReturns: isAbandoned,
        removeDirectory: isAbandoned ? directory : undefined,
      })),
      signal,
    );
    started.forEach(({ node }) => {
      this.#dirty.settled(key, node, now);
      this.#log.info('sweeping a node for leftovers of pods', { key, node });
    });
    this.#count(observed, now);
    if (rest.obstacle !== undefined) {
      this.#metrics?.refused(key);
    }
    return this.#cleaned(this.#jobsOf(object), observed, { ...rest, planned: plan.requeueAfterMs }, signal);
  }

  /** Removes the directories of a domain without pods from its nodes; nodes that are not ready keep them. */
  async removeDirectories(observed: DomainObservation, directory: string, signal: AbortSignal): Promise<Removal> {
    if (!this.#jobs.hasSynced) {
      return { outcomes: [], isOver: false, requeueAfterMs: FULL_RETRY_MS };
    }
    const { object } = observed;
    const before = this.#endJobs(object);
    const nodes = nodesOf(observed);
    const missing = nodes.filter(({ name }) => before.every((job) => job.node !== name));
    const rest = await this.#jobs.startAll(
      missing
        .filter(({ isReady }) => isReady)
        .map(({ name }) => ({
          ...requestFor(object, END_RUN, name, directory),
          quietPeriodSeconds: END_QUIET_SECONDS,
          noRoudiReturns: true,
          removeDirectory: directory,
        })),
      signal,
    );
    const cleaned = await this.#cleaned(this.#endJobs(object), observed, rest, signal);
    const skipped = missing.filter(({ isReady }) => !isReady).map(skippedAt);
    const isOver =
      cleaned.outcomes.every(({ state }) => state !== 'Sweeping') &&
      cleaned.outcomes.length + skipped.length >= nodes.length;
    return { ...cleaned, outcomes: [...cleaned.outcomes, ...skipped], isOver };
  }

  async #cleaned(
    jobs: readonly ObservedJob[],
    observed: DomainObservation,
    {
      obstacle,
      requeueAfterMs,
      planned,
    }: Pick<Cleaned, 'requeueAfterMs' | 'obstacle'> & { planned?: number | undefined },
    signal: AbortSignal,
  ): Promise<Cleaned> {
    const last = jobs.filter((job) => jobs.every((other) => other.node !== job.node || runOf(other) <= runOf(job)));
    const now = Date.now();
    const outcomes: NodeOutcome[] = [];
    for (const job of last) {
      const { outcome, giveUp } = this.#outcomeOf(job, observed, now);
      outcomes.push(outcome);
      if (giveUp !== undefined) {
        await this.#jobs.giveUp(job.metadata.name, giveUp, signal);
      }
    }
    const isRunning = jobs.some((job) => !isOver(job));
    const waits = [requeueAfterMs, planned, isRunning ? REQUEUE_MS : undefined].filter((ms) => ms !== undefined);
    return { outcomes, obstacle, ...(waits.length === 0 ? {} : { requeueAfterMs: Math.min(...waits) }) };
  }

  #outcomeOf(job: ObservedJob, { nodes, assumed }: DomainObservation, now: number): JobOutcome {
    const node = nodes.find(({ metadata }) => metadata.name === job.node);
    const known = assumed === undefined ? node && observedNode(node) : presumed(job.node);
    return outcomeOfJob(job, this.#jobs.podsOf(job.metadata.name), known, now);
  }

  #count(observed: DomainObservation, now: number): void {
    const jobs = this.#jobsOf(observed.object);
    this.#metrics?.count(
      observed.key,
      jobs.map((job) => this.#outcomeOf(job, observed, now).outcome),
    );
  }

  #jobsOf({ metadata }: IceoryxDomain): ObservedJob[] {
    return this.#jobs.withLabels({ [UID_LABEL]: metadata.uid ?? '' });
  }

  #endJobs(object: IceoryxDomain): ObservedJob[] {
    return this.#jobsOf(object).filter((job) => runOf(job) === END_RUN);
  }
}

/** Key of the IceoryxDomain that a Job, or its pod, sweeps for, by its labels. */
export function sweptDomainOf({ metadata }: KubeObject): string[] {
  const { [NAME_LABEL]: name, [NAMESPACE_LABEL]: namespace } = metadata.labels ?? {};
  return name === undefined || namespace === undefined ? [] : [`${namespace}/${name}`];
}

function requestFor(
  { metadata }: IceoryxDomain,
  run: number,
  node: string,
  directory: string,
): Omit<SweepRequest, 'noRoudiReturns' | 'quietPeriodSeconds' | 'removeDirectory'> {
  const { name, namespace = '', uid = '' } = metadata;
  return {
    name: sweepJobName({ name, uid }, run, node),
    labels: { [NAME_LABEL]: name, [NAMESPACE_LABEL]: namespace, [UID_LABEL]: uid, [RUN_LABEL]: String(run) },
    node,
    places: [{ shm: `${directory}/shm`, tmp: `${directory}/tmp` }],
    dryRun: false,
  };
}

function stateOf(name: string, { object, nodes, assumed, pods, appPods }: DomainObservation): NodeState | undefined {
  const hasPods = [...pods, ...appPods].some(({ node }) => node === name);
  if (assumed !== undefined) {
    return { isReady: true, isSelected: true, hasPods };
  }
  const node = nodes.find(({ metadata }) => metadata.name === name);
  return node && { isReady: observedNode(node).isReady, isSelected: isSelected(object, node), hasPods };
}

/** Where the directories may be: on nodes of the domain, and on those that RouDi was last seen on. */
function nodesOf({ object, nodes, assumed }: DomainObservation): { name: string; isReady: boolean }[] {
  const seen = new Set(object.status?.nodes?.map(({ name }) => name));
  return assumed === undefined
    ? nodes
        .filter((node) => isSelected(object, node) || seen.has(node.metadata.name))
        .map((node) => ({ name: node.metadata.name, isReady: observedNode(node).isReady }))
    : [...seen].map((name) => ({ name, isReady: true }));
}

function skippedAt({ name }: { name: string }): NodeOutcome {
  return { node: name, state: 'Skipped', reason: 'NodeNotReady', message: 'the node is not ready' };
}

/** State of a node if nodes are not watched. */
function presumed(name: string): ObservedNode {
  return { metadata: { name }, isReady: true, because: '' };
}
