import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ApiBench } from '../support/api-bench.ts';
import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
let kubectl: Kubectl;

test.before(async () => {
  bench = await ApiBench.join('apply-record');
  ({ kubectl } = bench);
  await bench.startElectedOperator('--leader-election-namespace', bench.namespace);
});
test.after.always(async () => bench.close());

/** Values that the API server normalises. */
const SPELLED = { requests: { cpu: '0.5', memory: '1048576Ki' }, limits: { cpu: 1, memory: '2e9' } };

/** Makes or changes an IceoryxDeployment, and waits until the operator is done with it. */
async function settle(name: string, spec: object = {}): Promise<void> {
  const object = {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    // As charts and GitOps tools set them.
    metadata: { name, labels: { team: 'vision', 'app.kubernetes.io/part-of': 'robot' } },
    spec: {
      replicas: 0,
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1', resources: SPELLED }] } },
      ...spec,
    },
  };
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(object) });
  await until(`${name} is ready`, async () => {
    const { metadata, status } = (await kubectl.get<IceoryxDeployment>('ioxd', name)) ?? {};
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'True' && ready.observedGeneration === metadata?.generation;
  });
}

async function deployment(name: string): Promise<Deployment> {
  return until(`${name} has a Deployment`, async () => kubectl.get<Deployment>('deployment', name));
}

const json = (patch: object): readonly string[] => ['patch', 'NAME', '--type=json', '-p', JSON.stringify([patch])];

for (const [what, edit, isRestored] of [
  [
    'an-image-set',
    ['set', 'image', 'NAME', 'app=example.com/other:2'],
    ({ spec }) => spec?.template.spec?.containers[0]?.image === 'example.com/app:1',
  ],
  [
    'a-field-removed',
    json({ op: 'remove', path: '/spec/template/spec/initContainers/0' }),
    ({ spec }) => spec?.template.spec?.initContainers?.[0]?.name === 'iceoryx-install',
  ],
  [
    'a-label-changed',
    ['label', 'NAME', '--overwrite', 'app.kubernetes.io/managed-by=me'],
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/managed-by'] === 'iceoryx-operator',
  ],
  [
    'a-label-of-the-owner-removed',
    ['label', 'NAME', 'team-'],
    ({ metadata }) => metadata.labels?.['team'] === 'vision',
  ],
  [
    'the-label-removed-by-which-we-find-it',
    ['label', 'NAME', 'iceoryx.io/deployment-'],
    ({ metadata }) => metadata.labels?.['iceoryx.io/deployment'] !== undefined,
  ],
  [
    'an-annotation-removed',
    ['annotate', 'NAME', 'iceoryx.io/shape-'],
    ({ metadata }) => metadata.annotations?.['iceoryx.io/shape'] !== undefined,
  ],
  [
    'the-owner-removed',
    json({ op: 'remove', path: '/metadata/ownerReferences' }),
    ({ metadata }) => metadata.ownerReferences?.length === 1,
  ],
] satisfies [string, readonly string[], (child: Deployment) => boolean][]) {
  test.serial(`an edit of the Deployment by hand is reverted: ${what}`, async (t) => {
    await settle(what);
    const { uid } = (await deployment(what)).metadata;
    await kubectl.run(edit.map((word) => word.replace('NAME', `deployment/${what}`)));
    const child = await until('the edit is gone', async () => {
      const now = await deployment(what);
      return isRestored(now) && now;
    });
    t.is(child.metadata.uid, uid, 'it is still the same Deployment');
  });
}

test.serial('a field that is removed from the object is removed from the Deployment too', async (t) => {
  await settle('unset', { minReadySeconds: 7, progressDeadlineSeconds: 77 });
  t.like((await deployment('unset')).spec, { minReadySeconds: 7, progressDeadlineSeconds: 77 });
  await settle('unset');
  await until('the field has its default again', async () => {
    const { spec } = await deployment('unset');
    return (spec?.minReadySeconds ?? 0) === 0 && spec?.progressDeadlineSeconds === 600;
  });
  t.pass();
});

test.serial('a restarted operator writes nothing if nothing has changed', async (t) => {
  await settle('in-order');
  await bench.stopOperator();
  await bench.alone();
  // Renewals of the Lease would count as writes.
  await bench.startOperator('--metrics-port', '0');
  const { items } = (await kubectl.get<{ items: object[] }>('ioxd')) ?? { items: [] };
  t.true(items.length > 5);
  await until('each object was reconciled', async () => (await bench.reconciles()) >= items.length);
  const writes = /method="(?:POST|PUT|PATCH|DELETE)"/;
  t.is(await bench.metric('rest_client_requests_total', writes), 0);
  await settle('in-order', { minReadySeconds: 1 });
  t.true((await bench.metric('rest_client_requests_total', writes)) > 0, 'and a write is counted');
});
