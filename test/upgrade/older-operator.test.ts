/**
 * Upgrade from the previous chart, with its operator actually running, and back. Run by `npm test -- upgrade` only: it
 * builds that operator's image from the commit, which a shallow clone does not have.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { buildTool } from '../../lab/cluster/binaries.ts';
import { type Cluster, down, up } from '../../lab/cluster/cluster.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { buildImages, type ImageSet } from '../../lab/images/build.ts';
import type { Image } from '../../lab/images/image.ts';
import { buildFormerOperator, buildTarget, checkOut } from '../../lab/images/dockerfile.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { HelmRelease, isReady, lifeOf, podsOf } from '../../lab/operator/helm-release.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { apps as containersOf, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const CHART = 'helm/iceoryx-operator';
/** Commit of the last release: its chart, and the operator that is built from it. */
const COMMIT_BEFORE = '7b6dd37af22de76435ae1197424336b22797af6c';
const CLUSTER = clusterOfCheckout('test-upgrade');
/** Pods of several kinds: a change of the pod's shape may affect one and not another. */
const OBJECTS = ['plain', 'numbered', 'sized'] as const;

let cluster: Cluster;
let images: ImageSet['images'];
let chartBefore: string;
let before: Image;
let now: Image;
let release: HelmRelease;
let apps: Kubectl;

test.before(async (t) => {
  t.timeout(30 * 60_000, 'the images are built on first use');
  const helm = await buildTool('helm', silent);
  chartBefore = join(await mkdtemp(join(tmpdir(), 'iceoryx-chart-')), CHART);
  await checkOut(COMMIT_BEFORE, join(chartBefore, '../..'), CHART);
  before = await buildFormerOperator(COMMIT_BEFORE, t.log);
  now = await buildTarget('operator', t.log);
  ({ images } = await buildImages());
  cluster = await up({ name: CLUSTER, mode: 'node' });
  for (const { archive } of [before, now, ...Object.values(images)]) {
    await cluster.load(archive);
  }
  release = await HelmRelease.open(cluster, helm, images.agent);
  apps = new Kubectl(cluster, 'default');
});
test.after.always(async () => {
  await down(CLUSTER);
  await rm(join(chartBefore, '../..'), { recursive: true, force: true });
});

function objects(): Record<(typeof OBJECTS)[number], IceoryxDeployment> {
  const containers = containersOf(images);
  return {
    plain: pubsub('plain', images),
    numbered: pubsub('numbered', images, undefined, {
      template: { spec: { securityContext: { runAsUser: 1000, runAsGroup: 1000 }, containers } },
    }),
    sized: pubsub('sized', images, undefined, {
      replicas: 2,
      termination: { appStopSeconds: 5 },
      sharedMemory: { headroomPercent: 20 },
      roudi: {
        segments: [
          {
            mempools: [
              { size: 128, count: 100 },
              { size: 65_536, count: 4 },
            ],
          },
        ],
      },
    }),
  };
}

async function apply(items: readonly object[]): Promise<void> {
  await apps.run(['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
}

async function appPods(): Promise<IPod[]> {
  const pods = await podsOf(apps, `iceoryx.io/deployment in (${OBJECTS.join()})`);
  return pods.toSorted((a, b) => (a.metadata?.name ?? '').localeCompare(b.metadata?.name ?? ''));
}

const lives = async (): Promise<unknown[]> => (await appPods()).map(lifeOf);

async function count(pod: IPod): Promise<number> {
  return samples((await apps.run(['logs', pod.metadata?.name ?? '', '-c', 'subscriber'])).split('\n')).length;
}

/** Asserts that every pod is the same and that samples continue in each. */
async function untouched(t: ExecutionContext, known: unknown[], what: string): Promise<void> {
  t.deepEqual(await lives(), known, what);
  for (const pod of await appPods()) {
    const seen = await count(pod);
    await until(`samples continue in ${pod.metadata?.name} ${what}`, async () => (await count(pod)) > seen);
  }
}

/** Waits until the operator that leads now has carried out a change and reported it. */
async function carriesOut(name: string, replicas: number): Promise<void> {
  await apps.run(['scale', `ioxd/${name}`, `--replicas=${replicas}`]);
  await until(`${name} has ${replicas} pods`, async () => {
    const pods = await podsOf(apps, `iceoryx.io/deployment=${name}`);
    const object = await apps.get<IceoryxDeployment>(`ioxd/${name}`);
    const isTold = object?.status?.observedGeneration === object?.metadata.generation;
    return isTold && pods.length === replicas && pods.every(isReady);
  });
}

const conditionOf = async (name: string, wanted: string) =>
  (await apps.get<IceoryxDeployment>(`ioxd/${name}`))?.status?.conditions?.find(({ type }) => type === wanted);

test.serial('upgrade, rollback and upgrade again, with the operators of both versions at work', async (t) => {
  t.timeout(10 * 60_000);
  await release.install(chartBefore, before);
  await apply([...Object.values(objects()), pubsub('older', images)]);
  for (const name of OBJECTS) {
    await apps.run(['wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=60s']);
  }
  await until('sized has two pods', async () => (await appPods()).filter(isReady).length === 4);
  const known = await lives();

  await release.upgrade(CHART, now);
  t.true((await release.operatorPods()).filter(isReady).length === 2);
  await carriesOut('older', 2);
  await untouched(t, known, 'after the upgrade');
  for (const name of OBJECTS) {
    await apps.run(['wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=60s']);
    t.log(name, (await conditionOf(name, 'UpToDate'))?.reason);
  }

  // An object that is changed now gets today's shape, and keeps it when the older operator is back.
  const { numbered } = objects();
  await apply([{ ...numbered, spec: { ...numbered.spec, termination: { appStopSeconds: 7 } } }]);
  await until('numbered has a new pod', async () => {
    const pods = await podsOf(apps, 'iceoryx.io/deployment=numbered');
    return pods.length === 1 && pods.every(isReady) && !known.some((life) => isSame(life, pods[0]));
  });
  t.is((await conditionOf('numbered', 'UpToDate'))?.status, 'True');
  await apply([pubsub('newer', images)]);
  await carriesOut('newer', 1);
  const mixed = await lives();

  await release.rollback(1);
  await carriesOut('older', 1);
  await carriesOut('newer', 2);
  await untouched(t, mixed, 'after the rollback');

  await release.upgrade(CHART, now);
  await carriesOut('older', 2);
  await carriesOut('newer', 1);
  await untouched(t, mixed, 'after the second upgrade');

  await apps.run(['delete', 'ioxd', '--all', '--wait']);
  await until('the pods are gone', async () => (await podsOf(apps, 'iceoryx.io/deployment')).length === 0);
  await release.uninstall();
});

function isSame(life: unknown, pod: IPod | undefined): boolean {
  return JSON.stringify(life).includes(pod?.metadata?.uid ?? '?');
}
