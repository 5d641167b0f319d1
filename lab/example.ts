/**
 * What the lab can do, as another operator's tests would use it; README.md beside this file explains it step by step.
 * `node lab/example.ts`, as root; `--keep` leaves the cluster up.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, up } from './cluster/cluster.ts';
import { Kubectl } from './cluster/kubectl.ts';
import { progressTo } from './cluster/progress.ts';
import { clusterOfCheckout } from './host/checkout.ts';
import { Program } from './host/program.ts';
import { until } from './host/until.ts';
import { requirePackages } from './images/debian-packages.ts';
import { writeDockerArchive } from './images/docker-archive.ts';
import { layOut } from './images/rootfs.ts';

const IMAGE = 'localhost/example/greeter:1';
const progress = progressTo(process.stderr);
const started = performance.now();
const say = (line: string): void => progress.line(`${((performance.now() - started) / 1000).toFixed(1)} s  ${line}`);

/** An image with busybox, in a file as `docker save` writes it. */
async function makeImage(work: string): Promise<string> {
  await requirePackages(['busybox-static'], progress.update);
  const [root, between, archive] = [join(work, 'root'), join(work, 'between'), join(work, 'greeter.tar')];
  await Promise.all([mkdir(root), mkdir(between)]);
  await layOut(root, { programs: ['/bin/busybox'], links: { sh: 'busybox', sleep: 'busybox', echo: 'busybox' } });
  const about = { reference: IMAGE, title: 'greeter', version: '1', command: ['/bin/sh'] };
  await writeDockerArchive(root, between, about, archive);
  return archive;
}

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'greetings.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Greeting', plural: 'greetings', singular: 'greeting' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

/** A minimal operator: a pod for each Greeting. Yours may be a program in any language. */
const OPERATOR = `
echo watching
kubectl get greetings --watch --output jsonpath='{.metadata.name}{"\\n"}' | while read -r name; do
  kubectl run "$name" --image=${IMAGE} --image-pull-policy=Never -- sh -c 'echo hello; sleep 1000000'
done`;

function startOperator(cluster: Cluster): Program {
  const [command = '', ...args] = cluster.wrap(['setpriv', '--pdeathsig', 'KILL', 'sh', '-c', OPERATOR]);
  return new Program(spawn(command, args));
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly restartCount: number;
      readonly containerID?: string;
    }[];
  };
}

async function example(cluster: Cluster, work: string): Promise<void> {
  await cluster.load(await makeImage(work));
  say(`loaded ${IMAGE}`);

  const kubectl = new Kubectl(cluster);
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(DEFINITION) });
  await kubectl.run(['wait', '--for=condition=Established', 'crd/greetings.example.com', '--timeout=60s']);
  say('the definition is served');

  const operator = startOperator(cluster);
  await operator.until(({ stdout }) => stdout.includes('watching'));

  const pods = new Map<string, Pod>();
  const watch = kubectl.watch<Pod>(['pods'], ({ type, object }) => {
    if (type === 'ADDED' || type === 'MODIFIED') pods.set(object.metadata.name, object);
  });
  const container = () => pods.get('moin')?.status.containerStatuses?.[0];

  const greeting = { apiVersion: 'example.com/v1', kind: 'Greeting', metadata: { name: 'moin' } };
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(greeting) });
  await until('the operator made a pod, and it is ready', () => container()?.ready);
  say(`the pod says: ${(await kubectl.run(['logs', 'moin'])).trim()}`);

  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no node that is on');
  const before = container()?.containerID;
  await cluster.powerOff(node.name);
  say(`${node.name} has no power`);
  await cluster.powerOn(node.name);
  await until('the pod is ready again', () => container()?.ready === true && container()?.containerID !== before);
  say(`the pod is ready again, after ${container()?.restartCount} restart`);

  watch.stop();
  operator.signal('SIGTERM');
}

const work = await mkdtemp(join(tmpdir(), 'lab-example-'));
const cluster = await up({ name: clusterOfCheckout('example'), mode: 'node', nodes: 1, progress });
try {
  await example(cluster, work);
} finally {
  await rm(work, { recursive: true, force: true });
  if (!process.argv.includes('--keep')) {
    await cluster.down();
    say('nothing is left');
  }
}
