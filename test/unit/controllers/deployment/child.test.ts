import test from 'ava';
import { rolloutFor } from '../../../../src/controllers/deployment/rollout.ts';
import { capabilitiesOf, isNewShape } from '../../../../src/controllers/deployment/shape.ts';
import { AGENT, iceoryxDeployment, planned, settled } from './objects.ts';

type Spec = NonNullable<Parameters<typeof iceoryxDeployment>[0]>;

const can = { restartAllContainers: true };
const cannot = { restartAllContainers: false };
const pod = { securityContext: { runAsUser: 1000 } };
const { object: before, child } = settled(iceoryxDeployment({ pod }), cannot);
const after = (spec: Spec) => {
  const { metadata, ...changed } = iceoryxDeployment(spec);
  const object = { ...before, ...changed, metadata: { ...metadata, generation: 2 } };
  return rolloutFor(object, planned(object), child, { capabilities: can, agent: AGENT }).desired;
};

test('pods keep the shape that they were made with, whatever nodes are added', (t) => {
  const scaled = after({ pod, replicas: 7 });
  t.false(isNewShape(scaled, child));
  t.deepEqual(capabilitiesOf(scaled), cannot);
});

for (const [field, spec] of Object.entries<Spec>({
  template: { pod: { ...pod, priorityClassName: 'high' } },
  roudi: { pod, roudi: { logLevel: 'Debug' } },
  agent: { pod, agent: { resources: { limits: { memory: '64Mi' } } } },
  containers: { pod, containers: ['app'] },
  sharedMemory: { pod, sharedMemory: { headroomPercent: 20 } },
  termination: { pod, termination: { appStopSeconds: 3 } },
  'recovery.mode': { pod, recovery: { mode: 'None' } },
  identity: { pod, identity: { users: [{ name: 'camera', uid: 1000, group: 'imaging', gid: 1000 }] } },
})) {
  test(`a change of ${field} makes new pods for the current capabilities of the cluster`, (t) => {
    const desired = after(spec);
    t.true(isNewShape(desired, child));
    t.deepEqual(capabilitiesOf(desired), can);
  });
}

test('labels of the object are copied to its Deployment, except those that the operator uses', (t) => {
  const object = iceoryxDeployment();
  const labels = { team: 'perception', 'app.kubernetes.io/managed-by': 'Helm', 'iceoryx.io/deployment': 'other' };
  const labelled = { ...object, metadata: { ...object.metadata, labels } };
  const { desired } = rolloutFor(labelled, planned(labelled), undefined, { capabilities: can, agent: AGENT });
  t.deepEqual(desired.metadata.labels, {
    team: 'perception',
    'app.kubernetes.io/managed-by': 'iceoryx-operator',
    'iceoryx.io/deployment': 'robot',
  });
  t.deepEqual(
    desired.spec?.template.metadata?.labels,
    { 'iceoryx.io/deployment': 'robot' },
    'pods have those of the template',
  );
});
