/** Two operators that reconcile one namespace by mistake. */
import test, { type ExecutionContext } from 'ava';
import { ClusterCaches } from '../../../src/controllers/cluster-caches.ts';
import { deploymentController } from '../../../src/controllers/deployment/controller.ts';
import { managerOf, OPERATOR_ANNOTATION, type OperatorStatus, standingOf } from '../../../src/controllers/kit/rival.ts';
import { ReplacementRate } from '../../../src/controllers/pods/recovery/replacement-rate.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from '../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { DEPLOYMENTS } from '../../../src/kube/resource.ts';
import { Controller } from '../../../src/runtime/controller.ts';
import { until } from '../../../lab/host/until.ts';
import { testLog } from '../test-log.ts';
import { AGENT, iceoryxDeployment } from './deployment/objects.ts';
import { StubCluster } from './stub-cluster.ts';

const T0 = Date.parse('2026-01-01T12:00:00Z');
const MINE = { metadata: { name: 'robot', annotations: { [OPERATOR_ANNOTATION]: 'a' } } };
const stand = (
  self: string,
  before: OperatorStatus | undefined,
  seconds: number,
  child: KubeObject | undefined = MINE,
) => standingOf(managerOf(child), before, { rival: before !== undefined, isBehind: false }, self, T0 + seconds * 1000);

test('a running operator answers, and the other one leaves the object alone as long as it does', (t) => {
  const asks = stand('b', undefined, 0);
  t.like(asks, { rival: 'a', operator: { asking: 'b' }, finding: { status: 'False', reason: 'OtherOperator' } });
  t.regex(asks.finding?.message ?? '', /operator a looks after this object; operator b would too.*--exclude-namespace/);
  t.like(stand('b', asks.operator, 44), { rival: 'a', operator: asks.operator, requeueAfterMs: 1000 });
  const answers = stand('a', asks.operator, 2);
  t.like(answers, { rival: undefined, operator: { asking: undefined, answered: 'b' } });
  t.is(answers.finding?.status, 'False', 'both report it');
  t.like(stand('b', answers.operator, 500), { rival: 'a', operator: answers.operator, requeueAfterMs: 102_000 });
  t.like(stand('b', answers.operator, 700), { rival: 'a', operator: { asking: 'b' } });
});

test('an operator that has not observed a change is asked at once, however recently it answered', (t) => {
  const answered = { answered: 'b', answeredAt: new Date(T0).toISOString() };
  const behind = standingOf(managerOf(MINE), answered, { rival: true, isBehind: true }, 'b', T0 + 5_000);
  t.like(behind, { rival: 'a', operator: { asking: 'b' } });
});

test('an operator that does not answer is considered gone, and the other one takes over', (t) => {
  const { operator } = stand('b', undefined, 0);
  t.like(stand('b', operator, 45), { rival: undefined, operator: undefined, finding: { status: 'True' } });
});

test('a single operator writes nothing, and a child without a name is from an older operator', (t) => {
  t.deepEqual(stand('a', undefined, 0), { operator: undefined });
  t.deepEqual(stand('a', undefined, 0, { metadata: { name: 'robot' } }), { operator: undefined });
});

function run(t: ExecutionContext, world: StubCluster, operator: string, defaultImage: string) {
  const end = new AbortController();
  t.teardown(() => end.abort());
  const log = testLog();
  const notes: string[] = [];
  const { client } = world;
  const caches = new ClusterCaches(client, log, { namespaces: ['default'] });
  const { controller, reflectors: own } = deploymentController({
    client,
    log,
    caches,
    operator,
    defaultImage,
    events: { record: (_, { reason, note }) => void notes.push(`${reason}: ${note}`) },
    rate: new ReplacementRate(1),
    agent: AGENT,
    newController: (options) => new Controller(options),
  });
  const reflectors = [...caches.reflectors, ...own];
  void Promise.all(reflectors.map(async (reflector) => reflector.run(end.signal)));
  void Promise.all(reflectors.map(async ({ synced }) => synced)).then(async () => controller.run(end.signal));
  return { log, notes, isIdle: () => controller.queue.length === 0 && controller.activeWorkers === 0 };
}

test('operators of a team and of an administrator do not fight, and each reports the other', async (t) => {
  const world = new StubCluster();
  const { metadata, ...object } = iceoryxDeployment({ replicas: 0 });
  const spec = { ...object.spec, roudi: {} };
  world.put(ICEORYX_DEPLOYMENTS, { ...object, spec, metadata: { ...metadata, generation: 1 } });
  const operators = [run(t, world, 'team/one', 'r/roudi:2.0.3'), run(t, world, 'system/two', 'r/roudi:2.0.6')];
  const key = `${metadata.namespace}/${metadata.name}`;
  const stored = () => world.find(ICEORYX_DEPLOYMENTS, key) as IceoryxDeployment | undefined;
  const sole = () => stored()?.status?.conditions?.find(({ type }) => type === 'SoleOperator');
  await until('the other one is noticed and answered', () => stored()?.status?.operator?.answered !== undefined, {
    timeoutSeconds: 30,
    seen: () => JSON.stringify(stored()?.status),
  });
  await until('nothing is left to be done', () => operators.every(({ isIdle }) => isIdle()));
  t.is(sole()?.status, 'False');
  t.regex(sole()?.message ?? '', /team\/one/);
  t.regex(sole()?.message ?? '', /system\/two/);
  const owner = world.find(DEPLOYMENTS, key)?.metadata.annotations?.[OPERATOR_ANNOTATION];
  t.deepEqual(world.writesOf(DEPLOYMENTS), [`create ${key}`]);
  const changed = stored();
  world.put(ICEORYX_DEPLOYMENTS, {
    ...changed!,
    metadata: { ...changed!.metadata, generation: 2 },
    spec: { ...spec, replicas: 3 },
  });
  await until('the change is observed', () => stored()?.status?.observedGeneration === 2);
  await until('nothing is left to be done', () => operators.every(({ isIdle }) => isIdle()));
  const writers = world.calls.flatMap(({ object: made }) => made?.metadata.annotations?.[OPERATOR_ANNOTATION] ?? []);
  t.true(writers.length > 1);
  t.deepEqual([...new Set(writers)], [owner], 'only one of them writes');
  t.true(operators.flatMap(({ notes }) => notes).some((note) => note.startsWith('OtherOperator: operator ')));
  t.true(operators.some(({ log }) => log.lines.some(({ message }) => message === 'left to another operator')));
});
