import test from 'ava';
import type { Deployment } from '../../../../src/controllers/deployment/child.ts';
import { deploymentDigest, recordOf } from '../../../../src/controllers/deployment/apply-record.ts';
import { isUntouched } from '../../../../src/controllers/kit/child.ts';
import { child, iceoryxDeployment } from './objects.ts';

const desired = child(iceoryxDeployment());
const record = recordOf(desired, { digest: deploymentDigest(desired, ''), template: '', objectGeneration: 1 });
const live = (metadata: Partial<Deployment['metadata']>): Deployment => ({
  ...desired,
  metadata: { ...desired.metadata, ...metadata },
});
const untouched = (metadata: Partial<Deployment['metadata']>): boolean => isUntouched(live(metadata), desired, record);

test('an unchanged Deployment counts as untouched, whatever others add beside our metadata', (t) => {
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
  test(`a Deployment counts as touched when another client has changed ${what}`, (t) => {
    t.false(untouched(metadata));
  });
}

test('nothing is known without a record', (t) => {
  t.false(isUntouched(desired, desired, undefined));
});

test('the digest reveals a field that is no longer set', (t) => {
  const { paused: _, ...spec } = { ...desired.spec, paused: true };
  t.not(
    deploymentDigest({ ...desired, spec: { ...desired.spec, paused: true } } as Deployment, ''),
    deploymentDigest({ ...desired, spec } as Deployment, ''),
  );
});

test('the digest reveals another template, and an annotation of the Deployment', (t) => {
  t.not(deploymentDigest(desired, 'one'), deploymentDigest(desired, 'other'));
  t.not(deploymentDigest(live({ annotations: {} }), 'one'), deploymentDigest(desired, 'one'));
});
