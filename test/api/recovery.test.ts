import test from 'ava';
import { ApiBench, robot } from '../support/api-bench.ts';

/** Nodes declare the feature in each case; API servers differ in what they make of the rule. */
const SERVERS: [what: string, open: () => Promise<ApiBench>, value: string, because?: RegExp][] = [
  ['keeps the rule', async () => ApiBench.join('recovery'), 'in place'],
  [
    'refuses the rule',
    async () => ApiBench.open('test-rule-refused', { RestartAllContainersOnContainerExits: false }),
    'by replacement',
    /the API server refused the rule RestartAllContainers: .*restartPolicyRules/,
  ],
  [
    'drops the rule',
    async () =>
      ApiBench.open('test-rule-dropped', { ContainerRestartRules: false, RestartAllContainersOnContainerExits: false }),
    'by replacement',
    /the API server dropped the rule RestartAllContainers/,
  ],
];

for (const [what, open, value, because] of SERVERS) {
  test.serial(`on an API server that ${what}, pods get what it keeps, and the status reports it`, async (t) => {
    const bench = await open();
    const node = bench.nameFor('able');
    t.teardown(async () => {
      await bench.kubectl.run(['delete', 'node', node, '--ignore-not-found']);
      await bench.close();
    });
    await bench.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: node } });
    const status = JSON.stringify({ status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] } });
    await bench.kubectl.run(['patch', 'node', node, '--subresource=status', '--type=merge', '-p', status]);

    await bench.startElectedOperator('--leader-election-namespace', bench.namespace);
    await bench.apply(robot('robot'));
    await bench.holds('robot', 'Ready');
    const recovery = (await bench.object('robot')).status?.computed?.find(({ name }) => name === 'Recovery');
    t.is(recovery?.value, value);
    t.regex(recovery?.because ?? 'as asked', because ?? /^as asked$/);
    const child = await bench.deployment('robot');
    const agent = child?.spec?.template.spec?.initContainers?.find(({ name }) => name === 'iceoryx-agent');
    t.is(agent?.restartPolicyRules?.length ?? 0, value === 'in place' ? 1 : 0);
  });
}
