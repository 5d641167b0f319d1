/**
 * Pods of different versions in a domain on one node: RouDi's pod of one and pods of apps of both. Run by
 * `npm test -- upgrade` only, as the versions before are built from their commits.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { buildTool } from '../../lab/cluster/binaries.ts';
import { type Cluster, down, up } from '../../lab/cluster/cluster.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { until } from '../../lab/host/until.ts';
import { reports, samples } from '../../lab/iceoryx/samples.ts';
import { buildFormerAgent } from '../../lab/images/agent.ts';
import { buildImages, type ImageSet } from '../../lab/images/build.ts';
import { buildFormerOperator, buildTarget, checkOut } from '../../lab/images/dockerfile.ts';
import type { Image } from '../../lab/images/image.ts';
import { domain, member, memberPods, podOn, roudiPods } from '../../lab/operator/domains.ts';
import { HelmRelease, isReady } from '../../lab/operator/helm-release.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { exitCodes } from '../../lab/operator/pod-watch.ts';
import { nameOf, restartsOf } from '../../lab/operator/renewal.ts';

const CHART = 'helm/iceoryx-operator';
/** The last release, whose pods ran scripts instead of the agent. */
const COMMIT_OF_SCRIPTS = '7b6dd37af22de76435ae1197424336b22797af6c';
/** The last commit whose agent neither replaced the FIFO of a domain nor noticed that it was replaced. */
const COMMIT_OF_AGENT = '9db5c4d89d3dce5f5e7eb80393633fe1dc5a0f34';
const CLUSTER = clusterOfCheckout('test-upgrade-domain');
const HOME = 'robots';
const ROLES = ['publisher', 'subscriber'] as const;

type Role = (typeof ROLES)[number];

/** What an administrator installs. */
interface Version {
  readonly chart: string;
  readonly operator: Image;
  /** Image of the agent of its pods; absent where they run scripts. */
  readonly agent?: string;
}

let cluster: Cluster;
let images: ImageSet['images'];
let checkedOut: string;
let scripts: Version;
let earlier: Version;
let now: Version;
let release: HelmRelease;
let apps: Kubectl;

test.before(async (t) => {
  t.timeout(30 * 60_000, 'the images are built on first use');
  const helm = await buildTool('helm', silent);
  checkedOut = await mkdtemp(join(tmpdir(), 'iceoryx-chart-'));
  await checkOut(COMMIT_OF_SCRIPTS, checkedOut, CHART);
  const [before, operator] = [
    await buildFormerOperator(COMMIT_OF_SCRIPTS, t.log),
    await buildTarget('operator', t.log),
  ];
  const agent = await buildFormerAgent(COMMIT_OF_AGENT, t.log);
  ({ images } = await buildImages());
  scripts = { chart: join(checkedOut, CHART), operator: before };
  earlier = { chart: CHART, operator, agent: agent.reference };
  now = { chart: CHART, operator, agent: images.agent.reference };
  cluster = await up({ name: CLUSTER, mode: 'node' });
  for (const { archive } of [before, operator, agent, ...Object.values(images)]) {
    await cluster.load(archive);
  }
  release = await HelmRelease.open(cluster, helm, images.agent);
  apps = new Kubectl(cluster, 'default');
  await apps.run(['create', 'namespace', HOME]);
});
test.afterEach.always(async () => {
  await apps.run(['delete', 'ioxd', '--all', '--timeout=120s']);
  await apps.run(['delete', 'ioxdom', '--all', '-n', HOME, '--timeout=120s']);
  await release.uninstall();
});
test.after.always(async () => {
  await down(CLUSTER);
  await rm(checkedOut, { recursive: true, force: true });
});

for (const [what, versionBefore] of Object.entries({
  'the scripts before the agent': () => scripts,
  'an earlier agent': () => earlier,
})) {
  test.serial(`pods of ${what} and of this one share a domain, whichever of them RouDi's is`, async (t) => {
    t.timeout(10 * 60_000);
    const before = versionBefore();
    const settings = before.agent === undefined ? [] : [`agent.image=${before.agent}`];
    await release.install(before.chart, before.operator, ...settings);
    await apply(HOME, domain('robot', images, { allowedNamespaces: ['default'] }));
    await apply('default', ...ROLES.map((role) => ofRole(role, 5)));
    await areOf({ roudi: before, publisher: before, subscriber: before });

    // RouDi's pod is replaced by the upgrade, and pods of apps with the next change of their object.
    await leavesInOrder(t, async () => release.upgrade(CHART, now.operator));
    await areOf({ roudi: now, publisher: before, subscriber: before });
    await apply('default', ofRole('subscriber', 6));
    await areOf({ roudi: now, publisher: before, subscriber: now });
    await restartsAndEnds(t);
    await areOf({ roudi: now, publisher: before, subscriber: now });

    await leavesInOrder(t, async () => release.rollback(1));
    await areOf({ roudi: before, publisher: before, subscriber: now });
    await restartsAndEnds(t);
    await areOf({ roudi: before, publisher: before, subscriber: now });
  });
}

async function apply(namespace: string, ...items: object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await new Kubectl(cluster, namespace).run(['apply', '-f', '-'], { input });
}

function ofRole(role: Role, appStopSeconds: number): object {
  return member(role, { name: 'robot', namespace: HOME }, images, { replicas: 1, termination: { appStopSeconds } });
}

const roudiPod = async (): Promise<IPod> => podOn(await roudiPods(apps, HOME, 'robot'), node());
const appPod = async (role: Role): Promise<IPod> => podOn(await memberPods(apps, role), node());
const node = (): string => cluster.nodes[0]?.name ?? '';

/** Waits until the pods are Ready and of these versions, and apps get samples. */
async function areOf({ roudi, publisher, subscriber }: Readonly<Record<'roudi' | Role, Version>>): Promise<void> {
  const wanted = [roudi, publisher, subscriber].map(({ agent }) => agent ?? 'scripts').join(', ');
  let seen = '';
  await until(
    `RouDi, publisher and subscriber are of ${wanted}`,
    async () => {
      const pods = await Promise.all([roudiPod(), ...ROLES.map(appPod)]);
      seen = pods.map((pod) => `${agentOf(pod)}${isReady(pod) ? '' : ', not Ready'}`).join(', ');
      return seen === wanted;
    },
    { seen: () => seen },
  );
  await flows();
}

function agentOf({ metadata, spec }: IPod): string {
  if (metadata?.deletionTimestamp !== undefined) return 'a pod that ends';
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return all.find(({ name }) => name === 'iceoryx-agent')?.image ?? 'scripts';
}

async function flows(): Promise<void> {
  for (const role of ROLES) {
    // A log is shorter after a restart, and cannot be read during one.
    let fewest = Infinity;
    await until(`samples of ${role}`, async () => {
      const log = await apps.run(['logs', nameOf(await appPod(role)), '-c', role]);
      const count = samples(log.split('\n')).length;
      fewest = Math.min(fewest, count);
      return count > fewest;
    });
  }
}

/** RouDi dies; RouDi's pod is deleted; pods of apps are deleted, one after the other. */
async function restartsAndEnds(t: ExecutionContext): Promise<void> {
  const before = await Promise.all(ROLES.map(appPod));
  t.is(killIn(await roudiPod(), 'roudi'), 1);
  await until('the pods of apps restart in place', async () => {
    const after = await Promise.all(ROLES.map(appPod));
    return before.every((pod, index) => isRestarted(pod, after[index]));
  });
  await flows();

  await leavesInOrder(t, async () => apps.run(['delete', 'pod', nameOf(await roudiPod()), '-n', HOME]));
  await flows();

  for (const role of ROLES) {
    const pod = await appPod(role);
    const ended = await endOf(pod, async () => apps.run(['delete', 'pod', nameOf(pod)]));
    t.true(isClean(ended), `${role} ${JSON.stringify(ended)}`);
    await until(`there is another pod of ${role}`, async () => {
      const next = await appPod(role);
      return next.metadata?.uid !== pod.metadata?.uid && isReady(next);
    });
    await flows();
  }
}

function isRestarted(before: IPod, after: IPod | undefined): boolean {
  if (after === undefined || after.metadata?.uid !== before.metadata?.uid || !isReady(after)) return false;
  const now = restartsOf(after);
  return Object.entries(restartsOf(before)).every(([name, count]) => (now[name] ?? 0) > count);
}

/** Has RouDi's pod end, and asserts that the apps had ended by themselves before, and that RouDi's containers did. */
async function leavesInOrder(t: ExecutionContext, end: () => Promise<unknown>): Promise<void> {
  const logs = await Promise.all(
    ROLES.map(async (role) => {
      const lines: string[] = [];
      const running = apps.logs(nameOf(await appPod(role)), role, (line) => lines.push(line));
      await until(`the log of ${role}`, () => lines.length > 0);
      return { role, lines, running };
    }),
  );
  const ended = await endOf(await roudiPod(), end);
  t.true(isClean(ended), `RouDi's pod ${JSON.stringify(ended)}`);
  for (const { role, lines, running } of logs) {
    const last = (): string => JSON.stringify(lines.slice(-3));
    await until(`${role} has ended cleanly`, () => reports(lines, 'clean-exit').length === 1, { seen: last });
    running.stop();
  }
}

/** Exit codes of a pod's containers, once it is gone. */
async function endOf({ metadata }: IPod, end: () => Promise<unknown>): Promise<Record<string, number>> {
  let ended: Record<string, number> = {};
  let isGone = false;
  const field = `--field-selector=metadata.name=${metadata?.name}`;
  const watch = new Kubectl(cluster, metadata?.namespace).watch<IPod>(['pods', field], ({ type, object }) => {
    ended = { ...ended, ...(object.metadata?.deletionTimestamp === undefined ? {} : exitCodes(object)) };
    isGone = type === 'DELETED';
  });
  await end();
  await until(`${metadata?.name} is gone`, () => isGone);
  watch.stop();
  return ended;
}

const isClean = (ended: Record<string, number>): boolean =>
  Object.keys(ended).length > 1 && Object.values(ended).every((code) => code === 0);
