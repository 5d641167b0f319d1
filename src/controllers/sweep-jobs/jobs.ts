import type { KubeClient } from '../../kube/client.ts';
import { isAlreadyExists, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { Reflector } from '../../kube/reflector.ts';
import { PODS } from '../../kube/resource.ts';
import type { Log } from '../../runtime/log.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import { type Job, JOBS, type Pod } from '../resources.ts';
import { admissionObstacle } from './admission-errors.ts';
import { GIVEN_UP_ANNOTATION, SWEEP_JOB_LABEL, sweepJob, type SweepRequest, type SweepSettings } from './job.ts';
import { type ObservedJob, observedJob, type ObservedSweepPod, observedSweepPod } from './observed.ts';

export interface SweepJobsOptions {
  readonly client: KubeClient;
  readonly log: Log;
  readonly settings: SweepSettings;
  /** How many Jobs may run at the same time, of all requesters together. */
  readonly limit: number;
}

/** How many Jobs could be created. */
export interface Started {
  readonly started: readonly SweepRequest[];
  /** Whether the API server has admitted a pod like those of the Jobs, now or before. */
  readonly isAdmitted: boolean;
  /** Why no Job can be created, for any node. */
  readonly obstacle?: Obstacle | undefined;
  /** When to retry the remaining ones. */
  readonly requeueAfterMs?: number | undefined;
}

/** Retry interval while the limit is reached. */
export const FULL_RETRY_MS = 1000;
/** An obstacle for all Jobs is not visible in any watched object. */
const OBSTACLE_RETRY_MS = 30_000;
const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';
const MANAGED = `${SWEEP_JOB_LABEL}=true`;
/** A Job that was created and deleted between two lists never reaches the cache. */
const HEARD_WITHIN_MS = 60_000;

/**
 * The Jobs that sweep nodes, of sweeps and of domains: finds them by label, creates no more than the limit, and none
 * twice.
 */
export class SweepJobs {
  readonly settings: SweepSettings;
  readonly jobs: Reflector<ObservedJob>;
  readonly pods: Reflector<ObservedSweepPod>;
  readonly #client: KubeClient;
  readonly #log: Log;
  readonly #limit: number;
  /** Created Jobs that the cache has not seen yet, by name. */
  readonly #made = new Map<string, { readonly job: ObservedJob; readonly at: number }>();
  #making = 0;

  constructor({ client, log, settings, limit }: SweepJobsOptions) {
    this.settings = settings;
    this.#client = client;
    this.#log = log;
    this.#limit = limit;
    const selection = { log, namespace: settings.namespace, labelSelector: MANAGED };
    this.jobs = new Reflector<ObservedJob>(client, JOBS, {
      ...selection,
      transform: (job) => observedJob(job as KubeObject as Job),
    });
    this.pods = new Reflector<ObservedSweepPod>(client, PODS, {
      ...selection,
      name: 'pods of sweeps',
      transform: (pod) => observedSweepPod(pod as KubeObject as Pod),
    });
    this.pods.store.addIndex('job', ({ metadata }) => [metadata.labels?.[JOB_NAME_LABEL] ?? '']);
    this.jobs.onChange(({ object }) => this.#made.delete(object.metadata.name));
  }

  /** Whether all existing Jobs are known. */
  get hasSynced(): boolean {
    return this.jobs.hasSynced && this.pods.hasSynced;
  }

  /** The Jobs with all of these labels. */
  withLabels(labels: Readonly<Record<string, string>>): ObservedJob[] {
    return this.#all().filter(({ metadata }) =>
      Object.entries(labels).every(([name, value]) => metadata.labels?.[name] === value),
    );
  }

  podsOf(job: string): ObservedSweepPod[] {
    return this.pods.store.byIndex('job', job);
  }

  /** Jobs that have not ended. */
  get running(): number {
    return this.#all().filter(({ end, givenUp }) => end === undefined && givenUp === undefined).length;
  }

  /**
   * Creates Jobs one after the other up to the limit.
   *
   * @param requests for Jobs whose pods the API server admits all, or none; the next one is taken once the Job of the
   * previous one was created
   * @param isAdmitted whether a pod like theirs is known to be admitted
   * @throws ApiError if the API server fails; a refusal is returned as the obstacle
   */
  async startAll(
    requests: Iterable<SweepRequest> | AsyncIterable<SweepRequest>,
    signal: AbortSignal,
    isAdmitted = false,
  ): Promise<Started> {
    const started: SweepRequest[] = [];
    try {
      for await (const request of requests) {
        if (!isAdmitted) {
          await this.#tryPod(request, signal);
          isAdmitted = true;
        }
        if (!(await this.#start(request, signal))) {
          return { started, isAdmitted, requeueAfterMs: FULL_RETRY_MS };
        }
        started.push(request);
      }
      return { started, isAdmitted };
    } catch (error) {
      const obstacle = admissionObstacle(error, this.settings.namespace);
      if (obstacle === undefined) {
        throw error;
      }
      return { started, isAdmitted, obstacle, requeueAfterMs: OBSTACLE_RETRY_MS };
    }
  }

  /**
   * Creates a Job.
   *
   * @returns false if the limit is reached: retry when a Job has ended
   * @throws ApiError if the API server refuses it
   */
  async #start(request: SweepRequest, signal: AbortSignal): Promise<boolean> {
    if (this.running + this.#making >= this.#limit) {
      return false;
    }
    // Counted before anything else can happen.
    this.#making += 1;
    try {
      const made = await this.#client.create(JOBS, sweepJob(request, this.settings), { signal });
      // A watch may have delivered it before the answer arrived.
      if (this.jobs.store.get(this.#key(request.name)) === undefined) {
        this.#made.set(request.name, { job: observedJob(made), at: performance.now() });
      }
      this.#log.debug('starting a sweep of a node', { job: request.name, node: request.node });
    } catch (error) {
      // Created before this process restarted.
      if (!isAlreadyExists(error)) {
        throw error;
      }
    } finally {
      this.#making -= 1;
    }
    return true;
  }

  /**
   * Submits the pod of a Job as a dry run. The API server accepts the Job itself in any case; only the Job controller
   * would see that Pod Security, a quota or a webhook refuses the pod.
   *
   * @throws ApiError if it is refused
   */
  async #tryPod(request: SweepRequest, signal: AbortSignal): Promise<void> {
    const { metadata, spec } = sweepJob(request, this.settings);
    const { template } = spec ?? {};
    const pod = {
      ...template,
      metadata: { ...template?.metadata, name: request.name, namespace: metadata.namespace },
    };
    await this.#client.create(PODS, pod as KubeObject, { dryRun: true, signal });
  }

  /** Ends a Job at once and records why: the Job itself would only show a missed deadline. */
  async giveUp(name: string, { reason, message }: Obstacle, signal: AbortSignal): Promise<void> {
    const metadata = { annotations: { [GIVEN_UP_ANNOTATION]: `${reason}: ${message}` } };
    await this.#ifThere(
      this.#client.patch(JOBS, this.#key(name), { metadata, spec: { activeDeadlineSeconds: 1 } }, { signal }),
    );
    this.#log.info('giving up a sweep of a node', { job: name, reason, why: message });
  }

  /** Removes a Job and its pods, and with them its report. */
  async remove(name: string, signal: AbortSignal): Promise<void> {
    await this.#ifThere(this.#client.delete(JOBS, this.#key(name), { propagationPolicy: 'Background', signal }));
  }

  #key(name: string): string {
    return objectKey({ metadata: { name, namespace: this.settings.namespace } });
  }

  #all(): ObservedJob[] {
    const known = this.jobs.store.list();
    for (const [name, { at }] of this.#made) {
      if (performance.now() - at > HEARD_WITHIN_MS) {
        this.#made.delete(name);
      }
    }
    return [...known, ...[...this.#made.values()].map(({ job }) => job)];
  }

  async #ifThere(request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
    }
  }
}
