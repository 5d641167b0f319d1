import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { run } from '../../lab/host/run.ts';
import { anyProfile, asking, completed, podOf, surviveIn } from '../../lab/operator/asking.ts';
import { agentOptions, Bench } from '../../lab/operator/node-cluster.ts';
import { flowing } from '../../lab/operator/renewal.ts';
import { apps } from '../../lab/operator/templates.ts';

/* Workloads into whose pods `inject` has put RouDi, without the operator having a part in it. */

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('inject');
  // Nothing here may need it.
  await bench.stopOperator();
});
test.after.always(async () => bench.close());

/** Applies objects by way of `inject`, as a pipe of a user would. */
async function applyInjected(...items: object[]): Promise<void> {
  await applyFile(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [anyProfile(bench), ...items] }));
}

async function applyFile(text: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'inject-'));
  const file = join(directory, 'workload.yaml');
  await writeFile(file, text);
  const input = await run(['node', 'src/main.ts', 'inject', '-f', file, ...agentOptions(bench.images)]);
  await rm(directory, { recursive: true });
  await new Kubectl(bench.cluster, bench.namespace).run(['apply', '-f', '-'], { input });
}

test(
  'samples flow in a StatefulSet, and again in the same pod after RouDi was killed, without an operator',
  inTurn(async (t) => {
    const name = 'statefulset';
    await applyInjected({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        selector: { matchLabels: { app: name } },
        serviceName: name,
        template: asking(name, { containers: apps(bench.images) }),
      },
    });
    const { before, after } = await surviveIn(bench, name);
    t.is(after, before);
    await bench.kubectl('delete', 'statefulset', name, '--wait=false');
  }),
);

for (const [file, kind] of [
  ['job', 'Job'],
  ['stateful-set', 'StatefulSet'],
] as const) {
  test(
    `samples flow in the ${kind} of examples/bring-your-own/${file}.yaml`,
    inTurn(async (t) => {
      // The images of the examples are built by users; those of the tests have the same programs.
      const text = readFileSync(`examples/bring-your-own/${file}.yaml`, 'utf8')
        .replaceAll(/iceoryx\.invalid\/roudi:\S+/g, bench.images.roudi.reference)
        .replaceAll(/iceoryx\.invalid\/example:\S+/g, bench.images.counter.reference)
        .replace('--exit-after 1000', '--exit-after 50');
      t.notRegex(text, /image: iceoryx\.invalid/, 'each image is one that the node has');
      await applyFile(text);
      if (kind === 'Job') {
        t.is((await completed(bench, 'replay'))?.succeeded, 1);
      } else {
        await bench.kubectl('rollout', 'status', 'statefulset/camera', '--timeout=180s');
        (await flowing(bench, await podOf(bench, 'camera'), 'subscriber')).signal('SIGTERM');
        await bench.kubectl('delete', 'statefulset/camera', '--wait=false');
        t.pass();
      }
    }),
  );
}
