import { setTimeout as delay } from 'node:timers/promises';
import type { Kubectl, Running } from '../lab/cluster/kubectl.ts';
import type { Condition, ContainerStatus, IceoryxDeployment, Pod } from './objects.ts';
import { containersOf } from './objects.ts';
import { Samples } from './samples.ts';

/** The visible state of shared memory within a pod. */
export type Memory = {
  /** RouDi's process, undefined while there is none. */
  readonly roudi: number | undefined;
  readonly segments: readonly Segment[];
  /** Contents of the volume, including deleted but mapped segments; undefined if the image has no df. */
  readonly usedBytes: number | undefined;
};

export type Segment = { readonly inode: string; readonly name: string; readonly bytes: number };

const LOOK_MS = 400;

// The container link has RouDi's image, with a shell, and sees RouDi's processes and memory.
const LOOK = `read -r pid < /tmp/.iceoryx-roudi && [ -d "/proc/$pid" ] && echo "roudi $pid"
ls -lni /dev/shm
df -kP /dev/shm 2> /dev/null | tail -n 1`;

/** Follows one IceoryxDeployment and its pod: everything that the demonstration shows or checks. */
export class Observer {
  readonly samples = new Samples();
  /** Last JSON line of each app container. */
  readonly lastEvents = new Map<string, string>();
  deployment: IceoryxDeployment | undefined;
  /** The pod as it is or, once it is gone, as it was last. */
  pod: Pod | undefined;
  /** When the pod's end was seen, by `performance.now()`. */
  podGoneAt: number | undefined;
  memory: Memory | undefined;
  readonly #kubectl: Kubectl;
  readonly #running: Running[] = [];
  #stopped = false;

  /** @param apps names of the app containers, whose logs are followed. */
  constructor(kubectl: Kubectl, name: string, apps: readonly string[]) {
    this.#kubectl = kubectl;
    this.#running.push(
      kubectl.watch<IceoryxDeployment>(['ioxd', name], ({ object }) => (this.deployment = object)),
      kubectl.watch<Pod>(['pod', '--selector', `iceoryx.io/deployment=${name}`], ({ type, object }) => {
        if (this.pod?.metadata.uid !== object.metadata.uid) this.#follow(object.metadata.name, apps);
        this.pod = object;
        this.podGoneAt = type === 'DELETED' ? performance.now() : undefined;
      }),
    );
    void this.#look();
  }

  get containers(): readonly ContainerStatus[] {
    return this.pod === undefined ? [] : containersOf(this.pod);
  }

  /** Whether the pod's condition Ready is True. */
  get podReady(): boolean {
    return this.podGoneAt === undefined && conditionOf(this.pod, 'Ready')?.status === 'True';
  }

  get deploymentReady(): boolean {
    return conditionOf(this.deployment, 'Ready')?.status === 'True';
  }

  /** The condition Stalled if it is True: waiting does not help. */
  get stalled(): Condition | undefined {
    const condition = conditionOf(this.deployment, 'Stalled');
    return condition?.status === 'True' ? condition : undefined;
  }

  /** How far the pod's start is, in a few words. */
  get progress(): string {
    const { containers } = this;
    const ready = containers.filter((container) => container.ready).map(({ name }) => name);
    return containers.length === 0 ? 'no pod yet' : `${ready.length} of ${containers.length} containers are ready`;
  }

  /** In words, for the message of a failure. */
  describe(): string {
    const { metadata } = this.pod ?? {};
    const conditions = [conditionOf(this.deployment, 'Ready'), this.stalled].filter((one) => one !== undefined);
    const told = conditions.map(({ type, status, reason, message }) => `${type}=${status} (${reason}: ${message})`);
    const containers = this.containers.map(({ name, state, restartCount }) => {
      const [[what, details] = ['unknown', undefined]] = Object.entries(state ?? {});
      return `${name} ${details?.reason ?? what}, ${restartCount} restarts`;
    });
    return [
      `IceoryxDeployment: ${told.join(', ') || 'no status yet'}`,
      metadata === undefined ? 'no pod' : `pod ${metadata.name}: ${containers.join('; ') || 'no container yet'}`,
      `samples: last ${this.samples.last?.number ?? 'none'}`,
    ].join('\n');
  }

  stop(): void {
    this.#stopped = true;
    for (const running of this.#running) running.stop();
  }

  #follow(pod: string, apps: readonly string[]): void {
    if (this.#stopped) return;
    for (const app of apps) {
      this.#running.push(
        this.#kubectl.logs(pod, app, (line, writtenAt) => {
          if (!line.startsWith('{')) return;
          this.lastEvents.set(app, line);
          if (app === apps.at(-1)) this.samples.take(JSON.parse(line) as Record<string, unknown>, writtenAt);
        }),
      );
    }
  }

  async #look(): Promise<void> {
    while (!this.#stopped) {
      const { pod } = this;
      const link = this.containers.find(({ name }) => name === 'link');
      const there = pod !== undefined && this.podGoneAt === undefined && link?.state?.running !== undefined;
      this.memory = there
        ? await this.#kubectl
            .run(['exec', pod.metadata.name, '--container', 'link', '--', 'sh', '-c', LOOK])
            .then(parseLook, () => undefined)
        : undefined;
      await delay(LOOK_MS);
    }
  }
}

function conditionOf(object: Pod | IceoryxDeployment | undefined, wanted: string) {
  return object?.status?.conditions?.find(({ type }) => type === wanted);
}

function parseLook(output: string): Memory {
  const rows = output.split('\n').map((line) => line.trim().split(/\s+/));
  const roudi = rows.find(([word]) => word === 'roudi')?.[1];
  // inode, mode, links, uid, gid, bytes, month, day, time, name
  const segments = rows
    .filter((row) => row.length >= 10 && row[1]?.startsWith('-'))
    .map((row) => ({ inode: row[0] ?? '', name: row.slice(9).join(' '), bytes: Number(row[5]) }));
  const usage = rows.find((row) => row.at(-1) === '/dev/shm' && row.length === 6);
  return {
    roudi: roudi === undefined ? undefined : Number(roudi),
    segments,
    usedBytes: usage === undefined ? undefined : Number(usage[2]) * 1024,
  };
}
