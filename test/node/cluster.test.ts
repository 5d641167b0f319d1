import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { attach, down, up } from '../../lab/cluster/cluster.ts';
import type { Cluster } from '../../lab/cluster/cluster.ts';
import { stateDirectory } from '../../lab/cluster/parameters.ts';
import { pauseImage } from '../../lab/cluster/pause.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { run } from '../../lab/host/run.ts';
import { leftovers } from '../../lab/cluster/teardown.ts';

const name = clusterOfCheckout('test-nodes');
const cli = join(import.meta.dirname, '../../lab/cluster/main.ts');

/** Mounts of test/iceoryx/sweep-directory.test.ts, which may run at the same time. */
const OF_ANOTHER_TEST = /^(?:domain|strange) /;

/** State of the machine that a cluster could change, without packet counters and times. */
async function machine(): Promise<object> {
  const rules = (await run(['iptables-save'])).split('\n').filter((line) => /^[*-]/.test(line));
  return {
    links: readdirSync('/sys/class/net'),
    namespaces: existsSync('/run/netns') ? readdirSync('/run/netns') : [],
    mounts: readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .filter((line) => !OF_ANOTHER_TEST.test(line)),
    rules,
  };
}

function processesIn(pidNamespace: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    try {
      return readlinkSync(`/proc/${entry}/ns/pid`) === pidNamespace;
    } catch {
      return false;
    }
  });
}

/** Calls `find` until it returns something, for at most a minute. */
async function eventually<T>(what: string, find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const found = await find();
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error(`waited a minute for ${what} in vain`);
}

async function kubectl(cluster: Cluster, ...args: readonly string[]): Promise<string> {
  return run(cluster.wrap(['kubectl', ...args]));
}

// kubectl is the one program at hand that needs nothing but itself: it writes files, serves and asks.
function pod(node: string): object {
  const program = { image: pauseImage, imagePullPolicy: 'Never' };
  const volumeMounts = [
    { name: 'binaries', mountPath: '/binaries' },
    { name: 'shm', mountPath: '/host-shm' },
  ];
  const write = ['/binaries/kubectl', 'config', 'set-cluster', 'any', `--kubeconfig=/host-shm/written-on-${node}`];
  const serve = ['/binaries/kubectl', 'proxy', '--address=0.0.0.0', '--accept-hosts=.*', '--port=8001'];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: node },
    spec: {
      nodeName: node,
      terminationGracePeriodSeconds: 0,
      volumes: [
        { name: 'binaries', hostPath: { path: '/run/binaries' } },
        { name: 'shm', hostPath: { path: '/dev/shm' } },
      ],
      initContainers: [{ ...program, name: 'write', command: write, volumeMounts }],
      containers: [{ ...program, name: 'serve', command: serve, volumeMounts }],
    },
  };
}

async function assertNothingLeft(t: ExecutionContext, pidNamespace: string, before: object): Promise<void> {
  t.deepEqual(leftovers(name), []);
  t.deepEqual(processesIn(pidNamespace), []);
  t.deepEqual(await machine(), before);
}

test.before(async () => down(name));
test.after.always(async () => down(name));

test.serial('two nodes have a /dev/shm each, and their pods reach each other and the API server', async (t) => {
  const before = await machine();
  const cluster = await up({ name, nodes: 2 });
  const pidNamespace = readlinkSync(`/proc/${cluster.init}/ns/pid`);
  const nodes = JSON.parse(await kubectl(cluster, 'get', 'nodes', '-o', 'json')) as {
    items: { metadata: { name: string }; status: { conditions: { type: string; status: string }[] } }[];
  };
  const ready = nodes.items.filter(({ status }) =>
    status.conditions.some((c) => c.type === 'Ready' && c.status === 'True'),
  );
  t.deepEqual(ready.map(({ metadata }) => metadata.name).sort(), ['node-1', 'node-2']);

  for (const node of ['node-1', 'node-2']) {
    const manifest = JSON.stringify(pod(node));
    await run(cluster.wrap(['sh', '-c', 'echo "$1" | kubectl create -f -', 'sh', manifest]));
  }
  await kubectl(cluster, 'wait', '--for=condition=Ready', 'pod/node-1', 'pod/node-2', '--timeout=180s');

  for (const node of cluster.nodes) {
    t.deepEqual(readdirSync(`/proc/${node.pid}/root/dev/shm`), [`written-on-${node.name}`]);
    const seenInside = await run(cluster.wrapInNode(node.name, ['ls', '/dev/shm']));
    t.is(seenInside, `written-on-${node.name}\n`);
  }
  t.false(existsSync('/dev/shm/written-on-node-1'));

  // Within the pod kubectl knows only its service account and the address of the service "kubernetes".
  const whoami = await kubectl(cluster, 'exec', 'node-2', '--', '/binaries/kubectl', 'auth', 'whoami', '-o', 'json');
  t.regex(whoami, /system:serviceaccount:default:default/);
  t.is(
    await kubectl(cluster, 'exec', 'node-2', '--', '/binaries/kubectl', 'auth', 'can-i', 'get', 'secrets').catch(
      () => 'no\n',
    ),
    'no\n',
  );

  for (const [from, to] of [
    ['node-1', 'node-2'],
    ['node-2', 'node-1'],
  ] as const) {
    const address = await kubectl(cluster, 'get', 'pod', to, '-o', 'jsonpath={.status.podIP}');
    const ask = ['/binaries/kubectl', `--server=http://${address}:8001`, 'get', '--raw', '/version'];
    t.regex(await kubectl(cluster, 'exec', from, '--', ...ask), /"gitVersion"/);
  }

  const again = await up({ name, nodes: 2 });
  t.is(again.init, cluster.init, 'a second up keeps the cluster');

  await down(name);
  await assertNothingLeft(t, pidNamespace, before);
  await down(name);
});

test.serial('a killed supervisor takes everything down with it, containers included', async (t) => {
  const before = await machine();
  const cluster = await up({ name });
  const pidNamespace = readlinkSync(`/proc/${cluster.init}/ns/pid`);
  await run(cluster.wrap(['sh', '-c', 'echo "$1" | kubectl create -f -', 'sh', JSON.stringify(pod('node-1'))]));
  await kubectl(cluster, 'wait', '--for=condition=Ready', 'pod/node-1', '--timeout=180s');
  const supervisor = readFileSync(`/proc/${cluster.init}/task/${cluster.init}/children`, 'utf8').split(' ').map(Number);
  const [first = 0] = supervisor;
  t.regex(readFileSync(`/proc/${first}/cmdline`, 'utf8'), /supervisor\.ts/);

  process.kill(first, 'SIGKILL');
  await eventually('the namespace is empty', () => (processesIn(pidNamespace).length === 0 ? true : undefined));
  t.is(await attach(name), undefined);
  await down(name);
  await assertNothingLeft(t, pidNamespace, before);
});

test.serial('an up whose caller is killed half-way is ended by down and replaced by up', async (t) => {
  const before = await machine();
  const interrupted = async () => {
    const caller = spawn(process.execPath, [cli, 'up', '--name', name], { stdio: 'ignore' });
    await eventually('there is a log of the API server', () =>
      existsSync(join(stateDirectory(name), 'logs/kube-apiserver.log')) ? true : undefined,
    );
    caller.kill('SIGKILL');
    await once(caller, 'exit');
  };

  await interrupted();
  await down(name);
  t.deepEqual(leftovers(name), []);
  t.deepEqual(await machine(), before);

  await interrupted();
  const cluster = await up({ name });
  const pidNamespace = readlinkSync(`/proc/${cluster.init}/ns/pid`);
  t.is(cluster.nodes.length, 1);
  await cluster.down();
  await assertNothingLeft(t, pidNamespace, before);
});
