import { diagnose, type Finding } from '../../../iceoryx/diagnose.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { KubeClient } from '../../../kube/client.ts';
import { isForbidden } from '../../../kube/errors.ts';
import { objectKey } from '../../../kube/object.ts';
import type { Log } from '../../../runtime/log.ts';
import type { ObservedContainer, ObservedPod } from '../observed-pod.ts';
import { unreadyTooLongFrom } from './faults.ts';

export interface LogSamplerOptions {
  readonly client: Pick<KubeClient, 'log'>;
  readonly log: Log;
  /** Has an object looked at again because something was heard. */
  readonly enqueue: (key: string) => void;
}

const TAIL_LINES = 100;
const LIMIT_BYTES = 32 * 1024;
const TIMEOUT_MS = 5_000;
/** A container's log is read so often at most. */
const SAMPLE_EVERY_MS = 60_000;
/** Logs come through the kubelets: a few at a time, whatever happens to how many pods. */
const CONCURRENCY = 2;
const MOST_WAITING = 100;

interface Heard {
  readonly at: number;
  readonly findings: readonly Finding[];
}

/**
 * Reads the last lines that RouDi and apps wrote, of pods that are not Ready only: what a program that runs complains of,
 * and what one said that ended without a termination message. Never makes a reconcile wait. Needs the right to get
 * `pods/log`, and is silent for good without it.
 */
export class LogSampler {
  readonly #options: LogSamplerOptions;
  readonly #heard = new Map<string, Map<string, Heard>>();
  readonly #waiting: (() => Promise<void>)[] = [];
  #running = 0;
  #isForbidden = false;

  constructor(options: LogSamplerOptions) {
    this.#options = options;
  }

  /** Has logs read that are worth it. */
  sample(key: string, pods: readonly ObservedPod[], release: Release): void {
    for (const pod of pods.filter((each) => isWorthALook(each))) {
      for (const container of pod.containers.filter(hasSomethingToSay)) {
        const before = this.#heardOf(pod).get(container.name);
        const now = performance.now();
        if ((before === undefined || now - before.at > SAMPLE_EVERY_MS) && !this.#isForbidden) {
          this.#heardOf(pod).set(container.name, { at: now, findings: before?.findings ?? [] });
          this.#later(() => this.#read(key, pod, container, release));
        }
      }
    }
  }

  /** What was found the last time. */
  findingsOf({ metadata }: ObservedPod, container: string): readonly Finding[] {
    return this.#heard.get(metadata.uid ?? '')?.get(container)?.findings ?? [];
  }

  /** The pod is gone. */
  forget({ metadata }: ObservedPod): void {
    this.#heard.delete(metadata.uid ?? '');
  }

  async #read(
    key: string,
    pod: ObservedPod,
    { name, role, waiting }: ObservedContainer,
    release: Release,
  ): Promise<void> {
    const { client, log, enqueue } = this.#options;
    try {
      const said: string[] = [];
      const options = {
        container: name,
        tailLines: TAIL_LINES,
        limitBytes: LIMIT_BYTES,
        previous: waiting !== undefined,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      };
      for await (const line of client.log(objectKey(pod), options)) {
        said.push(line);
      }
      const heard = this.#heard.get(pod.metadata.uid ?? '');
      if (heard === undefined || (role !== 'roudi' && role !== 'app')) {
        return;
      }
      const findings = diagnose({ output: said.join('\n'), release, role });
      heard.set(name, { at: heard.get(name)?.at ?? performance.now(), findings });
      if (findings.length > 0) {
        enqueue(key);
      }
    } catch (error) {
      if (isForbidden(error) && !this.#isForbidden) {
        this.#isForbidden = true;
        log.info('logs are not looked into: there is no right to get pods/log', { error });
      } else {
        log.debug('a log cannot be read', { pod: objectKey(pod), container: name, error });
      }
    }
  }

  #heardOf({ metadata }: ObservedPod): Map<string, Heard> {
    const uid = metadata.uid ?? '';
    const heard = this.#heard.get(uid) ?? new Map<string, Heard>();
    this.#heard.set(uid, heard);
    return heard;
  }

  #later(task: () => Promise<void>): void {
    if (this.#waiting.length < MOST_WAITING) {
      this.#waiting.push(task);
      this.#next();
    }
  }

  #next(): void {
    const task = this.#running < CONCURRENCY ? this.#waiting.shift() : undefined;
    if (task !== undefined) {
      this.#running++;
      void task().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}

function isWorthALook(pod: ObservedPod): boolean {
  return pod.metadata.deletionTimestamp === undefined && (unreadyTooLongFrom(pod) ?? Infinity) <= Date.now();
}

function hasSomethingToSay({ role, runningSince, waiting, restarts }: ObservedContainer): boolean {
  return (
    (role === 'roudi' || role === 'app') && (runningSince !== undefined || (waiting !== undefined && restarts > 0))
  );
}
