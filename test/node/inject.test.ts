import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IceoryxProfile } from '../../src/api/iceoryx-profile.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';
import { agentOptions, Bench } from '../../lab/operator/node-cluster.ts';
import { PodWatch } from '../../lab/operator/pod-watch.ts';
import { flowing, killRoudi, nameOf, renewed } from '../../lab/operator/renewal.ts';
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

function profile(): IceoryxProfile {
  const roudi = {
    image: bench.images.roudi.reference,
    segments: [{ mempools: [{ size: 1024, count: 1000 }] }],
  };
  return { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name: 'any' }, spec: { roudi } };
}

/** Applies objects by way of `inject`, as a pipe of a user would. */
async function applyInjected(...items: object[]): Promise<void> {
  await applyFile(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [profile(), ...items] }));
}

async function applyFile(text: string): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'inject-'));
  const file = join(directory, 'workload.yaml');
  await writeFile(file, text);
  const input = await run(['node', 'src/main.ts', 'inject', '-f', file, ...agentOptions(bench.images)]);
  await rm(directory, { recursive: true });
  await new Kubectl(bench.cluster, bench.namespace).run(['apply', '-f', '-'], { input });
}

function asking(app: string, spec: IPodSpec): object {
  return { metadata: { labels: { app, 'iceoryx.io/profile': 'any' } }, spec };
}

async function podOf(app: string): Promise<IPod> {
  return until(`the pod of ${app}`, async () => {
    const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', `app=${app}`);
    return items.find(({ metadata }) => metadata?.deletionTimestamp === undefined);
  });
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
    const pod = await podOf(name);
    await bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=180s');
    const watch = new PodWatch(bench, '-l', `app=${name}`);
    await watch.until((sights) => sights.length > 0);
    const since = await podOf(name);
    await killRoudi(bench, since);
    await renewed(bench, since, watch);
    watch.close();
    t.is((await podOf(name)).metadata?.uid, pod.metadata?.uid);
    await bench.kubectl('delete', 'statefulset', name, '--wait=false');
  }),
);

async function completed(name: string): Promise<IJob['status']> {
  await bench.kubectl('wait', '--for=condition=Complete', `job/${name}`, '--timeout=180s');
  return (await bench.json<IJob>('get', 'job', name)).status;
}

for (const [file, kind] of [
  ['job', 'Job'],
  ['stateful-set', 'StatefulSet'],
] as const) {
  test(
    `samples flow in the ${kind} of examples/bring-your-own/${file}.yaml`,
    inTurn(async (t) => {
      // The images of the examples are built by users; those of the tests have the same programs.
      const text = readFileSync(`examples/bring-your-own/${file}.yaml`, 'utf8')
        .replaceAll(/localhost\/iceoryx\/roudi:\S+/g, bench.images.roudi.reference)
        .replaceAll(/localhost\/iceoryx\/example:\S+/g, bench.images.counter.reference)
        .replace('--exit-after 1000', '--exit-after 50');
      await applyFile(text);
      if (kind === 'Job') {
        t.is((await completed('replay'))?.succeeded, 1);
      } else {
        await bench.kubectl('rollout', 'status', 'statefulset/camera', '--timeout=180s');
        (await flowing(bench, await podOf('camera'), 'subscriber')).signal('SIGTERM');
        await bench.kubectl('delete', 'statefulset/camera', '--wait=false');
        t.pass();
      }
    }),
  );
}
