import test from 'ava';
import { decide } from '../../../../src/controllers/deployment/decide.ts';
import type { Deployment } from '../../../../src/controllers/deployment/child.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import { AGENT, child, iceoryxDeployment } from './objects.ts';

const CAN = { restartAllContainers: true };

/** The Deployment to apply for an object without an obstacle. */
function desiredFor(object: IceoryxDeployment, present: Deployment | undefined, capabilities = CAN): Deployment {
  const decision = decide({ object, child: present, capabilities, agent: AGENT });
  if (decision.obstacle !== undefined) {
    throw new Error(decision.obstacle.message);
  }
  return decision.desired;
}

test('an object always becomes the same Deployment, whatever the API server added to the present one', (t) => {
  const object = iceoryxDeployment({ replicas: 3, strategy: { type: 'Recreate' }, minReadySeconds: 0, paused: false });
  const first = desiredFor(object, undefined);
  const present = child(object, { replicas: 3 });
  const annotations = { ...present.metadata.annotations, 'deployment.kubernetes.io/revision': '1' };
  const metadata = { ...present.metadata, annotations, generation: 7 };
  t.deepEqual(desiredFor(object, { ...present, metadata }), first);
});

test('a Deployment that we made is ours without its owner reference too, and gets it back', (t) => {
  const object = iceoryxDeployment();
  const present = child(object);
  const metadata = { ...present.metadata, ownerReferences: [] };
  const stripped = { ...present, metadata };
  t.is(decide({ object, child: stripped, capabilities: CAN, agent: AGENT }).obstacle?.reason, 'NameTaken');
  const status = { deployment: { uid: present.metadata.uid ?? '', generation: 1, digest: '' } };
  t.is(desiredFor({ ...object, status }, stripped).metadata.ownerReferences?.length, 1);
});

test('a Deployment of another owner is left alone and named', (t) => {
  const object = iceoryxDeployment();
  const foreign = { ...child(object), metadata: { name: 'robot', namespace: 'lab', uid: 'foreign' } };
  const { obstacle } = decide({ object, child: foreign, capabilities: CAN, agent: AGENT });
  t.is(obstacle?.reason, 'NameTaken');
  t.regex(obstacle?.message ?? '', /Deployment lab\/robot .* delete it, or give this IceoryxDeployment another name/);
});

test('the Deployment of a predecessor is waited for: the garbage collector removes it', (t) => {
  const object = iceoryxDeployment();
  const predecessors = child({ ...object, metadata: { ...object.metadata, uid: 'uid-of-predecessor' } });
  t.is(decide({ object, child: predecessors, capabilities: CAN, agent: AGENT }).obstacle?.reason, 'PredecessorEnding');
});

test('an invalid specification is an obstacle that lists every problem', (t) => {
  const object = iceoryxDeployment({
    sharedMemory: { sizeLimit: '1Mi' },
    roudi: { resources: { limits: { memory: '1Mi' } } },
  });
  const { obstacle } = decide({ object, child: undefined, capabilities: CAN, agent: AGENT });
  t.is(obstacle?.reason, 'InvalidSpec');
  t.regex(obstacle?.message ?? '', /spec\.sharedMemory\.sizeLimit: .*; spec\.roudi\.resources\.limits\.memory: /);
});
