import test from 'ava';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { chartExpressions, metricsOf } from '../support/chart-expressions.ts';
import { agentOptions, Bench } from '../../lab/operator/node-cluster.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import { run } from '../../lab/host/run.ts';

const RULES = 'helm/iceoryx-operator/files/alerts.yaml';

let bench: Bench;
test.before(async (t) => {
  t.timeout(10 * 60_000, 'promtool is installed on first use');
  await requirePackages(['prometheus'], () => {});
  bench = await Bench.open('alerts');
});
test.after.always(async () => bench.close());

test.serial('Prometheus accepts the alert rules', async (t) => {
  t.regex(await run(['promtool', 'check', 'rules', '--lint=all', '--lint-fatal', RULES]), /SUCCESS/);
});

test.serial('each alert fires when it should, and none fires when all is well', async (t) => {
  t.regex(await run(['promtool', 'test', 'rules', 'test/node/alerts.promtool.yaml']), /SUCCESS/);
});

test.serial(
  'every metric of the rules and the dashboard is exported at /metrics, and Prometheus reads all of them',
  async (t) => {
    // This one stands by: another operator leads.
    const operator = await startOperator(
      bench.cluster,
      ...agentOptions(bench.images),
      '--metrics-port',
      '0',
      '--sweep-image',
      'none',
      '--webhook-port=0',
      '--webhook-name=localhost',
    );
    t.teardown(async () => stopOperator(operator));
    const serving = (): Record<string, unknown> | undefined =>
      operator.events.find(({ message }) => message === 'serving metrics');
    await operator.until(() => serving() !== undefined);
    await operator.until(({ events }) => events.some(({ message }) => message === 'waiting for leadership'));
    const command = ['node', '-e', 'fetch(process.argv[1]).then((r) => r.text()).then((s) => process.stdout.write(s))'];
    const url = `http://127.0.0.1:${String(serving()?.['port'])}/metrics`;
    const page = await run(bench.cluster.wrap([...command, url]));

    const served = new Set([...page.matchAll(/^# TYPE (?<name>\w+) /gm)].map(({ groups }) => groups?.['name']));
    const used = chartExpressions().flatMap(metricsOf);
    t.true(used.length > 20);
    t.deepEqual(
      used.filter((name) => !served.has(name)),
      [],
    );
    t.regex(page, /^leader_election_master_status\{name="iceoryx-operator"\} 0$/m);
  },
);
