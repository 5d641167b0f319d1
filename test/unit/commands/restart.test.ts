import test from 'ava';
import { targetOf } from '../../../src/commands/kit/target.ts';
import { RESTARTED } from '../../../src/commands/restart/gather.ts';
import { groupsOf, type RolloutStep, type RoudiStep } from '../../../src/commands/restart/plan.ts';
import { planDeployment } from '../../../src/commands/restart/plan-deployment.ts';
import { planDomain } from '../../../src/commands/restart/plan-domain.ts';
import { planPod } from '../../../src/commands/restart/plan-pod.ts';
import { planProfile, workloadsOf } from '../../../src/commands/restart/plan-profile.ts';
import { troubleOf } from '../../../src/commands/restart/pods.ts';
import { stateOfEviction, stateOfRollout, stateOfRoudi } from '../../../src/commands/restart/states.ts';
import { planInWords } from '../../../src/commands/restart/text.ts';
import { tooLong } from '../../support/too-long.ts';
import { milliseconds } from '../../../src/commands/usage.ts';
import type { Restartable } from '../../../src/controllers/profile/rollout.ts';
import type { IceoryxDeployment, IceoryxDomain, IceoryxProfile } from '../../../src/controllers/resources.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { plain } from '../../../src/terminal/paint.ts';

const NOON = '2026-01-01T12:00:00Z';
const LATER = '2026-01-01T12:01:00Z';

interface PodFields {
  readonly name: string;
  readonly uid?: string;
  readonly node?: string;
  /** When it became Ready; undefined: it is not. */
  readonly ready?: string | undefined;
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string };
  readonly labels?: Record<string, string>;
  readonly claim?: string;
  readonly deleted?: boolean;
  readonly waiting?: string;
}

function pod({ name, uid = name, node, ready, owner, labels = {}, claim, deleted, waiting }: PodFields): KubeObject {
  const status = ready === undefined ? 'False' : 'True';
  return {
    metadata: {
      name,
      namespace: 'robot',
      uid,
      labels,
      ...(deleted === true ? { deletionTimestamp: NOON } : {}),
      ...(owner === undefined ? {} : { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }] }),
    },
    spec: {
      ...(node === undefined ? {} : { nodeName: node }),
      initContainers: [{ name: 'iceoryx-agent', restartPolicy: 'Always' }],
      containers: [{ name: 'app' }],
      volumes: claim === undefined ? [] : [{ name: 'iceoryx-domain', persistentVolumeClaim: { claimName: claim } }],
    },
    status: {
      conditions: [{ type: 'Ready', status, lastTransitionTime: ready ?? NOON }],
      containerStatuses:
        waiting === undefined
          ? []
          : [{ name: 'app', ready: false, restartCount: 0, state: { waiting: { reason: waiting, message: waiting } } }],
    },
  };
}

const object = (kind: string, fields: object = {}, spec: object = {}) => ({
  apiVersion: 'iceoryx.io/v1alpha1',
  kind,
  metadata: { name: 'arm', namespace: 'robot', uid: 'u', ...fields },
  spec,
});

test('what is restarted has its kind, and nothing else has', (t) => {
  const kindOf = (words: string) => targetOf(words, RESTARTED).kind?.resource.kind;
  t.deepEqual(['arm', 'ioxd/arm', 'ioxdom/arm', 'pod/arm-0'].map(kindOf), [
    undefined,
    'IceoryxDeployment',
    'IceoryxDomain',
    'Pod',
  ]);
  t.throws(() => kindOf('deployment/arm'), { message: /names no kind that this command knows/ });
});

test('times are written as kubectl knows them', (t) => {
  t.is(milliseconds('timeout', '90'), 90_000);
  t.is(milliseconds('timeout', '1h30m5s'), 5_405_000);
  for (const wrong of ['', '0s', 'm', '5 m', '1x', '-5s', '999h']) {
    t.throws(() => milliseconds('timeout', wrong), { message: /use a time such as 90s, 5m or 1h30m/ }, wrong);
  }
});

test('an IceoryxDeployment is restarted by its own Deployment, and by no other of its name', (t) => {
  const deployment = object('IceoryxDeployment') as unknown as IceoryxDeployment;
  const child = (uid: string): KubeObject => ({
    metadata: {
      name: 'arm',
      namespace: 'robot',
      ownerReferences: [{ apiVersion: 'x', kind: 'IceoryxDeployment', name: 'arm', uid, controller: true }],
    },
  });
  const pods = [pod({ name: 'b' }), pod({ name: 'a' }), pod({ name: 'old', deleted: true })];
  const { steps } = planDeployment({ object: deployment, child: child('u'), pods });
  t.deepEqual(steps, [{ is: 'Rollout', kind: 'Deployment', namespace: 'robot', name: 'arm', pods: ['a', 'b'] }]);
  t.throws(() => planDeployment({ object: deployment, child: child('of another'), pods }), {
    message: /robot\/arm has no Deployment/,
  });
  const paused = object('IceoryxDeployment', {}, { paused: true }) as unknown as IceoryxDeployment;
  t.throws(() => planDeployment({ object: paused, child: child('u'), pods }), { message: /is paused/ });
});

const template = { metadata: { labels: { 'iceoryx.io/profile': 'arm' } } };
const labels = { 'iceoryx.io/profile': 'arm' };

test('a profile restarts its workloads one after another, and says of each other pod why not', (t) => {
  const profile = object('IceoryxProfile') as unknown as IceoryxProfile;
  const owned = (name: string, kind: string, owner: string): KubeObject =>
    pod({ name, labels: { ...labels, 'pod-template-hash': 'h' }, owner: { kind, name: owner, uid: owner } });
  const workloads = workloadsOf([
    owned('camera-h-1', 'ReplicaSet', 'camera-h'),
    owned('arm-1', 'StatefulSet', 'arm'),
    owned('arm-0', 'StatefulSet', 'arm'),
    owned('eyes-0', 'DaemonSet', 'eyes'),
    owned('once-1', 'Job', 'once'),
    pod({ name: 'alone', labels }),
    pod({ name: 'going', labels, deleted: true }),
  ]);
  const live = (spec: object = {}) =>
    ({ metadata: { name: 'x' }, spec: { template, ...spec } }) as unknown as Restartable;
  const parts = {
    object: profile,
    workloads,
    live: new Map([
      ['Deployment/camera', live()],
      ['StatefulSet/arm', live()],
      ['DaemonSet/eyes', live({ updateStrategy: { type: 'OnDelete' } })],
    ]),
  };
  const plan = planProfile(parts);
  t.deepEqual(
    groupsOf(plan).map((group) => group.map((step) => [(step as RolloutStep).name, (step as RolloutStep).pods])),
    [[['camera', ['camera-h-1']]], [['arm', ['arm-0', 'arm-1']]]],
  );
  t.deepEqual(
    plan.skipped.map(({ kind, name, why }) => `${kind} ${name}: ${why}`),
    [
      'DaemonSet eyes: its updateStrategy is OnDelete; delete its pods one after another',
      'Job once: a pod of a Job that is ended counts as failed',
      'Pod alone: nothing creates it again; delete it and create it',
    ],
  );
  t.deepEqual(
    planProfile({ ...parts, chosen: ['statefulset/arm'] }).steps.map((step) => (step as RolloutStep).name),
    ['arm'],
  );
  t.throws(() => planProfile({ ...parts, chosen: ['deployment/none'] }), {
    message: /no pod of deployment\/none asks .*Deployment\/camera/,
  });
});

const daemonSet: KubeObject = { metadata: { name: 'arm', namespace: 'robot', uid: 'ds' } };
const ofDomain = { kind: 'DaemonSet', name: 'arm', uid: 'ds' };
const claim = 'iceoryx.robot.arm';

test('a domain is restarted node by node, first where RouDi is not ready, and not on nodes that are away', (t) => {
  const domain = {
    ...object('IceoryxDomain', {}, { maxUnavailable: 2, roudi: {} }),
    status: { nodes: [{ name: 'node-9', roudi: 'NodeNotReady', message: 'no kubelet' }] },
  } as unknown as IceoryxDomain;
  const roudi = (node: string, ready?: string): KubeObject =>
    pod({ name: `roudi-${node}`, node, ready, owner: ofDomain });
  const plan = planDomain({
    object: domain,
    child: daemonSet,
    roudis: [
      roudi('node-1', NOON),
      roudi('node-2', NOON),
      roudi('node-3'),
      roudi('node-9'),
      pod({ name: 'with-our-label', node: 'node-1', ready: NOON }),
    ],
    pods: [
      pod({ name: 'app', node: 'node-1', claim, ready: NOON }),
      pod({ name: 'of-another-domain', node: 'node-1', claim: 'iceoryx.robot.leg', ready: NOON }),
    ],
  });
  t.deepEqual(
    groupsOf(plan).map((group) => group.map((step) => (step as RoudiStep).node)),
    [['node-3', 'node-1'], ['node-2']],
  );
  const [, second] = plan.steps as RoudiStep[];
  t.deepEqual(
    second?.apps.map(({ name }) => name),
    ['app'],
  );
  t.deepEqual(plan.skipped, [{ kind: 'Pod', name: 'roudi-node-9', why: 'no kubelet' }]);
  const words = planInWords(plan, 'lab', { paint: plain, width: 80 });
  t.regex(words, /in context lab.*\n\nORDER/s);
  t.deepEqual(tooLong(words), []);
});

test('a pod is only evicted where another one comes after it', (t) => {
  const owner = { kind: 'StatefulSet', name: 'arm', uid: 'sts' };
  t.like(planPod(pod({ name: 'arm-0', owner })).steps[0], { is: 'Eviction', pod: 'arm-0', uid: 'arm-0' });
  t.throws(() => planPod(pod({ name: 'alone' })), { message: /no controller/ });
  t.throws(() => planPod(pod({ name: 'once', owner: { ...owner, kind: 'Job' } })), { message: /counts as failed/ });
  t.throws(() => planPod({ metadata: { name: 'web', namespace: 'x' }, spec: { containers: [{ name: 'web' }] } }), {
    message: /nothing of iceoryx/,
  });
});

const rollout = (kind: RolloutStep['kind']): RolloutStep => ({
  is: 'Rollout',
  kind,
  namespace: 'robot',
  name: 'arm',
  pods: [],
});

test('a rollout is complete when it has been seen and all new pods are available, and not before', (t) => {
  const isReady = (kind: RolloutStep['kind'], spec: object, status: object): boolean =>
    stateOfRollout(
      rollout(kind),
      { workloads: [{ metadata: { name: 'arm' }, spec, status }], pods: [], objects: [] },
      5,
    ).isReady;
  const two = { replicas: 2 };
  const all = { observedGeneration: 5, replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2 };
  t.true(isReady('Deployment', two, all));
  t.false(isReady('Deployment', two, { ...all, observedGeneration: 4 }));
  t.false(isReady('Deployment', two, { ...all, replicas: 3 }));
  t.false(isReady('Deployment', two, { ...all, availableReplicas: 1 }));
  const same = { currentRevision: 'b', updateRevision: 'b' };
  t.true(isReady('StatefulSet', two, { ...all, ...same }));
  t.false(isReady('StatefulSet', two, { ...all, currentRevision: 'a', updateRevision: 'b', updatedReplicas: 1 }));
  t.false(isReady('StatefulSet', two, { ...all, ...same, readyReplicas: 1 }));
  const partition = { ...two, updateStrategy: { rollingUpdate: { partition: 1 } } };
  t.true(isReady('StatefulSet', partition, { ...all, currentRevision: 'a', updateRevision: 'b', updatedReplicas: 1 }));
  const nodes = { observedGeneration: 5, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 };
  t.true(isReady('DaemonSet', {}, nodes));
  t.false(isReady('DaemonSet', {}, { ...nodes, updatedNumberScheduled: 1 }));
});

test('a rollout that fails says what the operator has found, or the pods', (t) => {
  const workloads = [{ metadata: { name: 'arm' }, spec: { replicas: 1 }, status: { observedGeneration: 5 } }];
  const pods = [pod({ name: 'arm-1', waiting: 'ImagePullBackOff' }), pod({ name: 'old', deleted: true })];
  const faulty = {
    metadata: { name: 'arm' },
    status: { conditions: [{ type: 'FaultFree', status: 'False', reason: 'WrongUser', message: 'set runAsUser' }] },
  };
  const troubleIn = (objects: readonly KubeObject[]) =>
    stateOfRollout(rollout('Deployment'), { workloads, pods, objects }, 5).trouble;
  t.is(troubleIn([faulty]), 'FaultFree is False, WrongUser: set runAsUser');
  t.is(troubleIn([]), 'pod robot/arm-1: app: ImagePullBackOff');
  t.true(stateOfRollout(rollout('Deployment'), { workloads: [], pods, objects: [] }, 5).hasFailed);
});

test('a RouDi is replaced when the next one and the apps of its node have become ready since', (t) => {
  const step: RoudiStep = {
    is: 'RouDi',
    node: 'node-1',
    namespace: 'robot',
    domain: 'arm',
    pod: 'old',
    uid: 'old',
    apps: [
      { namespace: 'robot', name: 'app', uid: 'app', readySince: Date.parse(NOON) },
      { namespace: 'robot', name: 'never-ready', uid: 'never-ready' },
    ],
  };
  const old = pod({ name: 'old', node: 'node-1', ready: NOON, deleted: true });
  const next = pod({ name: 'next', node: 'node-1', ready: LATER });
  const elsewhere = pod({ name: 'other', node: 'node-2', ready: LATER });
  const app = (ready?: string): KubeObject => pod({ name: 'app', node: 'node-1', ready });
  t.false(stateOfRoudi(step, { roudis: [old, elsewhere], pods: [app()] }).isReady);
  t.false(stateOfRoudi(step, { roudis: [next, elsewhere], pods: [app(NOON)] }).isReady);
  t.false(stateOfRoudi(step, { roudis: [next], pods: [app()] }).isReady);
  t.true(stateOfRoudi(step, { roudis: [next], pods: [app(LATER), pod({ name: 'never-ready' })] }).isReady);
  t.true(stateOfRoudi(step, { roudis: [next], pods: [] }).isReady);
});

test('an evicted pod is replaced when another pod of its controller is ready', (t) => {
  const owner = { kind: 'ReplicaSet', name: 'arm', uid: 'rs' };
  const step = { is: 'Eviction', namespace: 'robot', pod: 'a', uid: 'a', owner } as const;
  const before = new Set(['a', 'b']);
  const present = [pod({ name: 'a', ready: NOON, owner }), pod({ name: 'b', ready: NOON, owner })];
  t.false(stateOfEviction(step, { pods: present }, before).isReady);
  t.false(stateOfEviction(step, { pods: [...present, pod({ name: 'c', ready: NOON })] }, before).isReady);
  const starting = stateOfEviction(step, { pods: [pod({ name: 'c', owner, waiting: 'ErrImagePull' })] }, before);
  t.deepEqual([starting.isReady, starting.trouble], [false, 'pod robot/c: app: ErrImagePull']);
  t.true(stateOfEviction(step, { pods: [pod({ name: 'c', owner, ready: LATER })] }, before).isReady);
});

test('what pods say cannot reach the terminal', (t) => {
  t.false(troubleOf([pod({ name: 'a', waiting: '\u001B[31mred' })])?.includes('\u001B'));
});
