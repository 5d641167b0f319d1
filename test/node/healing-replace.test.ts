import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killIn } from '../../lab/operator/pod-processes.ts';
import { isReady } from '../../lab/operator/pod-watch.ts';
import { flowing, killRoudi } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const inTurn = atATime(3);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('replace');
});
test.after.always(async () => bench.close());

test.serial('each time RouDi dies, the pod is replaced, and samples flow in another one within seconds', async (t) => {
  await running('killed', { recovery: { mode: 'Replace' } });
  const times: number[] = [];
  for (let round = 1; round <= 3; round++) {
    const pod = await bench.onlyPod('killed');
    const began = performance.now();
    await killRoudi(bench, pod);
    await replaced('killed', pod);
    times.push((performance.now() - began) / 1000);
  }
  t.log(`samples in every app after ${times.map((time) => time.toFixed(1)).join(', ')} s`);
  t.true(Math.max(...times) < 30);
  const { status } = await object('killed');
  t.is(status?.recovery?.replacements?.length, 3);
  await bench.kubectl('wait', '--for=condition=HealingAllowed', 'ioxd/killed', '--timeout=180s');
  t.is((await eventsOf('killed', 'RouDiDied')).length, 3);
  await bench.kubectl('delete', 'ioxd', 'killed');
});

test.serial('an operator that was down when RouDi died and the agent was killed finds the pod', async (t) => {
  const pod = await running('unseen', { recovery: { mode: 'Replace' } });
  await bench.stopOperator();
  await killRoudi(bench, pod);
  await until('the agent has reported the death of RouDi', async () => {
    const { status } = await bench.onlyPod('unseen');
    const agent = status?.initContainerStatuses?.find(({ name }) => name === 'iceoryx-agent');
    return agent?.lastState?.terminated?.exitCode === 75 && agent.state?.running !== undefined;
  });
  t.is(killIn(pod, 'agent'), 1);
  await until("the agent's last exit code is that of the kill", async () => {
    const { status } = await bench.onlyPod('unseen');
    const agent = status?.initContainerStatuses?.find(({ name }) => name === 'iceoryx-agent');
    return agent?.lastState?.terminated?.exitCode === 137;
  });
  await bench.startOperator();
  await replaced('unseen', pod);
  t.is((await object('unseen')).status?.recovery?.replacements?.[0]?.uid, pod.metadata?.uid);
  await bench.kubectl('delete', 'ioxd', 'unseen');
});

test(
  'a disruption budget that forbids a replacement is reported; whenBlocked: Delete replaces the pod anyway',
  inTurn(async (t) => {
    const pod = await running('blocked', { recovery: { mode: 'Replace' } });
    await bench.apply({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'strict' },
      spec: { minAvailable: 1, selector: { matchLabels: { 'iceoryx.io/deployment': 'blocked' } } },
    });
    await until('the disruption budget is observed', async () => {
      const { status } = await bench.json<{ status?: { expectedPods?: number } }>('get', 'pdb', 'strict');
      return status?.expectedPods === 1;
    });
    await killRoudi(bench, pod);
    await bench.kubectl('wait', '--for=condition=HealingAllowed=false', 'ioxd/blocked', '--timeout=180s');
    const described = await bench.kubectl('describe', 'ioxd', 'blocked');
    t.regex(described, /DisruptionBudget/);
    t.regex(described, /The disruption budget strict needs 1 healthy pods/);
    t.regex(described, /spec\.recovery\.whenBlocked: Delete/);
    t.is((await bench.onlyPod('blocked')).metadata?.uid, pod.metadata?.uid, 'nothing is forced');

    const patch = JSON.stringify({ spec: { recovery: { whenBlocked: 'Delete' } } });
    await bench.kubectl('patch', 'ioxd', 'blocked', '--type=merge', '-p', patch);
    await replaced('blocked', pod);
    await bench.kubectl('wait', '--for=condition=HealingAllowed', 'ioxd/blocked', '--timeout=180s');
    t.is((await object('blocked')).status?.recovery?.replacements?.length, 1, 'the replacement is counted once');
    await bench.kubectl('delete', 'pdb', 'strict');
    await bench.kubectl('delete', 'ioxd', 'blocked');
  }),
);

test(
  'an exhausted budget stops replacements, and this is reported',
  inTurn(async (t) => {
    const first = await running('spent', { recovery: { mode: 'Replace', maxPerHour: 1 } });
    await killRoudi(bench, first);
    await replaced('spent', first);
    const second = await bench.onlyPod('spent');
    await killRoudi(bench, second);
    await bench.kubectl('wait', '--for=condition=HealingAllowed=false', 'ioxd/spent', '--timeout=180s');
    const { status } = await object('spent');
    const condition = status?.conditions?.find(({ type }) => type === 'HealingAllowed');
    t.is(condition?.reason, 'BudgetSpent');
    t.is((await bench.onlyPod('spent')).metadata?.uid, second.metadata?.uid);
    await bench.kubectl('delete', 'ioxd', 'spent');
  }),
);

test(
  'crashing apps and a RouDi that cannot start are no reason to replace a pod',
  inTurn(async (t) => {
    const [publisher, subscriber] = apps(bench.images);
    if (publisher === undefined || subscriber === undefined) {
      throw new Error('there are two apps');
    }
    const crashing = {
      ...publisher,
      command: ['/usr/bin/counter', 'publisher', '--name', 'publisher', '--abort-after', '5'],
    };
    const recovery = { mode: 'Replace' } as const;
    await bench.apply(
      pubsub('crashing', bench.images, [crashing, subscriber], { recovery }),
      pubsub('hopeless', bench.images, undefined, { recovery, roudi: { command: ['/bin/false'] } }),
    );
    const restarts = async (name: string, container: string): Promise<number> => {
      const { status } = await bench.onlyPod(name);
      const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
      return statuses.find((each) => each.name === container)?.restartCount ?? 0;
    };
    await until('both have crashed often', async () => {
      return (await restarts('crashing', 'publisher')) >= 3 && (await restarts('hopeless', 'iceoryx-roudi')) >= 3;
    });
    for (const name of ['crashing', 'hopeless']) {
      const { status } = await object(name);
      t.is(status?.recovery?.replacements, undefined, name);
      t.is(status?.conditions?.find(({ type }) => type === 'HealingAllowed')?.status, 'True', name);
    }
    await bench.kubectl('delete', 'ioxd', 'crashing', 'hopeless');
  }),
);

async function running(name: string, spec: Parameters<typeof pubsub>[3]): Promise<IPod> {
  await bench.apply(pubsub(name, bench.images, undefined, spec));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
  const pod = await bench.onlyPod(name);
  await flowing(bench, pod, 'subscriber');
  return pod;
}

/** Waits until another pod is the only one, and samples flow in each of its apps. */
async function replaced(name: string, { metadata }: IPod): Promise<void> {
  const pod = await until(`the pod of ${name} is replaced`, async () => {
    const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', `iceoryx.io/deployment=${name}`);
    const [other, ...more] = items.filter((each) => each.metadata?.deletionTimestamp === undefined);
    return more.length === 0 && other !== undefined && other.metadata?.uid !== metadata?.uid && isReady(other) && other;
  });
  for (const { name: container } of pod.spec?.containers ?? []) {
    (await flowing(bench, pod, container)).signal('SIGTERM');
  }
}

async function object(name: string): Promise<IceoryxDeployment> {
  return bench.json<IceoryxDeployment>('get', 'ioxd', name);
}

async function eventsOf(name: string, reason: string): Promise<unknown[]> {
  const selector = `involvedObject.name=${name},reason=${reason}`;
  return (await bench.json<{ items: unknown[] }>('get', 'events', `--field-selector=${selector}`)).items;
}
