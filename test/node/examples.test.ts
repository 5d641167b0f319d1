import test from 'ava';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { until } from '../../lab/host/until.ts';

/* Examples whose images the tests have. All others are applied by a dry run in test/api/examples.test.ts. */

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('examples');
});
test.after.always(async () => bench.close());

for (const [name, namespace] of [
  ['non-root', 'default'],
  ['restricted', 'iceoryx-restricted'],
] as const) {
  test(`examples/${name}.yaml becomes a pod in which samples flow`, async (t) => {
    const file = `examples/${name}.yaml`;
    const kubectl = new Kubectl(bench.cluster, namespace);
    t.teardown(async () => kubectl.run(['delete', '-f', file, '--wait=false']));
    await kubectl.run(['apply', '-f', file]);
    await kubectl.run(['wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s']);
    const logs = ['logs', `deploy/${name}`, '-c', 'subscriber'];
    await until('samples flow', async () => samples((await kubectl.run(logs)).split('\n')).length > 3);
    const id = await kubectl.run(['exec', `deploy/${name}`, '-c', 'publisher', '--', 'id', '-u']);
    t.is(id.trim(), '1000');
  });
}
