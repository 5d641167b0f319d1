import { diagnose } from '../../../iceoryx/diagnose.ts';
import type { Finding } from '../../../iceoryx/messages.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { KubeClient } from '../../../kube/client.ts';
import { objectKey } from '../../../kube/object.ts';
import type { End, ObservedContainer, ObservedPod } from '../observed-pod.ts';
import type { LookedAt } from './fault.ts';
import { unreadyTooLongFrom } from './faults.ts';
import { Heard } from './heard.ts';
import type { KubeletWords } from './kubelet-words.ts';
import { readEvents } from './read-events.ts';
import type { Read, ReadQueue } from './read-queue.ts';
import { hasLog, type Run, runsToRead } from './runs.ts';
import { readTail, TAIL_LINES } from './tail.ts';

export interface LogSamplerOptions {
  readonly client: Pick<KubeClient, 'list' | 'log'>;
  readonly queue: ReadQueue;
  /** Requeues the owner once a log or Event was read that changes what is known. */
  readonly enqueue: (key: string) => void;
}

/** Minimum interval between reads of a running container's log, and between reads of a pod's Events. */
const SAMPLE_EVERY_MS = 60_000;
/** Limit of reads remembered per pod, as its containers may end over and over. */
const MOST_READ = 100;

/**
 * Reads the last lines that RouDi and apps wrote: in pods that are not Ready, those of running containers, and in any
 * pod those of each run that ended recently. It reads the kubelet's Events of pods that do not start, and of pods in
 * which a probe may have ended a container. It never blocks a reconcile. It needs the rights to get `pods/log` and to
 * list Events; if one is missing, it stops reading those for good.
 */
export class LogSampler {
  readonly #options: LogSamplerOptions;
  readonly #heard = new Heard();
  readonly #said = new Map<string, readonly KubeletWords[]>();
  /** When each log or Event list was last read or queued, by pod uid and by what was read. */
  readonly #read = new Map<string, Map<string, number>>();

  constructor(options: LogSamplerOptions) {
    this.#options = options;
  }

  /** What was inspected, for the message if nothing was found. */
  get lookedAt(): LookedAt {
    return this.#options.queue.may('logs') ? 'logs' : 'no right to logs';
  }

  /** Queues reads of the logs and Events that are worth reading. */
  sample(key: string, pods: readonly ObservedPod[], release: Release): void {
    const now = Date.now();
    for (const pod of pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)) {
      const isUnready = (unreadyTooLongFrom(pod) ?? Infinity) <= now;
      for (const container of pod.containers.filter(({ role }) => role === 'roudi' || role === 'app')) {
        for (const run of runsToRead(container, isUnready, now)) {
          const what = `${container.name} ${run.began} ${run.ended === undefined ? 'runs' : 'ended'}`;
          this.#once('logs', pod, what, run.ended === undefined ? SAMPLE_EVERY_MS : Infinity, async () =>
            this.#readLog(key, pod, container, run, release),
          );
        }
      }
      if (isUnready && pod.noSandbox === true) {
        this.#once('events', pod, 'events', SAMPLE_EVERY_MS, async () => this.#readEvents(key, pod));
      }
      for (const { name, end } of endsByProbe(pod, now)) {
        this.#once('events', pod, `events ${name} ${end.finishedAt}`, Infinity, async () => this.#readEvents(key, pod));
      }
    }
  }

  /** Findings in the log of the container's run that started at that time. */
  heardIn({ metadata }: ObservedPod, container: string, began: number): readonly Finding[] {
    return this.#heard.of(metadata.uid ?? '', container, began);
  }

  /** Events of the kubelet about a pod, as of the last read. */
  kubeletSays({ metadata }: ObservedPod): readonly KubeletWords[] {
    return this.#said.get(metadata.uid ?? '') ?? [];
  }

  /** Drops the state kept for a deleted pod. */
  forget({ metadata }: Pick<ObservedPod, 'metadata'>): void {
    const uid = metadata.uid ?? '';
    this.#heard.forget(uid);
    this.#said.delete(uid);
    this.#read.delete(uid);
  }

  async #readLog(
    key: string,
    pod: ObservedPod,
    { name, role }: ObservedContainer,
    { began, previous }: Run,
    release: Release,
  ): Promise<void> {
    const options = { container: name, tailLines: TAIL_LINES, previous };
    const said = await readTail(this.#options.client, objectKey(pod), options);
    const { uid = '' } = pod.metadata;
    if ((role !== 'roudi' && role !== 'app') || !this.#read.has(uid)) {
      return;
    }
    const findings = diagnose({ output: said.join('\n'), release, role });
    this.#heard.add(uid, name, began, findings);
    if (findings.length > 0) {
      this.#options.enqueue(key);
    }
  }

  async #readEvents(key: string, pod: ObservedPod): Promise<void> {
    const { uid = '' } = pod.metadata;
    const said = await readEvents(this.#options.client, pod);
    if (said.length > 0 && this.#read.has(uid)) {
      this.#said.set(uid, said);
      this.#options.enqueue(key);
    }
  }

  /** Queues a read, unless it was done within that many milliseconds, or the queue does not take it. */
  #once(read: Read, pod: ObservedPod, what: string, everyMs: number, task: () => Promise<void>): void {
    const { uid = '' } = pod.metadata;
    const done = this.#read.get(uid) ?? new Map<string, number>();
    const now = performance.now();
    const before = done.get(what);
    if ((before !== undefined && now - before <= everyMs) || !this.#options.queue.add(read, pod, what, task)) {
      return;
    }
    this.#read.set(uid, done.set(what, now));
    if (done.size > MOST_READ) {
      [...done.keys()].slice(0, done.size - MOST_READ).forEach((old) => done.delete(old));
    }
  }
}

/** Ends that a probe may have caused. */
function endsByProbe({ containers }: ObservedPod, now: number): { name: string; end: End }[] {
  return containers.flatMap(({ name, isProbed, end, lastEnd }) => {
    const last = end ?? lastEnd;
    return isProbed === true && last !== undefined && hasLog(last, now) ? [{ name, end: last }] : [];
  });
}
