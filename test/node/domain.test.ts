import assert from 'node:assert/strict';
import test from 'ava';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { domain, member, memberPods, roudiPods } from '../../lab/operator/domains.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn, processesOf } from '../../lab/operator/pod-processes.ts';
import { containers, exitCodes, isReady, PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { TwoNodes } from '../../lab/operator/two-nodes.ts';
import { endedCleanly } from '../../lab/iceoryx/samples.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';

/*
 * One domain on two nodes, with a publisher and a subscriber in pods of their own on each, in a namespace that enforces
 * Pod Security `restricted`.
 */

const ROLES = ['publisher', 'subscriber'] as const;

let place: TwoNodes;
let bench: Bench;
let home: string;
test.before(async () => {
  place = await TwoNodes.open('robots');
  ({ bench, home } = place);
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

test.serial('publishers and subscribers in pods of their own exchange samples on each of two nodes', async (t) => {
  const of = { name: 'robot', namespace: home };
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  await bench.apply(...ROLES.map((role) => member(role, of, bench.images)));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxdom/robot', '-n', home, '--timeout=180s');
  await bench.kubectl('wait', '--for=condition=Ready', ...ROLES.map((role) => `ioxd/${role}`), '--timeout=180s');
  for (const role of ROLES) {
    const pods = await memberPods(bench, role);
    t.deepEqual([...pods.keys()].toSorted(), ['node-1', 'node-2']);
    for (const pod of pods.values()) {
      (await flowing(bench, pod, role)).signal('SIGTERM');
    }
  }
  const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'robot', '-n', home);
  t.like(status, { desiredNodes: 2, readyNodes: 2, updatedNodes: 2, apps: 2 });
  t.deepEqual(
    status?.nodes?.map(({ name, roudi }) => [name, roudi]),
    [
      ['node-1', 'Ready'],
      ['node-2', 'Ready'],
    ],
  );
  for (const [role, context] of await contextsOf()) {
    t.deepEqual(context, { runAsUser: 4242, drop: ['ALL'], add: undefined }, role);
  }
});

/** Ways in which RouDi of a node can end, or be no use any more. */
const DEATHS: Record<string, (roudi: IPod, subscriber: IPod) => void> = {
  'is killed': (roudi) => assert.equal(killIn(roudi, 'roudi'), 1),
  'is stopped (SIGSTOP)': (roudi) => processesOf(roudi, 'roudi').forEach(({ pid }) => process.kill(pid, 'SIGSTOP')),
  'hangs, as an app never reads its answers,': (_, subscriber) =>
    bench.follow('exec', nameOf(subscriber), '-c', 'subscriber', '--', 'counter', 'mute'),
};

for (const [what, strike] of Object.entries(DEATHS)) {
  test.serial(
    `when RouDi of a node ${what} without an operator, its pods are restarted and others run on`,
    async (t) => {
      await bench.stopOperator();
      const before = await everyPod();
      const roudi = podOf((await roudiPods(bench, home, 'robot')).get('node-1'));
      await bench.kubectl('exec', '-n', home, nameOf(roudi), '-c', 'iceoryx-agent', '--', '/agent', 'forget');
      strike(roudi, podOf(before.get('subscriber node-1')));
      for (const role of ROLES) {
        const pod = podOf(before.get(`${role} node-1`));
        await until(`${role} is restarted`, async () => {
          const now = await bench.json<IPod>('get', 'pod', nameOf(pod));
          return isReady(now) && Object.entries(restartsOf(pod)).every(([name, n]) => (restartsOf(now)[name] ?? 0) > n);
        });
        (await flowing(bench, pod, role)).signal('SIGTERM');
      }
      const after = await everyPod();
      for (const role of ROLES) {
        const [was, is] = [before, after].map((pods) => pods.get(`${role} node-2`) ?? {}) as [IPod, IPod];
        t.deepEqual(restartsOf(is), restartsOf(was));
        t.is(after.get(`${role} node-1`)?.metadata?.uid, before.get(`${role} node-1`)?.metadata?.uid);
      }
    },
  );
}

test.serial(
  "when RouDi's pod is deleted without an operator, its apps exit first, and RouDi exits cleanly",
  async (t) => {
    const { roudi, apps } = await replacing(async (pod) => {
      await bench.kubectl('delete', 'pod', nameOf(pod), '-n', home, '--wait=false');
    });
    t.deepEqual(roudi, { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 });
    t.true(apps.every(endedCleanly), JSON.stringify(apps.map((lines) => lines.slice(-3))));
    await bench.startOperator();
  },
);

test.serial('a change of the domain replaces RouDi node by node, each after its apps', async (t) => {
  const watch = new PodWatch(bench, '--namespace', home, '-l', 'iceoryx.io/domain=robot');
  await watch.until((sights) => sights.length >= 2);
  const patch = { spec: { roudi: { segments: [{ mempools: [{ size: 2048, count: 500 }] }] } } };
  await bench.kubectl('patch', 'ioxdom', 'robot', '-n', home, '--type=merge', '-p', JSON.stringify(patch));
  await watch.until((sights) => {
    const names = new Set(sights.map(({ pod }) => nameOf(pod)));
    const last = sights.filter(
      ({ pod }, index) => sights.findLastIndex((s) => nameOf(s.pod) === nameOf(pod)) === index,
    );
    return names.size === 4 && last.filter(({ pod, type }) => type !== 'DELETED' && isReady(pod)).length === 2;
  }, 120);
  watch.close();
  const ended = new Map(
    watch.sights.filter(({ type }) => type === 'DELETED').map(({ pod }) => [nameOf(pod), exitCodes(pod)]),
  );
  t.deepEqual(
    [...ended.values()],
    [
      { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 },
      { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 },
    ],
  );
  // Never both nodes at the same time: a new pod was reported ready before the next one was ended.
  let ready = new Map<string, boolean>();
  const fewest = watch.sights.slice(2).map(({ pod, type }) => {
    const there = type !== 'DELETED' && pod.metadata?.deletionTimestamp === undefined && isReady(pod);
    ready = new Map([...ready, [nameOf(pod), there]]);
    return [...ready.values()].filter(Boolean).length;
  });
  t.true(Math.max(...fewest) >= 1);
  await bench.kubectl('wait', '--for=condition=UpToDate', 'ioxdom/robot', '-n', home, '--timeout=180s');
  for (const [key, pod] of await everyPod()) {
    (await flowing(bench, pod, key.split(' ')[0] ?? '')).signal('SIGTERM');
  }
});

test.serial('a namespace that the domain does not admit reaches neither RouDi nor its directories', async (t) => {
  const stranger = `${bench.namespace}-stranger`;
  await bench.kubectl('create', 'namespace', stranger);
  const of = { name: 'robot', namespace: home };
  await bench.applyIn(stranger, member('publisher', of, bench.images));
  await bench.kubectl('wait', '-n', stranger, '--for=condition=Stalled', 'ioxd/publisher', '--timeout=180s');
  const { items } = await bench.json<{ items: IPersistentVolumeClaim[] }>('get', 'pvc');
  const volumeName = items[0]?.spec?.volumeName;
  t.regex(volumeName ?? '', /^iceoryx\./);
  await bench.applyIn(stranger, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'mine' },
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: '',
      volumeName,
      resources: { requests: { storage: '1' } },
    },
  });
  await until('the claim reports that the volume is already bound', async () =>
    (await bench.kubectl('describe', 'pvc', 'mine', '-n', stranger)).includes('already bound'),
  );
  const claim = await bench.json<IPersistentVolumeClaim>('get', 'pvc', 'mine', '-n', stranger);
  t.is(claim.status?.phase, 'Pending');
  await bench.kubectl('delete', 'namespace', stranger, '--wait=false');
});

test.serial('a deleted domain ends after its apps and leaves no volume', async (t) => {
  const watch = new PodWatch(bench, '--namespace', home, '-l', 'iceoryx.io/domain=robot');
  await watch.until((sights) => sights.length >= 2);
  await bench.kubectl('delete', 'ioxdom', 'robot', '-n', home, '--timeout=180s');
  await watch.until((sights) => sights.filter(({ type }) => type === 'DELETED').length === 2);
  watch.close();
  for (const { pod } of watch.sights.filter(({ type }) => type === 'DELETED')) {
    t.deepEqual(exitCodes(pod), { 'iceoryx-directories': 0, 'iceoryx-roudi': 0, 'iceoryx-agent': 0 });
  }
  t.is((await everyPod()).size, 0);
  t.is((await bench.kubectl('get', 'pv,pvc', '-o', 'name')).trim(), '');
  await bench.kubectl('wait', '--for=condition=Reconciling', 'ioxd/publisher', '--timeout=180s');
});

test.serial('a process of a node that has made the directory of domains first gets no domain into it', async (t) => {
  const onNode = async (...command: string[]): Promise<string> => run(bench.cluster.wrapInNode('node-1', command));
  const plant = 'rm -rf /dev/shm/iceoryx.io; exec setpriv --reuid 1001 --regid 1001 --clear-groups sh -c';
  const planted = `mkdir -m 777 /dev/shm/iceoryx.io; ln -s /run /dev/shm/iceoryx.io/${home}`;
  await onNode('sh', '-c', `${plant} '${planted}'`);
  await bench.applyIn(home, domain('late', bench.images, { allowedNamespaces: [bench.namespace] }));
  const of = { name: 'late', namespace: home };
  await bench.apply(member('subscriber', of, bench.images, { name: 'late' }));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/late', '--timeout=180s');
  const owners = await onNode('stat', '-c', '%u %a %F', '/dev/shm/iceoryx.io', `/dev/shm/iceoryx.io/${home}/late`);
  t.deepEqual(owners.trim().split('\n'), ['0 755 directory', '0 700 directory']);
  t.regex(await onNode('ls', '-A', '/dev/shm'), /^\.iceoryx-aside-\w+$/m);
  t.is((await onNode('sh', '-c', 'ls -A /run/late /run/shm 2> /dev/null || true')).trim(), '', 'no link was followed');
  await bench.kubectl('delete', 'ioxd', 'late');
  await bench.kubectl('delete', 'ioxdom', 'late', '-n', home, '--timeout=180s');
});

function podOf(pod: IPod | undefined): IPod {
  assert(pod !== undefined, 'there is a pod on the node');
  return pod;
}

/** Pods of apps, by role and node. */
async function everyPod(): Promise<Map<string, IPod>> {
  const all = await Promise.all(ROLES.map(async (role) => [role, await memberPods(bench, role)] as const));
  return new Map(all.flatMap(([role, pods]) => [...pods].map(([node, pod]) => [`${role} ${node}`, pod] as const)));
}

/** Users and capabilities of all running containers, those of RouDi and its agent included. */
async function contextsOf(): Promise<[string, object][]> {
  const pods = [...(await everyPod()).values(), ...(await roudiPods(bench, home, 'robot')).values()];
  return pods.flatMap(({ spec }) =>
    [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])]
      .filter(({ name }) => name !== 'iceoryx-directories')
      .map(({ name, securityContext }): [string, object] => [
        name,
        {
          runAsUser: securityContext?.runAsUser ?? spec?.securityContext?.runAsUser,
          drop: securityContext?.capabilities?.drop,
          add: securityContext?.capabilities?.add,
        },
      ]),
  );
}

/** Ends RouDi's pod of node-1. Returns how it and the apps ended, once samples flow again. */
async function replacing(end: (pod: IPod) => Promise<void>): Promise<{
  roudi: Record<string, number>;
  apps: (readonly string[])[];
}> {
  const roudi = podOf((await roudiPods(bench, home, 'robot')).get('node-1'));
  const apps = await Promise.all(
    ROLES.map(async (role) => {
      const pod = podOf((await memberPods(bench, role)).get('node-1'));
      const log = bench.follow('logs', '-f', '--tail=1', nameOf(pod), '-c', role);
      await log.until(({ stdout }) => stdout.length > 0);
      return { role, pod, log };
    }),
  );
  const watch = new PodWatch(bench, '--namespace', home, `--field-selector=metadata.name=${nameOf(roudi)}`);
  await watch.until((sights) => sights.length > 0);
  await end(roudi);
  await watch.until((sights) => sights.at(-1)?.type === 'DELETED');
  watch.close();
  await Promise.all(apps.map(({ log }) => log.exitCode));
  for (const { role, pod } of apps) {
    (await flowing(bench, pod, role)).signal('SIGTERM');
  }
  const last = watch.sights.findLast(({ pod }) => containers(pod).some(({ state }) => state?.terminated));
  return { roudi: exitCodes(last?.pod ?? roudi), apps: apps.map(({ log }) => log.stdout) };
}
