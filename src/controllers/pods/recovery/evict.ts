import type { Recovery } from '../../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../../kube/client.ts';
import { ApiError, isConflict, isNotFound } from '../../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../../kube/object.ts';
import { PODS } from '../../../kube/resource.ts';
import type { Log } from '../../../runtime/log.ts';
import type { ObservedPod } from '../observed-pod.ts';

/** Result of an eviction attempt. */
export type EvictionOutcome = 'evicted' | 'deleted' | 'blocked';

/** Interval after which an evicted pod that still exists, or a blocked one, is tried again. */
export const RETRY_MS = 10_000;

interface Attempt {
  readonly at: number;
  /** Why the eviction is blocked. */
  readonly blocked?: string;
}

/** Replaces pods through the eviction API, as `kubectl drain` does. Their ReplicaSets create others at once. */
export class Evictor {
  readonly #client: KubeClient;
  readonly #log: Log;
  readonly #observer: (outcome: EvictionOutcome) => void;
  readonly #attempts = new Map<string, Attempt>();

  /** @param observer receives the outcome of each attempt, for metrics */
  constructor(client: KubeClient, log: Log, observer: (outcome: EvictionOutcome) => void = () => {}) {
    this.#client = client;
    this.#log = log;
    this.#observer = observer;
  }

  /**
   * Evicts each pod, unless that was attempted within {@link RETRY_MS}.
   *
   * @returns why the API server blocks evictions, by pod uid
   */
  async evict(
    pods: readonly ObservedPod[],
    { whenBlocked = 'Wait' }: Recovery = {},
    now: number,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    const blocked = new Map<string, string>();
    for (const pod of pods) {
      const { uid = '' } = pod.metadata;
      const before = this.#attempts.get(uid);
      const isRecent = before !== undefined && now - before.at < RETRY_MS && now >= before.at;
      const attempt = isRecent ? before : { at: now, ...(await this.#try(pod, whenBlocked, signal)) };
      this.#attempts.set(uid, attempt);
      if (attempt.blocked !== undefined) {
        blocked.set(uid, attempt.blocked);
      }
    }
    return blocked;
  }

  /** Drops the state kept for a deleted pod. */
  forget({ metadata }: KubeObject): void {
    this.#attempts.delete(metadata.uid ?? '');
  }

  async #try(
    pod: ObservedPod,
    whenBlocked: NonNullable<Recovery['whenBlocked']>,
    signal: AbortSignal,
  ): Promise<{ blocked?: string }> {
    const { uid = '' } = pod.metadata;
    const key = objectKey(pod);
    const { is, why } = await evictPod(this.#client, pod, signal);
    if (is === 'gone') {
      return {};
    }
    if (is === 'evicted') {
      this.#done('evicted', key);
      return {};
    }
    if (whenBlocked === 'Wait') {
      this.#done('blocked', key);
      return { blocked: why ?? '' };
    }
    try {
      await this.#client.delete(PODS, key, { preconditions: { uid }, signal });
      this.#done('deleted', key);
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) {
        throw error;
      }
    }
    return {};
  }

  #done(outcome: EvictionOutcome, key: string): void {
    this.#log.info(outcome === 'blocked' ? 'pod cannot be evicted' : `pod ${outcome}`, { pod: key });
    this.#observer(outcome);
  }
}

/**
 * Asks the API server to evict a pod.
 *
 * @returns whether it does, with why if a PodDisruptionBudget forbids it; `gone`: there is no such pod any more
 */
export async function evictPod(
  client: KubeClient,
  { metadata: { name, namespace, uid = '' } }: Pick<KubeObject, 'metadata'>,
  signal: AbortSignal,
): Promise<{ readonly is: 'blocked' | 'evicted' | 'gone'; readonly why?: string }> {
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    deleteOptions: { preconditions: { uid } },
  };
  try {
    await client.create<KubeObject>(PODS, eviction, { subresource: 'eviction', signal });
    return { is: 'evicted' };
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) {
      return { is: 'gone' };
    }
    if (!(error instanceof ApiError) || !isBlocked(error)) {
      throw error;
    }
    return { is: 'blocked', why: wordsOf(error) };
  }
}

/**
 * Whether a PodDisruptionBudget forbids the eviction. The answer is 429 with such a cause, unlike that of an overloaded
 * server, or 500 if several budgets select the pod (`pkg/registry/core/pod/storage/eviction.go`, v1.36).
 */
function isBlocked({ status, causes, detail }: ApiError): boolean {
  return (
    (status === 429 && causes.some(({ reason }) => reason === 'DisruptionBudget')) ||
    (status === 500 && detail.includes('PodDisruptionBudget'))
  );
}

/** The cause names the PodDisruptionBudget. */
function wordsOf({ causes, detail }: ApiError): string {
  return causes.find(({ reason }) => reason === 'DisruptionBudget')?.message ?? detail;
}
