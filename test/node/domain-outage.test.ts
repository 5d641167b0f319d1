/**
 * Nodes that fail under a domain: without power, short of memory, shut down gracefully. Meanwhile the objects report
 * it, then samples flow again, and the other node is not affected. Two real nodes, restricted apps.
 */
import { readdirSync } from 'node:fs';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { domain, member, memberPods, podOn, roudiPods } from '../../lab/operator/domains.ts';
import { killKubelet, reconfigureKubelet } from '../../lab/cluster/kubelet.ts';
import { Logind } from '../../lab/cluster/logind.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { containers, exitCodes, isReady, PodWatch, type Sight } from '../../lab/operator/pod-watch.ts';
import type { Program } from '../../lab/host/program.ts';
import { flowing, restartsOf } from '../../lab/operator/renewal.ts';
import { rootOf, TwoNodes } from '../../lab/operator/two-nodes.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

const ROLES = ['publisher', 'subscriber'] as const;
/** kube-proxy, which both nodes need, runs on the other one. */
const NODE = 'node-2';
const OTHER = 'node-1';

let place: TwoNodes;
let bench: Bench;
let home: string;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image is built on first use');
  place = await TwoNodes.openSweeping('outage');
  ({ bench, home } = place);
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
  const of = { name: 'robot', namespace: home };
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  await bench.apply(...ROLES.map((role) => member(role, of, bench.images)));
  await bench.kubectl('wait', '--for=condition=Ready', ...ROLES.map((role) => `ioxd/${role}`), '--timeout=180s');
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

test.serial('a node that loses power has RouDi and apps again when it is back', async (t) => {
  t.timeout(480_000);
  const witness = await Witness.of();
  const before = await all(NODE);
  await bench.cluster.powerOff(NODE);
  await nodeSays(/^the node is not ready: Kubelet stopped posting node status/, 'NodeNotReady');
  await domainSays({ type: 'RouDiReady', status: 'False', message: /node-2: the node is not/ });
  await bench.cluster.powerOn(NODE);
  await flowOn(NODE);
  const after = await all(NODE);
  t.deepEqual(
    after.map(({ metadata }) => metadata?.uid),
    before.map(({ metadata }) => metadata?.uid),
    'the kubelet has started the same pods again',
  );
  t.deepEqual(
    after.flatMap(containerIds).filter((id) => before.flatMap(containerIds).includes(id)),
    [],
    'all of their containers are new',
  );
  await domainSays({ type: 'NodesClean', status: 'True' });
  await sameLeft();
  await witness.noticedNothing(t);
});

test.serial('files of apps evicted for lack of memory are swept, and the apps return with the memory', async (t) => {
  t.timeout(480_000);
  const stubborn = member('publisher', { name: 'robot', namespace: home }, bench.images, {
    name: 'stubborn',
    replicas: 1,
    args: ['--ignore-sigterm'],
    termination: { appStopSeconds: 2 },
  });
  const { template } = stubborn.spec;
  const spec = { ...template.spec, nodeSelector: { 'kubernetes.io/hostname': NODE } };
  await bench.apply({ ...stubborn, spec: { ...stubborn.spec, template: { ...template, spec } } });
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/stubborn', '--timeout=180s');
  const witness = await Witness.of();
  const roudi = podOn(await roudiPods(bench, home, 'robot'), NODE);
  const restore = await reconfigureKubelet(bench.cluster, NODE, {
    // Without it the kubelet does not measure the memory by which it decides.
    localStorageCapacityIsolation: true,
    evictionSoft: { 'memory.available': '1Pi' },
    evictionSoftGracePeriod: { 'memory.available': '1s' },
    // Like a kubelet that cannot wait.
    evictionMaxPodGracePeriod: 1,
  });
  t.teardown(restore);
  for (const name of [...ROLES, 'stubborn']) {
    await fault(name, 'EndedByNode', /The node was low on resource: memory/);
  }
  // Apps that come back have the same names. And a node that stays short of memory ends the sweep too, where that takes
  // longer than the 10 s of a kubelet between two evictions.
  await bench.kubectl('cordon', NODE);
  restore();
  await killKubelet(bench.cluster, NODE);
  await until('the files of the killed pod are removed', () => !left(NODE).includes('tmp/stubborn'), {
    timeoutSeconds: 180,
    seen: () => left(NODE).join(' '),
  });
  await domainSays({ type: 'NodesClean', status: 'True', reason: 'Removed' });
  await bench.kubectl('uncordon', NODE);
  await flowOn(NODE);
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/stubborn', '--timeout=180s');
  t.deepEqual(restartsOf(podOn(await roudiPods(bench, home, 'robot'), NODE)), restartsOf(roudi), 'RouDi stayed');
  await witness.noticedNothing(t);
  await bench.kubectl('delete', 'ioxd', 'stubborn');
});

test.serial('a graceful node shutdown ends apps before RouDi, and all of them cleanly', async (t) => {
  t.timeout(480_000);
  const witness = await Witness.of();
  const logind = await Logind.start(bench.cluster, NODE);
  const restore = await reconfigureKubelet(bench.cluster, NODE, {
    shutdownGracePeriod: '50s',
    shutdownGracePeriodCriticalPods: '10s',
  });
  t.teardown(restore);
  await logind.inhibited();
  await flowOn(NODE);
  const roudi = new Last(podOn(await roudiPods(bench, home, 'robot'), NODE));
  const apps = await Promise.all(
    ROLES.map(async (role) => {
      const pod = podOn(await memberPods(bench, role), NODE);
      return { role, log: await flowing(bench, pod, role), last: new Last(pod) };
    }),
  );
  await Promise.all([roudi, ...apps.map(({ last }) => last)].map(async (last) => last.isWatched));
  await logind.shutdown();
  const end = await roudi.end();
  t.deepEqual(exitCodes(end), { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 });
  for (const { role, log, last } of apps) {
    const pod = await last.end();
    t.deepEqual(exitCodes(pod), { 'iceoryx-agent': 0, [role]: 0 });
    t.true(finished(pod, role) <= finished(end, 'iceoryx-agent'), `${role} ended before RouDi was asked to`);
    await log.exitCode;
    t.true(endedCleanly(log.stdout), role);
  }
  await nodeSays(/^the node is not ready: .*shutting down/, 'NodeNotReady');
  await bench.cluster.powerOff(NODE);
  restore();
  await bench.cluster.powerOn(NODE);
  await flowOn(NODE);
  await sameLeft();
  await witness.noticedNothing(t);
});

/** The pods on the node that is not affected. */
class Witness {
  readonly #before: readonly IPod[];
  readonly #log: Program;

  private constructor(before: readonly IPod[], log: Program) {
    this.#before = before;
    this.#log = log;
  }

  static async of(): Promise<Witness> {
    await flowOn(OTHER);
    const before = await all(OTHER);
    return new Witness(before, await flowing(bench, podOn(await memberPods(bench, 'subscriber'), OTHER), 'subscriber'));
  }

  async noticedNothing(t: ExecutionContext): Promise<void> {
    const identity = (pod: IPod) => [pod.metadata?.uid, restartsOf(pod)];
    t.deepEqual((await all(OTHER)).map(identity), this.#before.map(identity));
    const count = this.#log.stdout.length;
    await this.#log.until(({ stdout }) => stdout.length > count + 3);
    t.deepEqual(lost(samples(this.#log.stdout)), []);
    this.#log.signal('SIGTERM');
  }
}

/** RouDi's pod on a node, and those of the apps. */
async function all(node: string): Promise<IPod[]> {
  const apps = await Promise.all(ROLES.map(async (role) => podOn(await memberPods(bench, role), node)));
  return [podOn(await roudiPods(bench, home, 'robot'), node), ...apps];
}

/** Samples flow in the apps of a node. */
async function flowOn(node: string): Promise<void> {
  for (const role of ROLES) {
    const pod = await until(
      `${role} is ready on ${node}`,
      async () => {
        const now = (await memberPods(bench, role)).get(node);
        return now !== undefined && isReady(now) && now;
      },
      { timeoutSeconds: 120 },
    );
    (await flowing(bench, pod, role)).signal('SIGTERM');
  }
}

/** What is in the directories of the domain on a node. */
function left(name: string): string[] {
  const node = bench.cluster.nodes.find((each) => each.name === name);
  return ['shm', 'tmp'].flatMap((part) =>
    readdirSync(`${node === undefined ? '' : rootOf(node)}/dev/shm/iceoryx.io/${home}/robot/${part}`)
      .map((name) => `${part}/${name}`)
      .toSorted(),
  );
}

/** Waits until the node has the same files of the domain as the other one. */
async function sameLeft(): Promise<void> {
  await until('the same files are on both nodes', () => left(NODE).join() === left(OTHER).join(), {
    timeoutSeconds: 180,
    seen: () => `${left(NODE).join(' ')} and ${left(OTHER).join(' ')}`,
  });
}

/** Waits for a condition of the domain. */
async function domainSays(wanted: {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: RegExp;
}): Promise<void> {
  let seen: unknown;
  await until(
    `${wanted.type} of the domain is ${wanted.status}`,
    async () => {
      const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'robot', '-n', home);
      const found = status?.conditions?.find(({ type }) => type === wanted.type);
      seen = found;
      return (
        found?.status === wanted.status &&
        (wanted.reason ?? found.reason) === found.reason &&
        (wanted.message ?? /^/).test(found.message)
      );
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

/** Waits until the domain reports this about the node. */
async function nodeSays(message: RegExp, roudi: string): Promise<void> {
  let seen: unknown;
  await until(
    `the domain says of ${NODE} ${message}`,
    async () => {
      const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'robot', '-n', home);
      const node = status?.nodes?.find(({ name }) => name === NODE);
      seen = status?.nodes;
      return node?.roudi === roudi && message.test(node.message ?? '');
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

/** Waits for a fault of an IceoryxDeployment. */
async function fault(name: string, reason: string, message: RegExp): Promise<void> {
  let seen: unknown;
  await until(
    `${name} says ${reason}`,
    async () => {
      const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', name);
      const found = status?.conditions?.find(({ type }) => type === 'FaultFree');
      seen = found;
      return found?.reason === reason && message.test(found.message);
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}

/** A pod that is about to end. */
class Last {
  readonly #watch: PodWatch;
  /** Settles when the watch has started: what happens from then on is seen. */
  readonly isWatched: Promise<void>;

  constructor({ metadata }: IPod) {
    const { name = '', namespace = '' } = metadata ?? {};
    this.#watch = new PodWatch(bench, '--namespace', namespace, `--field-selector=metadata.name=${name}`);
    this.isWatched = this.#watch.until((sights) => sights.length > 0);
  }

  /** The first state of the pod in which all containers have ended. */
  async end(): Promise<IPod> {
    const find = (sights: readonly Sight[]) =>
      sights.find(({ pod }) => containers(pod).every(({ state }) => state?.terminated !== undefined))?.pod;
    await this.#watch.until((sights) => find(sights) !== undefined);
    this.#watch.close();
    return find(this.#watch.sights) as IPod;
  }
}

/** When a container ended, in milliseconds since 1970. */
function finished(pod: IPod, container: string): number {
  const found = containers(pod).find(({ name }) => name === container);
  return Date.parse(String(found?.state?.terminated?.finishedAt));
}

function containerIds(pod: IPod): string[] {
  return containers(pod).map(({ containerID }) => containerID ?? '');
}
