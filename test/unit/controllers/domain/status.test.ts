import test from 'ava';
import type { Node, Pod, DaemonSet } from '../../../../src/controllers/resources.ts';
import { TEMPLATE_ANNOTATION } from '../../../../src/controllers/domain/daemon-set.ts';
import type { DomainObservation } from '../../../../src/controllers/domain/observe.ts';
import { roudiPod } from '../../../../src/controllers/domain/roudi-pod.ts';
import { statusOf } from '../../../../src/controllers/domain/status.ts';
import { observedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { overdueOf } from '../../../../src/controllers/domain/stale-pods.ts';
import { at, rawPod, T0 } from '../pods/pods.ts';
import type { IceoryxDomainStatus } from '../../../../src/api/iceoryx-domain.generated.ts';

const MADE = { [TEMPLATE_ANNOTATION]: 'digest' };
const SHUTDOWN = 'Pod was rejected as the node is shutting down.';

interface PodAt {
  readonly ready?: boolean;
  readonly phase?: string;
  readonly message?: string;
}

function pod(nodeName: string, { ready = false, phase = 'Running', message }: PodAt = {}) {
  return roudiPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `robot-${nodeName}`, namespace: 'robots', annotations: MADE },
    spec: { nodeName },
    status: {
      phase,
      ...(message === undefined ? {} : { message }),
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'companion', restartCount: 0, state: { terminated: { exitCode: 137 } } }],
    },
  } as unknown as Pod);
}

function node(name: string, message?: string): Node {
  const conditions = [{ type: 'Ready', status: message === undefined ? 'True' : 'Unknown', message }];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, status: { conditions } } as unknown as Node;
}

function status(
  pods: DomainObservation['pods'],
  nodes: readonly Node[],
  appPods: DomainObservation['appPods'] = [],
): IceoryxDomainStatus {
  const child = {
    metadata: { name: 'robot' },
    spec: { template: { metadata: { annotations: MADE } } },
    status: { desiredNumberScheduled: pods.length },
  } as unknown as DaemonSet;
  const object = { metadata: { name: 'robot', namespace: 'robots' }, spec: {} };
  const observed = { object, child, pods, nodes, members: [], appPods } as unknown as DomainObservation;
  const decision = {
    plan: {
      given: { image: 'roudi:2.0.6' },
      release: { id: '2.0' },
      memory: { segmentBytes: 1n, roudi: { bytes: 1n } },
    },
    tooSmall: [],
  };
  return statusOf(observed, decision as unknown as Parameters<typeof statusOf>[1], { child }, new Date(0));
}

function said({ conditions = [] }: IceoryxDomainStatus, type = 'Ready'): string {
  const found = conditions.find((condition) => condition.type === type);
  return `${found?.status} ${found?.reason} ${found?.message}`;
}

test('a node that is not ready is reported where its RouDi is listed, whatever its pod said last', (t) => {
  const gone = 'Kubelet stopped posting node status.';
  const after = status([pod('a', { ready: true }), pod('b')], [node('a'), node('b', gone)]);
  const [first, second] = after.nodes ?? [];
  t.deepEqual([first?.name, first?.roudi, first?.message], ['b', 'NodeNotReady', `the node is not ready: ${gone}`]);
  t.deepEqual([second?.name, second?.roudi, second?.message], ['a', 'Ready', undefined]);
  t.is(
    said(after, 'Reconciling'),
    `True RouDiNotReady RouDi is ready on 1 of 2 nodes; b: the node is not ready: ${gone}`,
  );
  t.is(
    said(after, 'RouDiReady'),
    `False NotAllReady RouDi is ready on 1 of 2 nodes; b: the node is not ready: ${gone}`,
  );
});

test('a node that was shut down, for which Kubernetes has no pod, is listed too', (t) => {
  const after = status([pod('a', { ready: true })], [node('a'), node('b', 'node is shutting down')]);
  t.deepEqual(
    after.nodes?.map(({ name, roudi }) => `${name} ${roudi}`),
    ['b NodeNotReady', 'a Ready'],
  );
  t.is(
    said(after, 'RouDiReady'),
    'False NodesNotReady RouDi is ready on 1 of 1 nodes; b: the node is not ready: node is shutting down',
  );
});

test('without access to nodes, a pod that the kubelet ended or rejected is reported in its words', (t) => {
  const [ended, other] = status([pod('a', { phase: 'Failed', message: SHUTDOWN }), pod('b')], []).nodes ?? [];
  t.deepEqual([ended?.roudi, ended?.message], ['Failing', SHUTDOWN]);
  t.is(other?.message, 'companion ended with 137');
});

/** RouDi's pod after RouDi was started again at the given second, when its agent had ended with 75. */
function restarted(nodeName: string, second: number, readyAt?: number) {
  const { metadata } = pod(nodeName);
  return roudiPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, annotations: MADE },
    spec: { nodeName },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: readyAt === undefined ? 'False' : 'True',
          ...(readyAt === undefined ? {} : { lastTransitionTime: at(readyAt) }),
        },
      ],
      initContainerStatuses: [
        { name: 'iceoryx-roudi', restartCount: 1, state: { running: { startedAt: at(second) } } },
      ],
      containerStatuses: [
        {
          name: 'iceoryx-agent',
          restartCount: 1,
          state: { waiting: { reason: 'PodInitializing' } },
          lastState: { terminated: { exitCode: 75 } },
        },
      ],
    },
  } as unknown as Pod);
}

/** A pod on the node, whose agent and app started at the given seconds. */
function appPod(name: string, agent: number, app?: number, { nodeName = 'a', renews = true } = {}) {
  const raw = rawPod(
    name,
    [
      { name: 'iceoryx-agent', ready: app !== undefined, since: agent },
      app === undefined ? { name: 'camera', waiting: { reason: 'PodInitializing' } } : { name: 'camera', since: app },
    ],
    { renews },
  );
  const volumes = [{ name: 'iceoryx-domain', persistentVolumeClaim: { claimName: 'iceoryx.robots.robot' } }];
  return observedPod({ ...raw, spec: { ...raw.spec, nodeName, volumes } } as Pod);
}

test('the apps for which RouDi waits are named, and those that stay without it', (t) => {
  const pods = [
    appPod('stuck', 10, 11),
    appPod('renewed', 102, 105),
    appPod('waited-for-it', 10, 105),
    appPod('waits-for-it', 10),
    appPod('elsewhere', 10, 11, { nodeName: 'b' }),
    appPod('restarted-one-by-one', 10, 99, { renews: false }),
  ];
  const waiting = status([restarted('a', 100)], [node('a')], pods);
  t.is(waiting.nodes?.[0]?.roudi, 'Starting');
  t.regex(
    waiting.nodes?.[0]?.message ?? '',
    /^RouDi waits for apps of the RouDi before, default\/stuck \(camera\); their agents end them, /,
  );
  t.regex(said(waiting), /RouDi is ready on 0 of 1 nodes; a: RouDi waits for apps .* default\/stuck \(camera\)/);
  t.is(status([restarted('a', 100, 131)], [node('a')], pods.slice(1)).nodes?.[0]?.message, undefined);
  const sooner = status([restarted('a', 100, 103)], [node('a')], pods);
  t.is(sooner.nodes?.[0]?.message, undefined, 'it has ended, and its status comes later');
});

test('pods whose agent has not ended their apps are deleted after a while, and no other ones', (t) => {
  const pods = [appPod('stuck', 10, 11), appPod('waited-for-it', 10, 105)];
  const overdue = (seconds: number, roudi = restarted('a', 100)): object => {
    const { pods: found, next } = overdueOf([roudi], pods, T0 + seconds * 1000);
    return { pods: found.map(({ metadata }) => metadata.name), ...(next === undefined ? {} : { at: next - T0 }) };
  };
  t.deepEqual(overdue(124), { pods: [], at: 125_000 });
  t.deepEqual(overdue(125), { pods: ['stuck'] });
  t.deepEqual(overdue(140, restarted('a', 100, 131)), { pods: ['stuck'] }, 'RouDi has started beside it');
  t.deepEqual(overdue(140, restarted('a', 100, 103)), { pods: [] }, 'its status lags behind');
});
