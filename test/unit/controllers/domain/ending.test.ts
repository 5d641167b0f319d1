/** What a domain that is being deleted waits for: its status names it, and the hand that is needed. */
import test from 'ava';
import { ICEORYX_DOMAINS, JOBS } from '../../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { CLAIMS, DAEMON_SETS, NODES, PODS, VOLUMES } from '../../../../src/kube/resource.ts';
import { until } from '../../../../lab/host/until.ts';
import { refusal } from '../stub-cluster.ts';
import { DomainWorld } from './world.ts';

const GONE = 'Kubelet stopped posting node status.';

function node(name: string, message?: string): KubeObject {
  const status = message === undefined ? 'True' : 'Unknown';
  return { metadata: { name }, status: { conditions: [{ type: 'Ready', status, message }] } };
}

/** A domain with a member in the namespace apps, whose claim exists. */
async function withMember(t: Parameters<DomainWorld['run']>[0], sweeps = false): Promise<DomainWorld> {
  const world = new DomainWorld();
  world.domain({ allowedNamespaces: ['apps'] });
  world.member('apps');
  world.run(t, { sweeps });
  await until('the claim exists', () => world.find(CLAIMS, 'apps/iceoryx.home.robot'));
  await until('nothing is left to be done', () => world.isIdle);
  return world;
}

/** Adds a finalizer to an object. */
function keep(world: DomainWorld, ...[resource, key, finalizer]: [...Parameters<DomainWorld['find']>, string]): void {
  const object = world.find(resource, key) as KubeObject;
  const finalizers = [...(object.metadata.finalizers ?? []), finalizer];
  world.put(resource, { ...object, metadata: { ...object.metadata, finalizers } });
}

/** Deletes the domain, and returns what it waits for once that is what the pattern says. */
async function ending(world: DomainWorld, pattern: RegExp): Promise<string> {
  const object = world.find(ICEORYX_DOMAINS, 'home/robot');
  if (object !== undefined && object.metadata.deletionTimestamp === undefined) {
    world.remove(ICEORYX_DOMAINS, 'home/robot');
  }
  let seen = '';
  await until(
    `it waits for ${pattern}`,
    () => {
      const reported = world.status.conditions?.find(({ type }) => type === 'Ready');
      seen = `${reported?.reason} ${reported?.message}`;
      return pattern.test(seen);
    },
    { seen: () => seen },
  );
  return seen;
}

test('pods of apps on a node that is dead', async (t) => {
  const world = await withMember(t);
  world.put(NODES, node('node-1', GONE));
  world.podOf('apps');
  await until('nothing is left to be done', () => world.isIdle);
  t.regex(
    await ending(world, /not ready/),
    /^DomainEnding 1 pods still use the domain, apps\/pod: RouDi is stopped after them; .*not ready: node-1 \(Kubelet stopped .*\): .* end when it is back, or .* kubectl delete node$/,
  );
});

test('a pod that uses the claim and belongs to no IceoryxDeployment', async (t) => {
  const world = await withMember(t);
  world.podOf('apps');
  t.regex(await ending(world, /still use/), /delete apps\/pod, which no IceoryxDeployment of the domain has/);
});

test("RouDi's pod on a node that is dead", async (t) => {
  const world = await withMember(t);
  world.put(NODES, node('node-1', GONE));
  const { uid = '' } = world.find(DAEMON_SETS, 'home/robot')?.metadata ?? {};
  world.roudi('robot-1', 'node-1', { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'robot', controller: true, uid });
  await until('it is reported', () => world.status.nodes?.length === 1);
  t.regex(await ending(world, /RouDi is being stopped/), /on 1 nodes, node-1; not ready: node-1 .*kubectl delete node/);
});

test('a claim that pods use which the operator does not know', async (t) => {
  const world = await withMember(t);
  keep(world, CLAIMS, 'apps/iceoryx.home.robot', 'kubernetes.io/pvc-protection');
  t.regex(
    await ending(world, /waiting for claims/),
    /delete the pods that kubectl describe pvc iceoryx\.home\.robot -n apps shows as Used By/,
  );
});

test('a volume, a DaemonSet and a domain that have finalizers of others', async (t) => {
  const world = await withMember(t);
  keep(world, VOLUMES, 'iceoryx.home.robot.apps', 'example.com/kept');
  keep(world, DAEMON_SETS, 'home/robot', 'example.com/kept');
  keep(world, ICEORYX_DOMAINS, 'home/robot', 'example.com/kept');
  await ending(world, /DaemonSet home\/robot is being deleted; .*finalizer that keeps it/);
  const release = (resource: typeof VOLUMES, key: string): void => {
    const object = world.find(resource, key) as KubeObject;
    world.put(resource, { ...object, metadata: { ...object.metadata, finalizers: [] } });
  };
  release(DAEMON_SETS, 'home/robot');
  await ending(world, /waiting for volumes, iceoryx\.home\.robot\.apps; .*kubectl describe pv/);
  release(VOLUMES, 'iceoryx.home.robot.apps');
  await ending(world, /all of its parts are gone; then the object stays until .*example\.com\/kept/);
  t.pass();
});

test("the sweeps' namespace is gone", async (t) => {
  const world = await withMember(t, true);
  world.put(NODES, node('node-1'));
  await until('nothing is left to be done', () => world.isIdle);
  world.refuseDryRun = ({ resource }) => (resource.plural === PODS.plural ? refusal(404, 'NotFound') : undefined);
  t.regex(
    await ending(world, /cannot be removed/),
    /there is no namespace sweeps for the Jobs; create it .*; or remove the finalizer iceoryx\.io\/domain/,
  );
  const condition = world.status.conditions?.find(({ type }) => type === 'NodesClean');
  t.like(condition, { status: 'False', reason: 'SweepRefused' });
});

test('a node on which the Job does not start', async (t) => {
  const world = await withMember(t, true);
  world.put(NODES, node('node-1'));
  await ending(world, /the directories are being removed from the nodes: node-1 \(Running\)/);
  t.is(world.list(JOBS).length, 1);
});

test('a webhook that refuses the removal of the DaemonSet', async (t) => {
  const world = await withMember(t);
  world.refuse = ({ verb, resource }) =>
    verb === 'delete' && resource.plural === DAEMON_SETS.plural
      ? refusal(403, 'Forbidden', 'denied by policy')
      : undefined;
  await ending(world, /the API server refuses a step of the deletion: denied by policy/);
  t.truthy(world.find(DAEMON_SETS, 'home/robot'));
});

test('a claim that is deleted by hand while pods use it: ClaimsReady names the pods that have to end', async (t) => {
  const world = await withMember(t);
  world.podOf('apps');
  keep(world, CLAIMS, 'apps/iceoryx.home.robot', 'kubernetes.io/pvc-protection');
  world.remove(CLAIMS, 'apps/iceoryx.home.robot');
  const { message } = await world.holds('ClaimsReady', 'False', 'ClaimEnding');
  t.regex(message, /deleting PersistentVolumeClaim apps\/iceoryx\.home\.robot, .*; delete apps\/pod$/);
  const claim = world.find(CLAIMS, 'apps/iceoryx.home.robot') as KubeObject;
  world.remove(PODS, 'apps/pod');
  world.put(CLAIMS, { ...claim, metadata: { ...claim.metadata, finalizers: [] } });
  await world.holds('ClaimsReady', 'True');
  const renewed = world.find(CLAIMS, 'apps/iceoryx.home.robot');
  t.is(renewed?.metadata.deletionTimestamp, undefined, 'there is a new one');
});
