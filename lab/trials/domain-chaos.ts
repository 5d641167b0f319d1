import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { RELEASES, releaseOfImage } from '../../src/iceoryx/release.ts';
import { domain, member, roudiPods } from '../operator/domains.ts';
import type { Bench } from '../operator/node-cluster.ts';
import { appProcesses, killApp, killIn, type PodProcess, processesOf } from '../operator/pod-processes.ts';
import { isReady } from '../operator/pod-watch.ts';
import { randomOf } from '../host/random.ts';
import { nameOf } from '../operator/renewal.ts';
import { rootOf } from '../operator/two-nodes.ts';
import { Sweepers } from './sweepers.ts';
import { until } from '../host/until.ts';
import { Witness } from '../iceoryx/witness.ts';

const NAME = 'chaos';
/** Role of each app of a node by name. */
const APPS = { sender: 'publisher', listener: 'subscriber', second: 'subscriber' } as const;
const NAMES = Object.keys(APPS) as (keyof typeof APPS)[];
/** Pause of a sweeper between two sweeps: all nodes run on one machine and need the processor too. */
const PAUSE_MS = 200;
const RECOVERY_SECONDS = 150;

/** The pods of the domain on one node. */
interface Place {
  readonly node: string;
  readonly roudi: IPod;
  readonly apps: ReadonlyMap<string, IPod>;
}

/** A fault of a node of the domain. */
interface Fault {
  /** What the fault ends: one app, all apps, or RouDi together with its apps. */
  readonly ends: 'app' | 'apps' | 'RouDi';
  readonly strike: (chaos: Chaos, place: Place, app: string) => Promise<unknown> | number;
}

const ofPod = (place: Place, app: string): IPod => {
  const pod = place.apps.get(app);
  assert(pod !== undefined);
  return pod;
};

const FAULTS: Readonly<Record<string, Fault>> = {
  'an app is killed': { ends: 'app', strike: (_, place, app) => killApp(ofPod(place, app), app) },
  'all apps are killed': { ends: 'apps', strike: (_, { apps }) => killIn([...apps.values()], 'apps') },
  'RouDi is killed': { ends: 'RouDi', strike: (_, { roudi }) => killIn(roudi, 'roudi') },
  'RouDi and an app are killed': {
    ends: 'RouDi',
    strike: (_, place, app) => killApp(ofPod(place, app), app) + killIn(place.roudi, 'roudi'),
  },
  'RouDi and all apps are killed': {
    ends: 'RouDi',
    strike: (_, { roudi, apps }) => killIn([roudi, ...apps.values()], 'roudi', 'apps'),
  },
  'a pod is deleted': { ends: 'app', strike: async (chaos, place, app) => chaos.delete([ofPod(place, app)]) },
  'a pod is deleted in the middle of a sweep': {
    ends: 'app',
    strike: async (chaos, place, app) => {
      // This sweep sees all of the pod before the deletion and nothing of it afterwards.
      const sweep = chaos.untilSwept();
      await chaos.delete([ofPod(place, app)]);
      await sweep;
    },
  },
  'a pod is deleted by force': { ends: 'app', strike: async (chaos, place, app) => chaos.force([ofPod(place, app)]) },
  'all pods of apps are deleted by force': {
    ends: 'apps',
    strike: async (chaos, { apps }) => chaos.force([...apps.values()]),
  },
  "RouDi's pod is deleted": { ends: 'RouDi', strike: async (chaos, { roudi }) => chaos.delete([roudi]) },
  "RouDi's pod is deleted by force": { ends: 'RouDi', strike: async (chaos, { roudi }) => chaos.force([roudi]) },
};

/** Result of faults of a domain under continuous sweeps. */
export interface DomainChaosResult {
  /** Completed sweeps, and sweepers that were killed in the middle of one. */
  readonly sweeps: number;
  readonly killedSweeps: number;
  /** Files that sweeps reported as removed, and files that the witnesses saw vanish, by any cause. */
  readonly removed: number;
  readonly gone: number;
  /** Something in use was removed, a process ended without a cause, or a sweep failed. */
  readonly violations: readonly string[];
  /** What is left when the domain is gone. */
  readonly leftovers: readonly string[];
}

export interface DomainChaosOptions {
  readonly bench: Bench;
  /** Namespace of the domain. */
  readonly home: string;
  readonly faults: number;
  readonly seed: number;
  readonly onSurvived?: (what: string, seconds: number) => void;
}

/**
 * Kills and deletes RouDis, apps and pods of a domain on two nodes at random, while the operator's own sweeps and two
 * continuous sweepers remove orphans. One of the sweepers is falsely told that no RouDi returns. Witnesses report
 * whether a process loses a file. At the end the domain is deleted with everything that it owns.
 *
 * @throws if samples do not flow again on both nodes
 */
export async function domainChaos(options: DomainChaosOptions): Promise<DomainChaosResult> {
  const { bench, home, seed } = options;
  const spec = { allowedNamespaces: [bench.namespace] };
  await bench.applyIn(home, domain(NAME, bench.images, spec));
  const of = { name: NAME, namespace: home };
  await bench.apply(...NAMES.map((name) => member(APPS[name], of, bench.images, { name })));
  await bench.kubectl('wait', '--for=condition=Ready', ...NAMES.map((name) => `ioxd/${name}`), '--timeout=120s');
  const chaos = await Chaos.begin(options);
  try {
    return await chaos.run();
  } catch (error) {
    throw new Error(`seed ${seed}: ${[String(error), ...chaos.violations].join('\n')}`, { cause: error });
  } finally {
    await chaos.stop();
  }
}

class Chaos {
  readonly #options: DomainChaosOptions;
  readonly #random: () => number;
  readonly #directories: ReadonlyMap<string, string>;
  readonly #witnesses: ReadonlyMap<string, Witness>;
  readonly #sweepers: Sweepers;
  readonly #watched = new Map<string, Set<number>>();
  readonly #struck = new Set<number>();

  private constructor(
    options: DomainChaosOptions,
    directories: ReadonlyMap<string, string>,
    witnesses: ReadonlyMap<string, Witness>,
  ) {
    this.#options = options;
    this.#random = randomOf(options.seed);
    this.#directories = directories;
    this.#witnesses = witnesses;
    const directory = directoryOf(options.home);
    const words = [
      `--directories=${directory}/shm:${directory}/tmp`,
      `--pause-ms=${PAUSE_MS}`,
      ...options.bench.cluster.nodes.map(rootOf),
    ];
    this.#sweepers = new Sweepers([words, ['--no-roudi-returns', ...words]], this.#random);
  }

  static async begin(options: DomainChaosOptions): Promise<Chaos> {
    const directories = new Map(
      options.bench.cluster.nodes.map((node) => [node.name, `${rootOf(node)}${directoryOf(options.home)}`]),
    );
    const witnesses = new Map<string, Witness>();
    for (const [node, directory] of directories) {
      witnesses.set(node, await Witness.start(`${directory}/shm`, `${directory}/tmp`));
    }
    return new Chaos(options, directories, witnesses);
  }

  get violations(): string[] {
    const seen = [...this.#witnesses].flatMap(([node, { lost, died }]) => [
      ...lost.map((what) => `${node}: taken from ${what}`),
      ...died.map((pid) => `${node}: process ${pid} ended without a cause`),
    ]);
    return [...seen, ...this.#sweepers.violations];
  }

  async run(): Promise<DomainChaosResult> {
    const { bench, home, faults, onSurvived } = this.#options;
    let places = await this.#whole();
    for (let fault = 0; fault < faults; fault++) {
      const place = this.#one(places);
      const app = this.#one(NAMES);
      const [what, { ends, strike }] = this.#one(Object.entries(FAULTS));
      await this.#expect(place, ends === 'app' ? [app] : NAMES, ends === 'RouDi');
      const begin = performance.now();
      await strike(this, place, app);
      places = await this.#whole();
      onSurvived?.(`${place.node}: ${what}`, Math.round((performance.now() - begin) / 100) / 10);
      assert.deepEqual(this.violations, [], what);
    }
    await this.#sweepers.untilSwept();
    await Promise.all([...this.#witnesses.values()].map(async (witness) => witness.look()));
    const { violations } = this;
    const left = await Promise.all([...this.#witnesses.values()].map(async (witness) => witness.left()));
    await this.stop();

    await bench.kubectl('delete', ...NAMES.map((name) => `ioxd/${name}`), '--timeout=60s');
    await bench.kubectl('delete', 'ioxdom', NAME, '-n', home, '--timeout=120s');
    const selector = `iceoryx.io/domain=${NAME},iceoryx.io/domain-namespace=${home}`;
    const objects = await bench.kubectl('get', 'pv,pvc', '-A', '-l', selector, '-o', 'name');
    return {
      sweeps: this.#sweepers.sweeps,
      killedSweeps: this.#sweepers.killed,
      removed: this.#sweepers.removed,
      gone: left.reduce((sum, { gone }) => sum + gone, 0),
      violations,
      leftovers: [
        ...[...this.#directories.values()].filter((directory) => existsSync(directory)),
        ...objects.split('\n').filter((name) => name !== ''),
      ],
    };
  }

  async stop(): Promise<void> {
    await this.#sweepers.stop();
    await Promise.all([...this.#witnesses.values()].map(async (witness) => witness.close()));
  }

  async untilSwept(): Promise<void> {
    await this.#sweepers.untilSwept();
  }

  async delete(pods: readonly IPod[]): Promise<void> {
    await this.#delete(pods, '--wait=false');
  }

  async force(pods: readonly IPod[]): Promise<void> {
    await this.#delete(pods, '--force', '--grace-period=0');
  }

  async #delete(pods: readonly IPod[], ...how: readonly string[]): Promise<void> {
    const [first] = pods;
    const namespace = first?.metadata?.namespace ?? '';
    await this.#options.bench.kubectl('delete', 'pod', '-n', namespace, ...pods.map(nameOf), ...how);
  }

  #one<T>(choices: readonly T[]): T {
    const choice = choices[Math.floor(this.#random() * choices.length)];
    assert(choice !== undefined);
    return choice;
  }

  /** Expects these processes to end: they must have been replaced when the domain works again. */
  async #expect({ node, roudi, apps }: Place, names: readonly string[], withRoudi: boolean): Promise<void> {
    if (withRoudi) {
      // Each death counts as the first one, after which pods are restarted at once.
      const forgive = ['exec', nameOf(roudi), '-n', this.#options.home, '-c', 'iceoryx-agent', '--'];
      await this.#options.bench.kubectl(...forgive, '/agent', 'forget');
    }
    const processes = [
      ...(withRoudi ? processesOf(roudi, 'roudi') : []),
      ...names.flatMap((name) => appProcesses(ofPod({ node, roudi, apps }, name), name)),
    ].map(({ pid }) => pid);
    processes.forEach((pid) => {
      this.#struck.add(pid);
      this.#watched.get(node)?.delete(pid);
    });
    await this.#witnesses.get(node)?.forget(...processes);
  }

  /** Waits until samples flow on every node, and has the witnesses watch the new processes there. */
  async #whole(): Promise<Place[]> {
    const places: Place[] = [];
    for (const { name: node } of this.#options.bench.cluster.nodes) {
      const place = await this.#placeOn(node);
      for (const [name, role] of Object.entries(APPS)) {
        if (role === 'subscriber') {
          await this.#flows(ofPod(place, name), role);
        }
      }
      this.#watch(place);
      places.push(place);
    }
    // All of these processes are gone, and their numbers may be reused.
    this.#struck.clear();
    return places;
  }

  /** The pods of a node, once all of them are ready and no process runs that is expected to end. */
  async #placeOn(node: string): Promise<Place> {
    const { bench, home } = this.#options;
    let seen = '';
    return until(
      `RouDi and apps run on ${node}`,
      async () => {
        const [roudis, members] = await Promise.all([
          roudiPods(bench, home, NAME),
          bench.json<{ items: IPod[] }>('get', 'pods', '-l', `iceoryx.io/deployment in (${NAMES.join()})`),
        ]);
        const roudi = roudis.get(node);
        const apps = new Map(
          members.items
            .filter(({ spec }) => spec?.nodeName === node)
            .map((pod) => [pod.metadata?.labels?.['iceoryx.io/deployment'] ?? '', pod]),
        );
        seen = JSON.stringify(
          [roudi, ...apps.values()].map((pod) => ({ name: pod?.metadata?.name, status: pod?.status })),
        );
        const isWell =
          roudi !== undefined &&
          this.#isWell(roudi, processesOf(roudi, 'roudi')) &&
          NAMES.every((name) => {
            const pod = apps.get(name);
            return pod !== undefined && this.#isWell(pod, appProcesses(pod, name));
          });
        return isWell && { node, roudi, apps };
      },
      { timeoutSeconds: RECOVERY_SECONDS, seen: () => seen },
    );
  }

  #isWell(pod: IPod, processes: readonly PodProcess[]): boolean {
    const [only, ...others] = processes;
    const isGoing = pod.metadata?.deletionTimestamp !== undefined;
    return !isGoing && isReady(pod) && only !== undefined && others.length === 0 && !this.#struck.has(only.pid);
  }

  async #flows(pod: IPod, container: string): Promise<void> {
    const begin = Date.now();
    const words = ['logs', nameOf(pod), '-c', container, '--timestamps', '--tail=3'];
    await until(`samples flow in ${nameOf(pod)}`, async () => {
      const lines = (await this.#options.bench.kubectl(...words)).split('\n');
      return lines.some((line) => line.includes('"sample"') && Date.parse(line.split(' ')[0] ?? '') > begin);
    });
  }

  #watch({ node, roudi, apps }: Place): void {
    const { names } = RELEASES[releaseOfImage(this.#options.bench.images.roudi.reference)?.id ?? '2.0'];
    const known = this.#watched.get(node) ?? new Set<number>();
    this.#watched.set(node, known);
    const watch = (processes: readonly PodProcess[], socket: string): void =>
      processes.forEach(({ pid }) => {
        if (!known.has(pid)) {
          known.add(pid);
          this.#witnesses.get(node)?.watch(pid, `${this.#directories.get(node)}/tmp/${socket}`);
        }
      });
    watch(processesOf(roudi, 'roudi'), names.roudiSocket);
    apps.forEach((pod, name) => watch(appProcesses(pod, name), names.appSocket(name)));
  }
}

/** Directory of the domain, below the root of each node. */
function directoryOf(home: string): string {
  return `/dev/shm/iceoryx.io/${home}/${NAME}`;
}
