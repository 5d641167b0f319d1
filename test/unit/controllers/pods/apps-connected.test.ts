import test from 'ava';
import { AppConnections, CONNECT_MS } from '../../../../src/controllers/pods/diagnosis/apps-connected.ts';
import type { AppsSeen } from '../../../../src/controllers/pods/diagnosis/apps-line.ts';
import { pod, type PodAt, T0 } from './pods.ts';

const KEY = 'default/robot';
const robot = (name: string, options: PodAt = { readySince: 0 }) =>
  pod(
    name,
    [
      { name: 'camera', ready: true },
      { name: 'logger', ready: true },
    ],
    options,
  );
const seen = (connected: readonly string[], waiting: readonly string[] = []): AppsSeen => ({
  connected: connected.map((container) => ({ container, runtimes: 1 })),
  waiting: waiting.map((container) => ({ container, runtimes: 1 })),
});

interface Case {
  readonly stated?: readonly string[];
  /** What is seen in each Ready pod, look by look. */
  readonly looks: readonly (readonly (AppsSeen | null | undefined)[])[];
  readonly is: string;
  readonly summary?: string;
  readonly says?: RegExp;
}

const CASES: Record<string, Case> = {
  'all stated apps are connected': {
    stated: ['camera'],
    looks: [[seen(['camera']), seen(['camera'])]],
    is: 'True AllConnected',
    summary: '2/2',
    says: /^2 apps are connected to RouDi, all of spec.containers$/,
  },
  'a stated app waits for RouDi in one pod': {
    stated: ['camera', 'logger'],
    looks: [[seen(['camera', 'logger']), seen(['logger'], ['camera'])]],
    is: 'False AppsNotConnected',
    summary: '3/4',
    says: /^3 of 4 apps .* Not connected: camera in pod robot-1-b \(it waits for RouDi\), which spec.containers names/,
  },
  'a stated app never showed up': {
    stated: ['camera'],
    looks: [[seen([])]],
    is: 'False AppsNotConnected',
    summary: '0/1',
  },
  'none is stated, and none has connected': {
    looks: [[seen([])]],
    is: 'Unknown NoneConnected',
    summary: '0/0',
    says: /name them in spec.containers/,
  },
  'none is stated, and those that connected are': {
    looks: [[seen(['camera']), seen(['camera'])]],
    is: 'True AllConnected',
    summary: '2/2',
  },
  'none is stated, and an app that connected in another pod has not in this one': {
    looks: [[seen([]), seen(['camera'])]],
    is: 'False AppsNotConnected',
    summary: '1/2',
    says: /camera in pod robot-1-a, which uses iceoryx/,
  },
  'none is stated, and an app has lost RouDi': {
    looks: [[seen(['camera', 'logger'])], [seen(['camera'])]],
    is: 'False AppsNotConnected',
    summary: '1/2',
  },
  'none is stated, and an app waits for RouDi': {
    looks: [[seen([], ['camera'])]],
    is: 'False AppsNotConnected',
    summary: '0/1',
    says: /camera in pod robot-1-a \(it waits for RouDi\), which uses iceoryx/,
  },
  'containers of the runtimes are not known': {
    stated: ['camera'],
    looks: [[{ connected: [{ runtimes: 1 }], waiting: [] }]],
    is: 'True AllConnected',
    summary: '1/1',
  },
  'agents do not report apps': {
    stated: ['camera'],
    looks: [[null, null]],
    is: 'Unknown NotTold',
    says: /earlier version/,
  },
  'one agent does not': {
    stated: ['camera'],
    looks: [[null, seen(['camera'])]],
    is: 'True AllConnected',
    summary: '1/2',
  },
  'a pod was not looked at yet': { stated: ['camera'], looks: [[seen(['camera']), undefined]], is: 'as before' },
  'no pod is Ready': { stated: ['camera'], looks: [[]], is: 'Unknown NotTold', says: /no pod is Ready/ },
};

for (const [what, { stated, looks, is, summary, says = /./ }] of Object.entries(CASES)) {
  test(`${what}: ${is}`, (t) => {
    const connections = new AppConnections();
    const report = looks
      .map((apps) => {
        const pods = apps.map((_, index) => robot(`robot-1-${'abc'[index]}`));
        return connections.report(KEY, stated, pods, (each) => apps[pods.indexOf(each)], T0);
      })
      .at(-1);
    const { finding, counts } = report ?? {};
    t.is(finding === undefined ? 'as before' : `${finding.status} ${finding.reason}`, is);
    t.is(counts?.summary, summary);
    t.regex(finding?.message ?? 'as before', says);
  });
}

test('apps that are named have a minute from when the pod is Ready, others have all time', (t) => {
  const report = (stated: readonly string[] | undefined, now: number) => {
    const connections = new AppConnections();
    connections.report(KEY, stated, [robot('robot-1-a')], () => seen(['camera']), T0);
    return connections.report(KEY, stated, [robot('robot-1-a')], () => seen([]), now);
  };
  const early = report(['camera'], T0 + CONNECT_MS - 1);
  t.is(early.isOverdue, undefined);
  t.is(early.changesAt, T0 + CONNECT_MS);
  t.true(report(['camera'], T0 + CONNECT_MS).isOverdue);
  t.is(report(undefined, T0 + 10 * CONNECT_MS).isOverdue, undefined);
});

test('a pod that starts counts as expected, and one that is deleted does not', (t) => {
  const pods = [
    robot('robot-1-a'),
    robot('robot-1-b', { unreadySince: 0 }),
    robot('robot-1-c', { readySince: 0, deleting: true }),
  ];
  const { counts } = new AppConnections().report(KEY, ['camera'], pods, () => seen(['camera']), T0);
  t.deepEqual(counts, { connected: 1, expected: 2, summary: '1/2' });
});

test('what a deleted object had is forgotten', (t) => {
  const connections = new AppConnections();
  connections.report(KEY, undefined, [robot('robot-1-a')], () => seen(['camera']), T0);
  connections.forget(KEY);
  t.is(connections.report(KEY, undefined, [robot('robot-1-a')], () => seen([]), T0).finding?.reason, 'NoneConnected');
});
