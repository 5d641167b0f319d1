import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { roudiDied } from '../support/roudi-died.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
let directory: string;
test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cut-'));
  bench = await ApiBench.open('test-cut');
  // With the rule for restarts in place there is one more call: the dry run.
  await bench.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'able' } });
  const status = JSON.stringify({ status: { declaredFeatures: ['RestartAllContainersOnContainerExits'] } });
  await bench.kubectl.run(['patch', 'node', 'able', '--subresource=status', '--type=merge', '-p', status]);
});
test.after.always(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

/** The parts of a Deployment that count in the end. */
function essence(child: Deployment | undefined) {
  return {
    spec: child?.spec,
    labels: child?.metadata.labels,
    annotations: child?.metadata.annotations?.['iceoryx.io/shape'],
  };
}

/** Waits until the operator has nothing left to do for an object. Returns its Deployment. */
async function done(name: string): Promise<Deployment | undefined> {
  return until(`${name} is done`, async () => {
    const { metadata, status } = await bench.object(name);
    const child = await bench.deployment(name);
    return (
      status?.observedGeneration === metadata.generation &&
      status?.deployment?.uid === child?.metadata.uid &&
      status?.deployment?.generation === child?.metadata.generation &&
      child
    );
  });
}

/** More than the number of calls. */
const MOST_CALLS = 8;
const CHANGE = { replicas: 1, termination: { appStopSeconds: 20 } };

for (const [what, before, wanted] of [
  ['created', undefined, {}],
  ['changed', {}, CHANGE],
] as const) {
  test.serial(
    `an operator that is killed after any of its calls reaches the same state when it is started again: ${what}`,
    async (t) => {
      const names = ['never', ...Array.from({ length: MOST_CALLS }, (_, index) => String(index + 1))].map(
        (calls) => `${what}-${calls}`,
      );
      const [never = '', ...others] = names;
      await bench.startOperator();
      if (before !== undefined) {
        await bench.apply(...names.map((name) => robot(name, before)));
        await Promise.all(names.map(done));
      }
      await bench.apply(robot(never, wanted));
      const expected = essence(await done(never));
      await bench.stopOperator();

      let cuts = 0;
      for (const [index, name] of others.entries()) {
        await bench.apply(robot(name, wanted));
        const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
        proxy.cutAfterWrites = index + 1;
        const kubeconfig = join(directory, 'kubeconfig');
        proxy.writeKubeconfig(kubeconfig);
        await bench.startOperator('--kubeconfig', kubeconfig);
        await until('the operator is cut off or done', async () => {
          const { metadata, status } = await bench.object(name);
          return (
            proxy.isCut || (status?.observedGeneration === metadata.generation && status?.deployment !== undefined)
          );
        });
        const wasCut = proxy.isCut;
        await bench.killOperator();
        proxy.close();

        await bench.startOperator();
        const child = await done(name);
        await bench.stopOperator();
        const named = JSON.parse(JSON.stringify(essence(child)).replaceAll(name, never)) as unknown;
        t.deepEqual(named, JSON.parse(JSON.stringify(expected)), `cut after ${index + 1} calls`);
        const { uid } = (await bench.object(name)).metadata;
        t.deepEqual(
          child?.metadata.ownerReferences?.map((owner) => owner.uid),
          [uid],
        );
        if (!wasCut) {
          break;
        }
        cuts++;
      }
      t.log(`cut after each of ${cuts} calls`);
      t.true(cuts >= 2 && cuts < MOST_CALLS);
    },
  );
}

test.serial('an operator killed after any call of a replacement replaces the pod and counts it once', async (t) => {
  let cuts = 0;
  for (let calls = 1; calls < MOST_CALLS; calls += 1) {
    const name = `healed-${calls}`;
    await bench.startOperator();
    await bench.apply(robot(name, { replicas: 1, recovery: { mode: 'Replace' } }));
    await done(name);
    await bench.stopOperator();
    const { metadata: { name: pod = '', uid } = {} } = await roudiDied(bench.kubectl, name);
    const isHealed = async (): Promise<boolean> => {
      const healing = (await bench.condition(name, 'HealingAllowed'))?.message ?? '';
      return healing.includes(`the last was ${pod}`) && (await bench.kubectl.get('pod', pod)) === undefined;
    };

    const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
    proxy.cutAfterWrites = calls;
    const kubeconfig = join(directory, 'kubeconfig');
    proxy.writeKubeconfig(kubeconfig);
    await bench.startOperator('--kubeconfig', kubeconfig);
    await until('the operator is cut off or done', async () => proxy.isCut || (await isHealed()));
    const wasCut = proxy.isCut;
    await bench.killOperator();
    proxy.close();

    await bench.startOperator();
    await until('the pod is replaced', isHealed);
    const { recovery } = (await bench.object(name)).status ?? {};
    t.deepEqual(
      recovery?.replacements?.map((each) => each.uid),
      [uid],
      `cut after ${calls} calls`,
    );
    await bench.stopOperator();
    await bench.kubectl.run(['delete', 'ioxd', name]);
    if (!wasCut) {
      break;
    }
    cuts += 1;
  }
  t.log(`cut after each of ${cuts} calls`);
  // The record of what is to be replaced, the eviction, and its result.
  t.true(cuts >= 3);
});
