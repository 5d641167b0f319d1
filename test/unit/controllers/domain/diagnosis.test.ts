/** What people are told of a domain's RouDi that fails. */
import test from 'ava';
import { PODS } from '../../../../src/kube/resource.ts';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { until } from '../../../../lab/host/until.ts';
import { DomainWorld } from './world.ts';

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
const REFUSED = "2026-01-01 12:00:00.000 [Error]: Version mismatch from 'camera'!";
const NO_SHM = 'While setting the acquired shared memory to zero a fatal SIGBUS signal appeared caused by memset.';

interface ContainerAt {
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly state: object;
  readonly lastState?: object;
}

/** The status of RouDi's pod, Ready or not for a minute. */
function podStatus(isReady: boolean, roudi: ContainerAt, agent: ContainerAt = { state: {} }): object {
  const container = (name: string, { ready = false, restarts = 0, state, lastState = {} }: ContainerAt) => ({
    name,
    ready,
    restartCount: restarts,
    image: '',
    imageID: '',
    state,
    lastState,
  });
  return {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: ago(60) }],
    initContainerStatuses: [container('iceoryx-roudi', roudi)],
    containerStatuses: [container('iceoryx-agent', agent)],
  };
}

const failing = (message: string) =>
  podStatus(false, {
    restarts: 3,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } },
    lastState: { terminated: { exitCode: 134, startedAt: ago(32), finishedAt: ago(30), message } },
  });

test('a RouDi that fails on a node is the reason of Ready, with node, remedy, time and an Event', async (t) => {
  const world = new DomainWorld();
  world.domain();
  world.run(t);
  await world.roudiOn('node-1', failing(NO_SHM));
  const ready = await world.holds('Ready', 'False', 'SharedMemoryTooSmall');
  const { message } = await world.holds('FaultFree', 'False', 'SharedMemoryTooSmall');
  t.regex(message, /^pod robot-node-1 on node-1, container iceoryx-roudi: .* Cause: .* What to do: /);
  t.regex(message, / Seen at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.$/);
  t.true(ready.message.endsWith('(RouDi is ready on 0 of 1 nodes)'), ready.message);
  t.is(world.events.filter((event) => event.startsWith('Warning SharedMemoryTooSmall: pod robot-node-1')).length, 1);
  t.is(world.faults[0], 'roudi SharedMemoryTooSmall');
  t.is(world.status.restarts, 3);
});

test('the log of a RouDi that runs is read, and without that its condition says so', async (t) => {
  const running = podStatus(true, { ready: true, state: { running: { startedAt: ago(600) } } });
  const blind = new DomainWorld();
  blind.domain();
  blind.run(t);
  await blind.roudiOn('node-1', running);
  t.regex((await blind.holds('FaultFree', 'True', 'NothingFound')).message, /podLogs is off/);

  const world = new DomainWorld();
  const asked: string[] = [];
  Object.assign(world.client, {
    async *log(key: string, { container = '' }: { container?: string } = {}) {
      asked.push(`${key} ${container}`);
      yield container === 'iceoryx-roudi' ? REFUSED : '';
    },
  } satisfies Partial<KubeClient>);
  world.domain();
  world.run(t, { reads: true });
  await world.roudiOn('node-1', podStatus(false, { state: { running: { startedAt: ago(600) } } }));
  t.regex((await world.holds('FaultFree', 'False', 'VersionMismatch')).message, /Version mismatch from 'camera'/);
  t.true(asked.includes('home/robot-node-1 iceoryx-roudi'), asked.join(', '));
});

test('restarts in place and when the last one was are told, also once RouDi is ready again', async (t) => {
  const world = new DomainWorld();
  world.domain();
  world.run(t);
  const ready = { ready: true, state: { running: { startedAt: ago(600) } } };
  await world.roudiOn('node-1', podStatus(true, ready, ready));
  await world.holds('Ready', 'True');
  t.is(world.status.restarts, 0);
  t.is(world.status.lastRestartTime, undefined);
  const began = ago(5);
  const again = {
    ready: true,
    restarts: 1,
    state: { running: { startedAt: began } },
    lastState: { terminated: { exitCode: 137, reason: 'Error', startedAt: ago(600), finishedAt: ago(8) } },
  };
  const pod = world.find(PODS, 'home/robot-node-1');
  world.put(PODS, { ...pod, status: podStatus(true, again, ready) } as never);
  await until('the restart is counted', () => world.status.restarts === 1);
  t.is(world.status.lastRestartTime, began);
  const [event, ...more] = world.events.filter((each) => each.startsWith('Warning RestartedInPlace: '));
  t.regex(event ?? '', /pod robot-node-1: RouDi ended with 137/);
  t.deepEqual(more, []);
});

test('what a RouDi of a domain lacks on its node is looked for in the fields of the domain', async (t) => {
  const world = new DomainWorld();
  world.domain();
  world.run(t);
  const why = "0/1 nodes are available: 1 Insufficient memory, 1 node(s) didn't match Pod's node affinity/selector.";
  await world.roudiOn('node-1', {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: why, lastTransitionTime: ago(60) },
    ],
  });
  const { message } = await world.holds('FaultFree', 'False', 'Unschedulable');
  t.regex(message, /spec\.roudi\.segments.* spec\.nodeSelector and spec\.tolerations/);
  t.notRegex(message, /spec\.template/);
});

test('conditions of a domain are in the order in which people read them', async (t) => {
  const world = new DomainWorld();
  world.domain();
  world.run(t);
  await world.roudiOn('node-1', failing(NO_SHM));
  await world.holds('FaultFree', 'False');
  const types = (world.status.conditions ?? []).map(({ type }) => type);
  t.deepEqual(types.slice(0, 2), ['Ready', 'FaultFree']);
  t.deepEqual(types.slice(-2), ['Stalled', 'Reconciling']);
});
