import test from 'ava';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { liveTemplateDigest } from '../../src/controllers/deployment/shape.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
test.before(async () => {
  bench = await ApiBench.join('rollout');
});
test.after.always(async () => bench.close());

const agentOf = (child: Deployment | undefined) =>
  child?.spec?.template.spec?.initContainers?.find(({ name }) => name === 'iceoryx-agent');

/** Makes pods of an object, and the record of them, look as another version of the operator would have made them. */
async function ofOlderOperator(name: string): Promise<void> {
  await bench.stopOperator();
  const remove = { op: 'remove', path: '/spec/template/spec/initContainers/1/lifecycle' };
  const byUs = ['--field-manager=iceoryx-operator', '-p'];
  await bench.kubectl.run(['patch', 'deployment', name, '--type=json', ...byUs, JSON.stringify([remove])]);
  // In the order of the API server, which kubectl does not keep.
  const raw = await bench.kubectl.run([
    'get',
    '--raw',
    `/apis/apps/v1/namespaces/${bench.namespace}/deployments/${name}`,
  ]);
  const child = JSON.parse(raw) as Deployment;
  const record = {
    generation: child.metadata.generation,
    digest: 'of-then',
    template: 'of-then',
    liveTemplate: liveTemplateDigest(child.spec?.template ?? {}),
  };
  const status = JSON.stringify({ status: { deployment: record } });
  await bench.kubectl.run(['patch', 'ioxd', name, '--subresource=status', '--type=merge', '-p', status]);
}

const patch = async (name: string, spec: object): Promise<string> =>
  bench.kubectl.run(['patch', 'ioxd', name, '--type=merge', '-p', JSON.stringify({ spec })]);

test.serial('a newer operator replaces no pod and reports that, and it still scales and pauses', async (t) => {
  await bench.startOperator();
  await bench.apply(robot('upgraded'));
  await bench.holds('upgraded', 'Ready');
  t.is((await bench.condition('upgraded', 'UpToDate'))?.status, 'True');
  await ofOlderOperator('upgraded');
  await bench.startOperator();
  await bench.holds('upgraded', 'UpToDate', 'False', 'NewerShapeAvailable');
  await bench.holds('upgraded', 'Ready');
  t.is((await bench.condition('upgraded', 'Reconciling'))?.status, 'False');

  await patch('upgraded', { replicas: 2, paused: true, minReadySeconds: 3 });
  await until('it is scaled', async () => (await bench.deployment('upgraded'))?.spec?.replicas === 2);
  const scaled = await bench.deployment('upgraded');
  t.like(scaled?.spec, { paused: true, minReadySeconds: 3 });
  t.is(agentOf(scaled)?.lifecycle, undefined, 'the template is as it was');
  await patch('upgraded', { replicas: 0, paused: false, minReadySeconds: null });
  await bench.holds('upgraded', 'Ready');

  await bench.kubectl.run(['rollout', 'restart', 'deployment/upgraded']);
  await until('the restart has arrived', async () =>
    JSON.stringify(await bench.deployment('upgraded')).includes('kubectl.kubernetes.io/restartedAt'),
  );
  await patch('upgraded', { progressDeadlineSeconds: 77 });
  await until(
    'the other field has arrived',
    async () => (await bench.deployment('upgraded'))?.spec?.progressDeadlineSeconds === 77,
  );
  const restarted = await bench.deployment('upgraded');
  t.is(agentOf(restarted)?.lifecycle, undefined);
  t.true(JSON.stringify(restarted).includes('kubectl.kubernetes.io/restartedAt'), 'the restart is kept');

  await patch('upgraded', { termination: { appStopSeconds: 20 } });
  await until(
    'the next change brings the newer shape',
    async () => agentOf(await bench.deployment('upgraded'))?.lifecycle !== undefined,
  );
  await bench.holds('upgraded', 'UpToDate');
});

test.serial('rollout: Automatic brings the newer shape at once', async (t) => {
  await bench.apply(robot('automatic'));
  await bench.holds('automatic', 'Ready');
  await ofOlderOperator('automatic');
  await bench.startOperator();
  await bench.holds('automatic', 'UpToDate', 'False');
  await patch('automatic', { rollout: 'Automatic' });
  await bench.holds('automatic', 'UpToDate');
  t.truthy(agentOf(await bench.deployment('automatic'))?.lifecycle);
});

test.serial('an edit of a held template is reverted', async (t) => {
  await bench.apply(robot('edited'));
  await bench.holds('edited', 'Ready');
  await ofOlderOperator('edited');
  await bench.startOperator();
  await bench.holds('edited', 'UpToDate', 'False');
  await bench.kubectl.run(['set', 'image', 'deployment/edited', 'app=example.com/other:2']);
  await until('the image is back', async () => {
    const { spec } = (await bench.deployment('edited')) ?? {};
    return spec?.template.spec?.containers[0]?.image === 'example.com/app:1';
  });
  t.pass();
});

test.serial('new capabilities of nodes replace no pod until the next change', async (t) => {
  await bench.apply(robot('nodes'));
  await bench.holds('nodes', 'Ready');
  const before = await bench.deployment('nodes');
  t.is(agentOf(before)?.restartPolicyRules, undefined);
  const able = bench.nameFor('able');
  t.teardown(async () => bench.kubectl.run(['delete', 'node', able]));
  await bench.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: able } });
  const status = JSON.stringify({ status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] } });
  await bench.kubectl.run(['patch', 'node', able, '--subresource=status', '--type=merge', '-p', status]);
  const { message } = await bench.holds('nodes', 'UpToDate', 'False', 'NewerShapeAvailable');
  t.regex(message, /with the next change of the specification, or at once with spec\.rollout: Automatic/);
  t.is((await bench.deployment('nodes'))?.metadata.generation, before?.metadata.generation);
  await patch('nodes', { termination: { appStopSeconds: 20 } });
  await until(
    'the rule is set',
    async () => agentOf(await bench.deployment('nodes'))?.restartPolicyRules?.length === 1,
  );
  await bench.holds('nodes', 'UpToDate');
});

test.serial('a change that does not affect pods causes no rollout', async (t) => {
  await bench.apply(robot('quiet'));
  await bench.holds('quiet', 'Ready');
  const before = await bench.deployment('quiet');
  await patch('quiet', { recovery: { maxPerHour: 3, whenBlocked: 'Delete' }, rollout: 'Automatic' });
  await bench.holds('quiet', 'Ready');
  t.is((await bench.deployment('quiet'))?.metadata.resourceVersion, before?.metadata.resourceVersion);
});

test.serial("apps that state an iceoryx version other than RouDi's are not rolled out", async (t) => {
  await bench.apply(robot('versions'));
  await bench.holds('versions', 'VersionsMatch', 'Unknown', 'NotStated');
  const before = await bench.deployment('versions');
  const app = (tag: string) => ({
    template: { spec: { containers: [{ name: 'app', image: `example.com/app:${tag}` }] } },
  });
  await bench.apply(robot('versions', app('2-iceoryx2.95.8')));
  await bench.holds('versions', 'VersionsMatch', 'False', 'VersionMismatch');
  await bench.holds('versions', 'Stalled', 'True', 'VersionMismatch');
  t.is((await bench.deployment('versions'))?.metadata.generation, before?.metadata.generation);
  await bench.apply(robot('versions', app('2-iceoryx2.0.3')));
  await bench.holds('versions', 'VersionsMatch');
  await bench.holds('versions', 'Ready');
});
