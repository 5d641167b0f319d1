import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import { until } from '../../lab/host/until.ts';

const OBJECT = {
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxDeployment',
  metadata: { name: 'robot' },
  spec: {
    replicas: 0,
    roudi: { image: 'example.com/roudi:2.0.3' },
    template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
  },
};

/** Nodes declare the feature in each; what the API server makes of the rule differs. */
const SERVERS: [what: string, featureGates: Record<string, boolean>, value: string, why: RegExp][] = [
  ['keeps the rule', {}, 'in place', /every node/],
  [
    'refuses the rule',
    { RestartAllContainersOnContainerExits: false },
    'by replacement',
    /the API server refused the rule RestartAllContainers: .*restartPolicyRules/,
  ],
  [
    'drops the rule',
    { ContainerRestartRules: false, RestartAllContainersOnContainerExits: false },
    'by replacement',
    /the API server took the rule RestartAllContainers away/,
  ],
];

for (const [what, featureGates, value, why] of SERVERS) {
  test.serial(`on an API server that ${what}, pods are made with what it keeps, and status says so`, async (t) => {
    const cluster = await up({ name: clusterOfCheckout('test-recovery'), mode: 'control-plane', featureGates });
    t.teardown(async () => cluster.down());
    const kubectl = new Kubectl(cluster);
    await installCrds(kubectl);
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'able' } };
    await kubectl.run(['create', '-f', '-'], { input: JSON.stringify(node) });
    const status = JSON.stringify({ status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] } });
    await kubectl.run(['patch', 'node', 'able', '--subresource=status', '--type=merge', '-p', status]);

    const operator = await startOperator(cluster);
    await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(OBJECT) });
    const ready = await until('the object to be ready', async () => {
      const found = await kubectl.get<IceoryxDeployment>('ioxd', 'robot');
      return found?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') && found;
    });
    const recovery = ready.status?.computed?.find(({ name }) => name === 'Recovery');
    t.is(recovery?.value, value);
    t.regex(recovery?.sum ?? '', why);
    const child = await kubectl.get<Deployment>('deployment', 'robot');
    const link = child?.spec?.template.spec?.initContainers?.find(({ name }) => name === 'link');
    t.is(link?.restartPolicyRules?.length ?? 0, value === 'in place' ? 1 : 0);
    await stopOperator(operator);
  });
}
