import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { startOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

let cluster: Cluster;
let kubectl: Kubectl;
let operator: Program;

test.before(async () => {
  cluster = await up({ name: clusterOfCheckout('test-operator'), mode: 'control-plane' });
  kubectl = new Kubectl(cluster);
  operator = await startOperator(cluster);
});
test.after.always(async () => {
  operator.signal('SIGTERM');
  await operator.exitCode;
  await cluster.down();
});

function object(name: string, spec: object = {}): string {
  return JSON.stringify({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name },
    spec: {
      replicas: 0,
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
      ...spec,
    },
  });
}

async function apply(input: string): Promise<void> {
  await kubectl.run(['apply', '-f', '-'], { input });
}

async function deployment(name: string): Promise<Deployment | undefined> {
  return kubectl.get<Deployment>('deployment', name);
}

async function isReady(name: string): Promise<void> {
  await until(`${name} is ready`, async () => {
    const { metadata, status } = (await kubectl.get<IceoryxDeployment>('ioxd', name)) ?? {};
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'True' && ready.observedGeneration === metadata?.generation;
  });
}

function applied(name: string): number {
  return operator.events.filter(
    ({ key, message }) => key === `default/${name}` && String(message).startsWith('Deployment'),
  ).length;
}

async function probe(path: string): Promise<number> {
  const { port } = operator.events.find(({ message }) => message === 'answering probes') as { port: number };
  return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
}

test.serial(
  'an operator without its definitions is alive and not ready, and continues once they are installed',
  async (t) => {
    t.is(await probe('/healthz'), 200);
    t.is(await probe('/readyz'), 503);
    await installCrds(kubectl);
    await until('the operator is ready', async () => (await probe('/readyz')) === 200);
    t.pass();
  },
);

test.serial(
  'an IceoryxDeployment gets a Deployment that it owns, and a status that kubectl can wait for',
  async (t) => {
    await apply(object('owned'));
    await kubectl.run(['wait', '--for=condition=Ready', 'ioxd/owned', '--timeout=30s']);
    const child = await deployment('owned');
    t.like(child?.metadata.ownerReferences?.[0], { kind: 'IceoryxDeployment', name: 'owned', controller: true });
    t.is(child?.spec?.template.spec?.initContainers?.[0]?.name, 'iceoryx-install');
  },
);

test.serial('an object deleted in the first seconds of the API takes its Deployment with it at once', async (t) => {
  await apply(object('early'));
  await isReady('early');
  const begin = performance.now();
  await kubectl.run(['delete', 'ioxd', 'early']);
  await until('the Deployment is gone', async () => (await deployment('early')) === undefined);
  t.true(performance.now() - begin < 25_000, 'the garbage collector alone may need half a minute');
});

test.serial('edits of the Deployment by hand are reverted', async (t) => {
  await apply(object('edited'));
  await isReady('edited');
  await kubectl.run(['scale', 'deployment', 'edited', '--replicas=3']);
  await kubectl.run(['set', 'image', 'deployment/edited', 'app=example.com/other:2']);
  await until('the edits are gone', async () => {
    const { spec } = (await deployment('edited')) ?? {};
    return spec?.replicas === 0 && spec.template.spec?.containers[0]?.image === 'example.com/app:1';
  });
  t.pass();
});

test.serial('kubectl rollout restart of the Deployment is kept', async (t) => {
  await apply(object('restarted'));
  await isReady('restarted');
  await kubectl.run(['rollout', 'restart', 'deployment/restarted']);
  await apply(object('restarted', { replicas: 0, minReadySeconds: 1 }));
  await until('the change has arrived', async () => (await deployment('restarted'))?.spec?.minReadySeconds === 1);
  const annotations = (await deployment('restarted'))?.spec?.template.metadata?.annotations ?? {};
  t.true('kubectl.kubernetes.io/restartedAt' in annotations);
});

test.serial('a Deployment deleted by hand is created again', async (t) => {
  await apply(object('deleted'));
  await isReady('deleted');
  const uid = (await deployment('deleted'))?.metadata.uid;
  await kubectl.run(['delete', 'deployment', 'deleted']);
  const back = await until('another Deployment exists', async () => {
    const child = await deployment('deleted');
    return child?.metadata.uid !== uid && child;
  });
  t.truthy(back);
});

test.serial('kubectl scale on the object reaches the Deployment', async (t) => {
  await apply(object('scaled'));
  await isReady('scaled');
  await kubectl.run(['scale', 'ioxd/scaled', '--replicas=2']);
  await until('the Deployment is scaled', async () => (await deployment('scaled'))?.spec?.replicas === 2);
  t.pass();
});

test.serial('an object deleted and created again at once gets a Deployment of its own', async (t) => {
  await apply(object('again'));
  await isReady('again');
  const uid = (await deployment('again'))?.metadata.uid;
  await kubectl.run(['delete', 'ioxd', 'again']);
  await apply(object('again'));
  await isReady('again');
  t.not((await deployment('again'))?.metadata.uid, uid);
});

test.serial(
  'quantities in any spelling, and all else that the API server normalises, are applied only once',
  async (t) => {
    const resources = { requests: { cpu: '0.5', memory: '1048576Ki' }, limits: { cpu: 1, memory: '2e9' } };
    const containers = [{ name: 'app', image: 'a:1', resources, env: [{ name: 'EMPTY', value: '' }], ports: [] }];
    await apply(object('spelled', { template: { spec: { containers, nodeSelector: {} } } }));
    await isReady('spelled');
    const once = applied('spelled');
    await kubectl.run(['annotate', 'ioxd', 'spelled', 'a=b']);
    await kubectl.run(['label', 'deployment', 'spelled', 'others=label']);
    await apply(object('marker'));
    await isReady('marker');
    t.is(applied('spelled'), once);
  },
);

test.serial('an object deleted with --cascade=orphan leaves its Deployment behind', async (t) => {
  await apply(object('orphaned'));
  await isReady('orphaned');
  const uid = (await deployment('orphaned'))?.metadata.uid;
  await kubectl.run(['delete', 'ioxd', 'orphaned', '--cascade=orphan', '--timeout=90s']);
  await apply(object('after-orphaned'));
  await isReady('after-orphaned');
  const child = await deployment('orphaned');
  t.is(child?.metadata.uid, uid);
  t.is(child?.metadata.deletionTimestamp, undefined);
  t.is(child?.metadata.ownerReferences, undefined);
});

test.serial('a template that the API server refuses is reported in its words, and a change repairs it', async (t) => {
  const ports = [{ containerPort: 99_999 }];
  await apply(object('refused', { template: { spec: { containers: [{ name: 'app', image: 'a:1', ports }] } } }));
  await kubectl.run(['wait', '--for=condition=Stalled', 'ioxd/refused', '--timeout=30s']);
  const { status } = (await kubectl.get<IceoryxDeployment>('ioxd', 'refused')) ?? {};
  const stalled = status?.conditions?.find(({ type }) => type === 'Stalled');
  t.is(stalled?.reason, 'TemplateRefused');
  t.regex(stalled?.message ?? '', /containerPort.*99999/);
  await apply(object('refused'));
  await isReady('refused');
});

test.serial(
  'a field of the template that Kubernetes does not know is named, whether it was there from the start or came later',
  async (t) => {
    const containers = [{ name: 'app', image: 'a:1', imagePullPolice: 'Never' }];
    for (const [name, before] of [
      ['odd', undefined],
      ['turned-odd', {}],
    ] as const) {
      if (before !== undefined) {
        await apply(object(name, before));
        await isReady(name);
      }
      await apply(object(name, { template: { spec: { containers } } }));
      await kubectl.run(['wait', '--for=condition=Stalled', `ioxd/${name}`, '--timeout=30s']);
      const { status } = (await kubectl.get<IceoryxDeployment>('ioxd', name)) ?? {};
      const stalled = status?.conditions?.find(({ type }) => type === 'Stalled');
      t.is(stalled?.reason, 'TemplateRefused');
      t.regex(stalled?.message ?? '', /imagePullPolice/);
      await apply(object(name));
      await isReady(name);
    }
  },
);

test.serial('the operator after a killed one restores what was lost and changes nothing else', async (t) => {
  operator.signal('SIGKILL');
  await operator.exitCode;
  await kubectl.run(['delete', 'deployment', 'owned']);
  operator = await startOperator(cluster);
  await until('the deleted Deployment is back', async () => deployment('owned'));
  t.is(applied('deleted'), 0, 'nothing else is deleted');
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test.serial(`${signal} ends the operator cleanly`, async (t) => {
    operator.signal(signal);
    t.is(await operator.exitCode, 0);
    t.is(operator.events.at(-1)?.['message'], 'stopped');
    t.deepEqual(
      operator.events.filter(({ level }) => level === 'error'),
      [],
    );
    operator = await startOperator(cluster);
  });
}
