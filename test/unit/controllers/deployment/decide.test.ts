import test from 'ava';
import { covers } from '../../../../src/controllers/deployment/covers.ts';
import { decide } from '../../../../src/controllers/deployment/decide.ts';
import { capabilitiesFor, type Node } from '../../../../src/controllers/deployment/capabilities.ts';
import { child, iceoryxDeployment } from './objects.ts';

const CAN = { restartAllContainers: true };
const CANNOT = { restartAllContainers: false };

test('what was made is what is wanted: nothing to apply', (t) => {
  const object = iceoryxDeployment({ replicas: 3, strategy: { type: 'Recreate' }, minReadySeconds: 0, paused: false });
  const { desired } = decide({ object, child: child(object), capabilities: CAN }) as { desired: object };
  t.true(covers(child(object), desired));
});

test('an edit by hand is seen, what others add is not', (t) => {
  const object = iceoryxDeployment({ replicas: 3 });
  const { desired } = decide({ object, child: child(object), capabilities: CAN }) as { desired: object };
  const live = child(object);
  t.false(covers({ ...live, spec: { ...live.spec, replicas: 4 } }, desired));
  const annotations = { ...live.metadata.annotations, 'deployment.kubernetes.io/revision': '1' };
  t.true(covers({ ...live, metadata: { ...live.metadata, annotations }, status: {} }, desired));
});

test('the API server leaves zero values out: no difference', (t) => {
  t.true(covers({}, { paused: false, minReadySeconds: 0, value: '', list: [], object: {} }));
  t.false(covers({}, { paused: true }));
  t.false(covers({ list: [1] }, { list: [] }), 'but emptying a list is one');
});

test('pods that run keep their shape when the cluster changes, until the specification does', (t) => {
  const object = iceoryxDeployment();
  const present = child(object);
  const kept = decide({ object, child: present, capabilities: CANNOT }) as { desired: object };
  t.true(covers(present, kept.desired));
  const changed = iceoryxDeployment({ termination: { appStopSeconds: 20 } });
  const { desired } = decide({ object: changed, child: present, capabilities: CANNOT }) as { desired: object };
  t.false(JSON.stringify(desired).includes('RestartAllContainers'));
});

test('scaling does not change the shape either', (t) => {
  const present = child(iceoryxDeployment());
  const { desired } = decide({ object: iceoryxDeployment({ replicas: 5 }), child: present, capabilities: CANNOT }) as {
    desired: { spec: object };
  };
  t.true(covers({ ...present, spec: { ...present.spec, replicas: 5 } }, desired));
});

test("somebody else's Deployment is left alone and named", (t) => {
  const object = iceoryxDeployment();
  const foreign = { ...child(object), metadata: { name: 'robot', namespace: 'lab', uid: 'foreign' } };
  const { obstacle } = decide({ object, child: foreign, capabilities: CAN });
  t.is(obstacle?.reason, 'NameTaken');
  t.regex(obstacle?.message ?? '', /Deployment lab\/robot .* delete it, or give this IceoryxDeployment another name/);
});

test('the Deployment of a predecessor is waited out: the garbage collector removes it', (t) => {
  const object = iceoryxDeployment();
  const predecessors = child({ ...object, metadata: { ...object.metadata, uid: 'uid-of-predecessor' } });
  t.is(decide({ object, child: predecessors, capabilities: CAN }).obstacle?.reason, 'PredecessorEnding');
});

test('an invalid specification is an obstacle that lists every problem', (t) => {
  const object = iceoryxDeployment({
    sharedMemory: { sizeLimit: '1Mi' },
    roudi: { resources: { limits: { memory: '1Mi' } } },
  });
  const { obstacle } = decide({ object, child: undefined, capabilities: CAN });
  t.is(obstacle?.reason, 'InvalidSpec');
  t.regex(obstacle?.message ?? '', /spec\.sharedMemory\.sizeLimit: .*; spec\.roudi\.resources\.limits\.memory: /);
});

const node = (name: string, declaredFeatures: string[] | undefined, labels: Record<string, string> = {}): Node =>
  ({ metadata: { name, labels }, status: { declaredFeatures } }) as Node;
const able = ['RestartAllContainersOnContainerExits'];

test('renewal in place needs every node that pods may land on', (t) => {
  const anywhere = iceoryxDeployment();
  t.deepEqual(capabilitiesFor(anywhere, [node('a', able), node('b', [...able, 'Other'])]), CAN);
  t.deepEqual(capabilitiesFor(anywhere, [node('a', able), node('b', [])]), CANNOT);
  t.deepEqual(capabilitiesFor(anywhere, [node('a', undefined)]), CANNOT);
  t.deepEqual(capabilitiesFor(anywhere, []), CANNOT, 'no node is known: nothing is promised');
});

test('nodes that the nodeSelector rules out do not count', (t) => {
  const chosen = iceoryxDeployment({ pod: { nodeSelector: { robot: 'yes' } } });
  t.deepEqual(capabilitiesFor(chosen, [node('a', able, { robot: 'yes' }), node('b', [])]), CAN);
  t.deepEqual(capabilitiesFor(chosen, [node('a', able)]), CANNOT);
});
