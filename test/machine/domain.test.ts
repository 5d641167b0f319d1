/** An IceoryxDomain with pods of its own on the machine, and a sweep of leftovers there. */
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxSweep } from '../../src/api/iceoryx-sweep.generated.ts';
import { until } from '../../lab/host/until.ts';
import type { Image } from '../../lab/images/image.ts';
import { buildOperator } from '../../lab/images/foreign-operator.ts';
import { domain, member, memberPods, podOn, roudiPods } from '../../lab/operator/domains.ts';
import { MACHINE, MACHINE_NODE, onMachine, openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { isReady } from '../../lab/operator/pod-watch.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { makeSweepsNamespace, sweepingWith } from '../../lab/operator/two-nodes.ts';

const ROLES = ['publisher', 'subscriber'] as const;

let operator: Image;
let bench: Bench;
let home: string;
test.before(async (t) => {
  t.timeout(30 * 60_000, 'machine and image are built on first use');
  operator = await buildOperator(MACHINE, t.log);
  bench = await openOnMachine('robots', sweepingWith(operator.reference));
  home = `${bench.namespace}-domain`;
  await bench.kubectl('create', 'namespace', home);
  await bench.cluster.load(operator.archive);
  await makeSweepsNamespace(bench);
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
});
test.after.always(async () => {
  await bench.kubectl('delete', 'namespace', home, '--wait=false');
  await bench.close();
});

test.serial('two pods exchange samples through the RouDi of the node, and restart when it is killed', async (t) => {
  t.timeout(15 * 60_000);
  const of = { name: 'robot', namespace: home };
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  await bench.apply(...ROLES.map((role) => member(role, of, bench.images, { replicas: 1 })));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxdom/robot', '-n', home, '--timeout=240s');
  await bench.kubectl('wait', '--for=condition=Ready', ...ROLES.map((role) => `ioxd/${role}`), '--timeout=240s');
  const before = await Promise.all(ROLES.map(async (role) => podOn(await memberPods(bench, role), MACHINE_NODE)));
  for (const [index, role] of ROLES.entries()) {
    (await flowing(bench, before[index] ?? podOn(new Map()), role)).signal('SIGTERM');
  }

  const roudi = podOn(await roudiPods(bench, home, 'robot'), MACHINE_NODE);
  await onMachine(bench, `kill -KILL $(pidof iox-roudi)`);
  for (const [index, role] of ROLES.entries()) {
    const pod = before[index] ?? podOn(new Map());
    await until(`${role} is restarted`, async () => {
      const now = await bench.json<IPod>('get', 'pod', nameOf(pod));
      return isReady(now) && Object.entries(restartsOf(pod)).every(([name, n]) => (restartsOf(now)[name] ?? 0) > n);
    });
    (await flowing(bench, pod, role)).signal('SIGTERM');
  }
  const after = podOn(await roudiPods(bench, home, 'robot'), MACHINE_NODE);
  t.is(after.metadata?.uid, roudi.metadata?.uid);
});

test.serial(
  'a sweep removes what a killed app left on the node, but nothing in use and nothing that a RouDi may return to',
  async (t) => {
    t.timeout(15 * 60_000);
    const script =
      'iox-roudi -m off & roudi=$!; until [ -S /tmp/roudi ]; do sleep 0.1; done; sleep 1; ' +
      'touch /tmp/started; until [ -e /tmp/over ]; do sleep 0.1; done; kill -KILL $roudi; rm /tmp/started /tmp/over';
    const app =
      'until [ -e /tmp/started ]; do sleep 0.1; done; counter publisher --name former & sleep 3; ' +
      'kill -KILL $!; wait; touch /tmp/over';
    await bench.applyIn(home, wreck({ roudi: script, app }));
    await until(
      'the pod that leaves files behind has ended',
      async () => (await bench.json<IPod>('get', 'pod', 'wreck', '-n', home)).status?.phase === 'Succeeded',
    );
    await bench.kubectl('delete', 'pod', 'wreck', '-n', home, '--wait=true');
    const files =
      'cd /; ls -d dev/shm/iceoryx_mgmt dev/shm/root tmp/roudi tmp/former tmp/former.lock 2>/dev/null || true';
    t.is((await onMachine(bench, files)).trim().split('\n').length, 5);

    await bench.apply({
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxSweep',
      metadata: { name: 'all' },
      spec: { quietPeriodSeconds: 2, dryRun: false },
    });
    let seen = '';
    await until(
      'the run is over',
      async () => {
        const { status } = await bench.json<IceoryxSweep>('get', 'ioxsweep', 'all');
        seen = JSON.stringify(status);
        return status?.run?.completionTime !== undefined;
      },
      { timeoutSeconds: 400, seen: () => seen },
    );
    const { status } = await bench.json<IceoryxSweep>('get', 'ioxsweep', 'all');
    t.like(status?.run?.nodes, { chosen: 1, swept: 1 }, JSON.stringify(status));
    t.deepEqual(
      (await onMachine(bench, files)).trim().split('\n'),
      ['dev/shm/iceoryx_mgmt', 'dev/shm/root', 'tmp/roudi'],
      'what the RouDi of a domain could return to stays',
    );
    for (const role of ROLES) {
      const pod = podOn(await memberPods(bench, role), MACHINE_NODE);
      (await flowing(bench, pod, role)).signal('SIGTERM');
    }
    await bench.kubectl('delete', 'ioxsweep', 'all');
    await onMachine(bench, 'rm /dev/shm/iceoryx_mgmt /dev/shm/root /tmp/roudi');
  },
);

/** A pod with a RouDi and an app in the node's own directories, like processes of the machine. */
function wreck({ roudi, app }: { readonly roudi: string; readonly app: string }): IPod {
  const places = { shm: '/dev/shm', tmp: '/tmp' };
  const volumeMounts = Object.entries(places).map(([name, mountPath]) => ({ name, mountPath }));
  const container = (name: string, image: Image, script: string) => ({
    name,
    image: image.reference,
    command: ['sh', '-c', script],
    volumeMounts,
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'wreck' },
    spec: {
      restartPolicy: 'Never',
      hostPID: true,
      terminationGracePeriodSeconds: 1,
      containers: [container('roudi', bench.images.roudi, roudi), container('app', bench.images.counter, app)],
      volumes: Object.entries(places).map(([name, path]) => ({ name, hostPath: { path } })),
    },
  };
}
