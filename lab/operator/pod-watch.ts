import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { Program } from '../host/program.ts';
import type { Bench } from './node-cluster.ts';

/** One event of a watch on pods, and its time (milliseconds of the monotonic clock). */
export interface Sight {
  readonly at: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly pod: IPod;
}

/** Records all watch events of the pods of a namespace, including states that are not visible later. */
export class PodWatch {
  readonly sights: Sight[] = [];
  readonly #kubectl: Program;
  #parsed = 0;

  constructor(bench: Bench, ...args: string[]) {
    this.#kubectl = bench.follow('get', 'pods', '--watch', '--output-watch-events', '-o', 'json', ...args);
  }

  /** Waits until a condition holds for the events so far. */
  async until(holds: (sights: readonly Sight[]) => boolean, seconds = 120): Promise<void> {
    try {
      await this.#kubectl.until(({ stdout }) => {
        this.#parse(stdout);
        return holds(this.sights);
      }, seconds);
    } catch (cause) {
      const seen = this.sights.slice(-12).map(inWords).join('\n');
      throw new Error(`not seen of pods within ${seconds} s: ${String(holds)}\nseen were\n${seen}`, { cause });
    }
  }

  /**
   * Waits until a pod is gone, and returns what was last seen of it. Others may come and go meanwhile: the controller of
   * a ReplicaSet replaces deleted pods as long as it has not heard that the ReplicaSet is deleted too.
   */
  async gone(one: IPod, seconds?: number): Promise<IPod> {
    const uid = one.metadata?.uid;
    const last = (): Sight | undefined => this.sights.findLast(({ pod }) => pod.metadata?.uid === uid);
    await this.until(() => last()?.type === 'DELETED', seconds);
    return last()?.pod ?? one;
  }

  close(): void {
    this.#kubectl.signal('SIGTERM');
  }

  #parse(lines: readonly string[]): void {
    for (; this.#parsed < lines.length; this.#parsed++) {
      const { type, object } = JSON.parse(lines[this.#parsed] ?? '') as { type: Sight['type']; object: IPod };
      this.sights.push({ at: performance.now(), type, pod: object });
    }
  }
}

function inWords({ at, type, pod }: Sight): string {
  const { metadata, status } = pod;
  const states = containers(pod).map(({ name, restartCount, ready, state }) => {
    const { running, terminated, waiting } = state ?? {};
    const now = terminated?.exitCode ?? waiting?.reason ?? (running === undefined ? 'unknown' : 'running');
    return `${name} ${now}${ready ? ', ready' : ''}, ${restartCount} restarts`;
  });
  const deleted = metadata?.deletionTimestamp === undefined ? '' : ', being deleted';
  const head = `${(at / 1000).toFixed(1)} s ${type} ${metadata?.name} ${status?.phase}${deleted}`;
  return `${head}${isReady(pod) ? ', Ready' : ''}: ${states.join('; ')}`;
}

export function isReady({ status }: IPod): boolean {
  return status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

export function containers({ status }: IPod): IContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

/**
 * Exit codes of the containers that are terminated in this event, by name. The container that only copies the agent is
 * left out.
 */
export function exitCodes(pod: IPod): Record<string, number> {
  return Object.fromEntries(
    containers(pod).flatMap(({ name, state }) =>
      state?.terminated === undefined || name === 'iceoryx-install' ? [] : [[name, state.terminated.exitCode]],
    ),
  );
}

/** The last event of each pod by name. */
export function lastSights(sights: readonly Sight[]): Map<string, Sight> {
  return new Map(sights.map((sight) => [sight.pod.metadata?.name ?? '', sight]));
}

/** What the kubelet says of hooks of a pod that failed, after the pod's name. */
export async function failedHooks(bench: Bench, { metadata }: IPod): Promise<string> {
  const field = `involvedObject.uid=${metadata?.uid}`;
  const { items } = await bench.json<{ items: { reason: string; message: string }[] }>(
    'get',
    'events',
    '--field-selector',
    field,
  );
  const failed = items.filter(({ reason }) => reason === 'FailedPreStopHook' || reason === 'FailedPostStartHook');
  return [metadata?.name, ...failed.map(({ message }) => message)].join('\n');
}
