import test from 'ava';
import type { Deployment } from '../../../../src/controllers/deployment/child.ts';
import { digestOf, isUntouched, recordOf } from '../../../../src/controllers/deployment/write-guard.ts';
import { child, iceoryxDeployment } from './objects.ts';

const desired = child(iceoryxDeployment());
const record = recordOf(desired, { digest: digestOf(desired, ''), template: '', objectGeneration: 1 });
const live = (metadata: Partial<Deployment['metadata']>): Deployment => ({
  ...desired,
  metadata: { ...desired.metadata, ...metadata },
});
const untouched = (metadata: Partial<Deployment['metadata']>): boolean => isUntouched(live(metadata), desired, record);

test('as it was left, it is untouched, whatever others put beside our metadata', (t) => {
  const foreign = { apiVersion: 'v1', kind: 'Node', name: 'n', uid: 'u' };
  t.true(untouched({}));
  t.true(untouched({ labels: { ...desired.metadata.labels, other: 'x' } }));
  t.true(untouched({ ownerReferences: [foreign, ...(desired.metadata.ownerReferences ?? [])] }));
});

for (const [what, metadata] of Object.entries({
  'its spec or an annotation': { generation: 2 },
  'the Deployment itself': { uid: 'another' },
  'a label of ours': { labels: { ...desired.metadata.labels, 'app.kubernetes.io/managed-by': 'me' } },
  'all labels': { labels: {} },
  'its owner': { ownerReferences: [] },
})) {
  test(`it is touched when somebody has changed ${what}`, (t) => {
    t.false(untouched(metadata));
  });
}

test('nothing is known without a record', (t) => {
  t.false(isUntouched(desired, desired, undefined));
});

test('the digest tells a field that is no longer set', (t) => {
  const { paused: _, ...spec } = { ...desired.spec, paused: true };
  t.not(
    digestOf({ ...desired, spec: { ...desired.spec, paused: true } } as Deployment, ''),
    digestOf({ ...desired, spec } as Deployment, ''),
  );
});

test('the digest tells another template, and an annotation of the Deployment', (t) => {
  t.not(digestOf(desired, 'one'), digestOf(desired, 'other'));
  t.not(digestOf(live({ annotations: {} }), 'one'), digestOf(desired, 'one'));
});
