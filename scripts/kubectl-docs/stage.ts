import manifest from '../../package.json' with { type: 'json' };
import { buildTool } from '../../lab/cluster/binaries.ts';
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { Kubectl, type Reach } from '../../lab/cluster/kubectl.ts';
import { ctr } from '../../lab/cluster/node.ts';
import type { Progress } from '../../lab/cluster/progress.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';
import { buildImages, type ImageSet } from '../../lab/images/build.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import type { Image } from '../../lab/images/image.ts';
import { HelmRelease } from '../../lab/operator/helm-release.ts';
import { AGENT_IMAGE } from '../../src/commands/usage.ts';
import { left } from './left.ts';
import { objectsOf } from './objects.ts';

export const CLUSTER = 'docs';
/** Pages show names as readers have them, and not those of the lab. */
const REGISTRY = 'registry.example.com/iceoryx';
/** Nodes are containers of this machine, whose processes see each other. */
const VALUES = ['sweep.enabled=true', 'sweep.trustPidNamespace=true'];
const PATIENCE = '--timeout=5m';

/** Brings up a cluster with the chart, and with objects of which some are well and some are not. */
export async function setUp(progress: Progress): Promise<Cluster> {
  const helm = await buildTool('helm', progress);
  const operator = await buildTarget('operator', progress.update);
  const { images } = await buildImages({ log: progress.update });
  const cluster = await up({ name: CLUSTER, mode: 'node', nodes: 2, progress });
  const named = await Promise.all(
    Object.entries(images).map(
      async ([name, image]) => [name, await load(cluster, image, nameOf(name, image))] as const,
    ),
  );
  const shown = Object.fromEntries(named) as ImageSet['images'];
  progress.line('installing the chart');
  const release = await HelmRelease.open(cluster, helm, shown.agent);
  const operatorName = `${REGISTRY}/iceoryx-operator:${manifest.version}`;
  await release.install('helm/iceoryx-operator', await load(cluster, operator, operatorName), ...VALUES);
  progress.line('creating objects');
  for (const [namespace, objects] of Object.entries(objectsOf(shown))) {
    await apply(new Kubectl(cluster), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await apply(new Kubectl(cluster, namespace), ...objects);
  }
  const tools = new Kubectl(cluster, 'tools');
  // Too late: the webhook is asked when a pod is created.
  await tools.run(['label', 'pod/plain', 'iceoryx.io/profile=any']);
  await left(tools, shown);
  await recovery(new Kubectl(cluster, 'default'));
  return cluster;
}

function nameOf(name: string, { reference }: Image): string {
  return name === 'agent'
    ? `${REGISTRY}/${AGENT_IMAGE.split('/').at(-1)}`
    : `${REGISTRY}/${reference.split('/').at(-1)}`;
}

async function load(cluster: Cluster, { archive, reference, ...rest }: Image, name: string): Promise<Image> {
  await cluster.load(archive);
  for (const node of cluster.nodes) {
    await run(cluster.wrapInNode(node.name, [...ctr, 'images', 'tag', '--force', reference, name]));
  }
  return { ...rest, archive, reference: name };
}

async function apply(kubectl: Kubectl, ...objects: readonly object[]): Promise<void> {
  for (const object of objects) {
    await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(object) });
  }
}

/** RouDi of one object dies, and its pod is healed in place. */
async function recovery(kubectl: Kubectl): Promise<void> {
  for (const condition of ['AppsConnected', 'Ready']) {
    await kubectl.run(['wait', `--for=condition=${condition}`, 'ioxd/hello', PATIENCE]);
  }
  const kill = ['--container', 'iceoryx-roudi', '--', 'sh', '-c', 'kill -9 "$(pidof iox-roudi)"'];
  await kubectl.run(['exec', 'deployment/hello', ...kill]);
  await until('the pod of hello is healed in place', async () => {
    const { items } = await kubectl.json<{ items: readonly { reason?: string }[] }>('get', 'events.events.k8s.io');
    return items.some(({ reason }) => reason === 'RestartedInPlace');
  });
}

/** Waits until the objects are as pages show them. */
export async function settled(reach: Reach): Promise<void> {
  const expected = {
    default: ['condition=Ready ioxd/hello', 'condition=FaultFree=False ioxd/broken', 'condition=Stalled ioxd/refused'],
    robot: ['condition=Ready ioxdom/shared', 'condition=Ready ioxd/publisher', 'condition=Ready ioxd/subscriber'],
    tools: ['condition=AllInjected=False ioxprofile/any'],
  };
  for (const [namespace, conditions] of Object.entries(expected)) {
    const kubectl = new Kubectl(reach, namespace);
    for (const condition of conditions) {
      await kubectl.run(['wait', PATIENCE, ...`--for=${condition}`.split(' ')]);
    }
  }
  await new Kubectl(reach, 'default').run(['rollout', 'status', 'statefulset/labelled', PATIENCE]);
}
