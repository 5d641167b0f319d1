import test from 'ava';
import { stat } from 'node:fs/promises';
import type { ILease } from 'kubernetes-models/coordination.k8s.io/v1/Lease';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxSweep } from '../../src/api/iceoryx-sweep.generated.ts';
import { buildTool } from '../../lab/cluster/binaries.ts';
import { type Cluster, down, up } from '../../lab/cluster/cluster.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { buildImages, type ImageSet } from '../../lab/images/build.ts';
import type { Image } from '../../lab/images/image.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import { HelmRelease, isReady, lifeOf, podsOf, RELEASE } from '../../lab/operator/helm-release.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { apps as containersOf, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const CHART = 'helm/iceoryx-operator';
/** The previous version of the chart, as it was packaged. Its operator is not available here, so it runs none. */
const CHART_BEFORE = 'test/node/charts/iceoryx-operator-0.1.0.tgz';
const CLUSTER = `${NODE_TIER}-chart`;

let cluster: Cluster;
let images: ImageSet['images'];
let roudi: Image;
let operator: Image;
let release: HelmRelease;
let apps: Kubectl;

test.before(async (t) => {
  t.timeout(30 * 60_000, 'helm and the image are built on first use');
  const helm = await buildTool('helm', silent);
  operator = await buildTarget('operator');
  roudi = await buildTarget('roudi');
  ({ images } = await buildImages());
  cluster = await up({ name: CLUSTER, mode: 'node' });
  for (const { archive } of [operator, roudi, ...Object.values(images)]) {
    await cluster.load(archive);
  }
  release = await HelmRelease.open(cluster, helm, images.agent);
  apps = new Kubectl(cluster, 'default');
});
test.after.always(async () => down(CLUSTER));

test.serial('the chart passes lint, renders the same bytes each time, and refuses unknown values', async (t) => {
  // A helm that is built from its module says that it is made for Kubernetes 1.20.
  const offline = [CHART, '--kube-version', '1.33.0'];
  t.regex(await release.helm('lint', '--strict', ...offline), /0 chart\(s\) failed/);
  t.is(await release.helm('template', RELEASE, ...offline), await release.helm('template', RELEASE, ...offline));
  await t.throwsAsync(release.helm('template', RELEASE, ...offline, '--set', 'replica=3'), { message: /replica/ });
  await t.throwsAsync(release.helm('template', RELEASE, CHART, '--kube-version', '1.32.0'), { message: /1\.33/ });
});

test('the image of the operator is small', async (t) => {
  // Layers of a docker-archive are not compressed.
  t.true((await stat(operator.archive)).size < 250e6);
});

test.serial('install: two replicas in a namespace that enforces restricted, and a pod with samples', async (t) => {
  await release.install(CHART_BEFORE, operator, 'replicas=0');
  await release.upgrade(CHART, operator);
  t.is((await release.operatorPods()).filter(isReady).length, 2);
  await apply(pubsub('app', images, undefined, { roudi: { image: roudi.reference } }));
  await samplesIn('app');
  const [pod] = await release.operatorPods();
  const look = 'flock --version && ls /app/cache/*/* >/dev/null && ! touch /app/x && cat "$1"';
  const sbom = ['exec', pod?.metadata?.name ?? '', '--', 'sh', '-ec', look, 'sh', '/app/sbom.spdx.json'];
  t.regex(await release.system.run(sbom), /^flock from util-linux.*"spdxVersion".*"name": "undici"/s);
  for (const { metadata } of await release.operatorPods()) {
    const log = await release.system.run(['logs', metadata?.name ?? '']);
    t.notRegex(log, /forbidden/i, log);
  }
});

test.serial('pods of any workload that ask by a label have RouDi, and samples flow', async (t) => {
  await apply(iceoryxProfile());
  await apply(asking('labelled'));
  await apps.run(['rollout', 'status', 'deployment/labelled', '--timeout=180s']);
  await samplesOf('deploy/labelled');
  const [pod] = await podsOf(apps, 'app=labelled');
  t.deepEqual(
    pod?.spec?.initContainers?.map(({ name }) => name),
    ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi'],
  );
});

test.serial('when the leader is deleted, another operator takes over, and each pod that asks is created', async (t) => {
  const leader = await holder();
  await release.system.run(['delete', 'pod', leader, '--wait=false']);
  const { metadata, spec } = asking('labelled').spec.template;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, generateName: 'pod-' }, spec };
  const create = ['create', '-f', '-', '--dry-run=server', '-o', 'name'];
  await until('there is another leader, and the first has gone', async () => {
    await apps.run(create, { input: JSON.stringify(pod) });
    return (await holder()) !== leader && (await release.system.get(`pod/${leader}`)) === undefined;
  });
  await apps.run(['scale', 'ioxd/app', '--replicas=2']);
  await until('two pods are ready', async () => (await appPods()).filter(isReady).length === 3);
  await apps.run(['scale', 'ioxd/app', '--replicas=1']);
  await until('one pod is left', async () => (await appPods()).length === 2);
  t.pass();
});

test.serial('sweep.enabled makes a namespace for the Jobs, and a sweep reports the files of the node', async (t) => {
  const before = (await appPods()).map(lifeOf);
  const sweeping = ['sweep.enabled=true', 'sweep.trustPidNamespace=true'];
  const notes = await release.upgrade(CHART, operator, 'log.level=debug', 'networkPolicy.enabled=true', ...sweeping);
  t.regex(notes, /kubectl explain iceoryxdeployment\.spec/);
  const jobs = new Kubectl(cluster, 'iceoryx-sweeps');
  const namespace = await jobs.get<INamespace>('namespace/iceoryx-sweeps');
  t.is(namespace?.metadata?.labels?.['pod-security.kubernetes.io/enforce'], 'privileged');

  const sweep = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxSweep', metadata: { name: 'all' } };
  await apply({ ...sweep, spec: { quietPeriodSeconds: 1 } });
  await apps.run(['wait', '--for=condition=Ready', 'ioxsweep/all', '--timeout=180s']);
  const { status } = (await apps.get<IceoryxSweep>('ioxsweep/all')) ?? {};
  t.like(status?.run, { dryRun: true, nodes: { chosen: 1, swept: 1, summary: '1/1' } }, JSON.stringify(status));
  t.true((status?.run?.totals.live ?? 0) > 0, 'the segments of the app are found in use');
  const [pod] = await podsOf(jobs, 'iceoryx.io/sweep=all');
  t.is(pod?.spec?.containers[0]?.image, operator.reference);
  const log = await jobs.run(['logs', pod?.metadata?.name ?? '']);
  t.regex(log, /^iceoryx_mgmt .* iox-roudi\[\d+\] in default\/app-.* live +in use$/m);

  await apps.run(['wait', '--for=condition=Ready', 'ioxd/app', '--timeout=180s']);
  t.deepEqual((await appPods()).map(lifeOf), before);
  await apps.run(['delete', 'ioxsweep/all', '--wait']);
});

test.serial('rollback, uninstall and install again touch no running pod', async (t) => {
  const before = (await appPods()).map(lifeOf);
  await release.rollback(1);
  t.deepEqual((await appPods()).map(lifeOf), before);
  await release.upgrade(CHART, operator);
  t.deepEqual((await appPods()).map(lifeOf), before);

  const { message } = await t.throwsAsync(release.uninstall());
  t.regex(
    message,
    /still manages 1 IceoryxDeployment and 1 IceoryxProfile:\s+IceoryxDeployment default\/app, 1 pod\n\s+IceoryxProfile default\/any, 1 pod\n/,
  );
  t.regex(message, /helm uninstall iceoryx-operator --namespace iceoryx-system --no-hooks/);
  t.is((await release.operatorPods()).filter(isReady).length, 2, 'nothing was uninstalled');

  await release.uninstall('--no-hooks');
  await until('the operator is gone', async () => (await release.operatorPods()).length === 0);
  t.deepEqual((await appPods()).map(lifeOf), before);
  t.truthy(await apps.get('ioxd/app'), 'the API and its objects stay');

  await release.install(CHART, operator, `roudi.defaultImage=${roudi.reference}`);
  await apps.run(['wait', '--for=condition=Ready', 'ioxd/app', '--timeout=180s']);
  t.deepEqual((await appPods()).map(lifeOf), before);
});

test.serial('an object without a RouDi gets the default one, for its user too; then all can be removed', async (t) => {
  const object = pubsub('other', images, undefined, {
    template: { spec: { securityContext: { runAsUser: 1000 }, containers: containersOf(images) } },
  });
  const { image: _, ...own } = object.spec.roudi ?? {};
  await apply({ ...object, spec: { ...object.spec, roudi: own } });
  await samplesIn('other');
  await apps.run(['delete', 'ioxd,ioxprofile,deployment', '--all', '--wait']);
  await until('the pods are gone', async () => (await podsOf(apps, '')).length === 0);
  await release.uninstall();
  await until('the operator is gone', async () => (await release.operatorPods()).length === 0);
  await apply(asking('unserved'));
  const [pod] = await until('a pod that asks is created as it is', async () => {
    const pods = await podsOf(apps, 'app=unserved');
    return pods.length > 0 && pods;
  });
  t.is(pod?.spec?.initContainers, undefined);
});

async function apply(object: object): Promise<void> {
  await apps.run(['apply', '-f', '-'], { input: JSON.stringify(object) });
}

async function samplesIn(name: string): Promise<void> {
  await apps.run(['wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s']);
  await samplesOf(`deploy/${name}`);
}

async function samplesOf(workload: string): Promise<void> {
  const logs = ['logs', workload, '-c', 'subscriber'];
  await until(`samples flow in ${workload}`, async () => samples((await apps.run(logs)).split('\n')).length > 3);
}

function iceoryxProfile(): object {
  const { roudi: own } = pubsub('any', images, undefined, { roudi: { image: roudi.reference } }).spec;
  return { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name: 'any' }, spec: { roudi: own } };
}

/** A Deployment whose pods ask for RouDi. */
function asking(name: string) {
  const template = {
    metadata: { labels: { app: name, 'iceoryx.io/profile': 'any' } },
    spec: { containers: containersOf(images) },
  };
  const spec = { selector: { matchLabels: { app: name } }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec };
}

/** Of an IceoryxDeployment, and of a Deployment that asks. */
async function appPods(): Promise<IPod[]> {
  return [...(await podsOf(apps, 'iceoryx.io/deployment=app')), ...(await podsOf(apps, 'app=labelled'))];
}

/** The pod that leads. */
async function holder(): Promise<string> {
  const lease = await release.system.get<ILease>(`lease/${RELEASE}`);
  const identity = lease?.spec?.holderIdentity ?? '';
  const pod = (await release.operatorPods()).find(({ metadata }) => identity.startsWith(metadata?.name ?? '?'));
  if (pod?.metadata?.name === undefined) {
    throw new Error(`no operator pod leads, the holder is '${identity}'`);
  }
  return pod.metadata.name;
}
