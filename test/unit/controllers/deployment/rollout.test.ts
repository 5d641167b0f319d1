import test from 'ava';
import type { Deployment } from '../../../../src/controllers/deployment/child.ts';
import type { IceoryxDeployment } from '../../../../src/controllers/resources.ts';
import {
  isTemplateUntouched,
  type Rollout,
  rolloutFinding,
  rolloutFor,
} from '../../../../src/controllers/deployment/rollout.ts';
import { isNewShape, liveTemplateDigest, templateDigest } from '../../../../src/controllers/deployment/shape.ts';
import { withDefaultImage } from '../../../../src/pod/deployment-request.ts';
import { AGENT, iceoryxDeployment, planned, settled } from './objects.ts';

const CAN = { restartAllContainers: true };
const CANNOT = { restartAllContainers: false, because: 'a node is old' };
const object = iceoryxDeployment();

const rollout = (of: { object: IceoryxDeployment; child?: Deployment }, nodes = CAN, refused?: string): Rollout =>
  rolloutFor(of.object, planned(of.object), of.child, { capabilities: nodes, agent: AGENT }, refused);
const hasRule = ({ desired }: Rollout) => JSON.stringify(desired.spec?.template).includes('RestartAllContainers"');

/** The same object with another specification and generation, and the record of before. */
function changed(spec: object, { object: before, child }: ReturnType<typeof settled>) {
  const metadata = { ...before.metadata, generation: 2 };
  return { object: { ...before, metadata, spec: { ...before.spec, ...spec } }, child };
}

/** An object as an operator of another version left it: with a template that this one would not make. */
function ofOlderOperator(of = object): ReturnType<typeof settled> {
  const { object: known, child } = settled(of);
  const template = structuredClone(child.spec?.template ?? {});
  delete template.spec?.initContainers?.[1]?.readinessProbe;
  const older = { ...child, spec: { ...child.spec, template } } as Deployment;
  const deployment = { ...known.status?.deployment, template: 'of-then', liveTemplate: liveTemplateDigest(template) };
  return { object: { ...known, status: { deployment } } as IceoryxDeployment, child: older };
}

test('an existing Deployment is kept and is up to date', (t) => {
  const before = settled(object);
  const { desired, outdatedBecause } = rollout(before);
  t.deepEqual(desired.spec, before.child.spec);
  t.is(outdatedBecause, undefined);
  t.like(rolloutFinding(outdatedBecause), { status: 'True', reason: 'NewestShape' });
});

test('nodes that come and go replace no pod, and a newer shape is reported as available', (t) => {
  const before = settled(object);
  const { desired, outdatedBecause } = rollout(before, CANNOT);
  t.deepEqual(desired, rollout(before).desired);
  t.like(rolloutFinding(outdatedBecause), { status: 'False', reason: 'NewerShapeAvailable' });
  t.false(isNewShape(desired, before.child), 'the API server is not asked');
});

test('the next change of the specification makes pods for the current nodes', (t) => {
  const next = rollout(changed({ termination: { appStopSeconds: 20 } }, settled(object)), CANNOT);
  t.false(hasRule(next));
  t.is(next.outdatedBecause, undefined);
});

test('scaling and pausing work meanwhile, and leave the template alone', (t) => {
  const before = settled(object);
  const { desired, outdatedBecause } = rollout(changed({ replicas: 5, paused: true }, before), CANNOT);
  t.like(desired.spec, { replicas: 5, paused: true });
  t.deepEqual(desired.spec?.template, before.child.spec?.template);
  t.truthy(outdatedBecause);
  const older = rollout(changed({ replicas: 5, paused: true }, ofOlderOperator()), CANNOT);
  t.like(older.desired.spec, { replicas: 5, paused: true });
  t.truthy(older.ifTemplateChanged, 'the live template has to be sent');
});

test('a newer operator leaves pods as they are, also if it counts other fields as the specification', (t) => {
  const older = ofOlderOperator();
  t.truthy(rollout(older).ifTemplateChanged);
  t.regex(rollout(older).outdatedBecause ?? '', /earlier operator/);
  const shape = JSON.stringify({ spec: 'counted-differently', nodes: true, capabilities: CAN });
  const child = { ...older.child, metadata: { ...older.child.metadata, annotations: { 'iceoryx.io/shape': shape } } };
  const { desired, ifTemplateChanged } = rollout({ object: older.object, child });
  t.truthy(ifTemplateChanged);
  t.deepEqual(
    desired.metadata.annotations,
    rollout(settled(object)).desired.metadata.annotations,
    'the new count is recorded, for when the user changes something else',
  );
});

test('a held template is recorded with the capabilities that it was made with', (t) => {
  const older = ofOlderOperator();
  const shape = JSON.stringify({ spec: 'counted-differently', nodes: false, capabilities: CANNOT });
  const child = { ...older.child, metadata: { ...older.child.metadata, annotations: { 'iceoryx.io/shape': shape } } };
  const now = { restartAllContainers: false, because: 'another node is old' };
  const { desired, ifTemplateChanged } = rollout({ object: older.object, child }, now);
  const because = (of?: Deployment) =>
    /"because":"([^"]*)"/.exec(of?.metadata.annotations?.['iceoryx.io/shape'] ?? '')?.[1];
  t.is(because(desired), 'a node is old');
  t.is(because(ifTemplateChanged), 'another node is old');
  t.deepEqual(desired.spec, ifTemplateChanged?.spec, 'both have the template of nodes without the capability');
});

test('another default image of the operator is a newer shape, and arrives with the next change', (t) => {
  const { image: _, ...roudi } = object.spec.roudi ?? {};
  const bare = { ...object, spec: { ...object.spec, roudi } };
  const { object: known, child } = settled(withDefaultImage(bare, 'example.com/roudi:2.0.3'));
  const later = { ...known, spec: withDefaultImage(bare, 'example.com/roudi:2.0.6').spec };
  const { outdatedBecause, desired, ifTemplateChanged } = rollout({ object: later, child });
  t.regex(outdatedBecause ?? '', /default image of RouDi/);
  t.deepEqual(ifTemplateChanged, desired, 'held: the live template is sent');
  const next = rollout(changed({ minReadySeconds: 1, termination: { appStopSeconds: 20 } }, { object: later, child }));
  t.is(next.outdatedBecause, undefined);
  t.true(JSON.stringify(next.desired).includes('roudi:2.0.6'));
});

test('rollout: Automatic replaces pods at once', (t) => {
  const automatic = iceoryxDeployment({ rollout: 'Automatic' });
  t.false(hasRule(rollout(settled(automatic), CANNOT)));
  const { desired, outdatedBecause, ifTemplateChanged } = rollout(ofOlderOperator(automatic));
  t.deepEqual(desired.spec, settled(automatic).child.spec);
  t.is(outdatedBecause, undefined);
  t.is(ifTemplateChanged, undefined);
});

test('kubectl rollout restart and new defaults of the API server are no edit of a template, an image is', (t) => {
  const { object: known, child } = ofOlderOperator();
  const record = known.status?.deployment ?? { uid: '', generation: 0, digest: '' };
  const live = structuredClone(child);
  t.true(isTemplateUntouched(live, record));
  Object.assign(live.spec?.template.spec ?? {}, { fieldOfTomorrow: 'its default' });
  t.true(isTemplateUntouched(live, record), 'that is no new generation');

  const restarted = structuredClone(child);
  restarted.metadata.generation = 2;
  const annotations = restarted.spec?.template.metadata?.annotations ?? {};
  annotations['kubectl.kubernetes.io/restartedAt'] = '2026-01-01T00:00:00Z';
  t.true(isTemplateUntouched(restarted, record));
  annotations['edited'] = 'by hand';
  t.false(isTemplateUntouched(restarted, record));
});

test('a rule that the API server drops is tried once, and is no newer shape', (t) => {
  const first = rollout({ object }, CAN, 'the gate is off');
  t.false(hasRule(first));
  const child = { ...first.desired, metadata: { ...first.desired.metadata, uid: 'uid-of-child', generation: 1 } };
  const template = templateDigest(first.desired.spec?.template ?? {});
  const deployment = { uid: 'uid-of-child', generation: 1, digest: '', template, objectGeneration: 1 };
  const next = rollout({ object: { ...object, status: { deployment } }, child });
  t.deepEqual(next.desired, first.desired);
  t.is(next.outdatedBecause, undefined);
});
