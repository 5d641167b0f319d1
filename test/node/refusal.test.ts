import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const inTurn = atATime(3);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('refusal');
});
test.after.always(async () => bench.close());

test(
  'a memory limit of RouDi below its segments is refused with a remedy, and running pods stay',
  inTurn(async (t) => {
    await bench.apply(pubsub('memory', bench.images));
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/memory', '--timeout=180s');
    const before = await pods();

    await bench.apply(
      pubsub('memory', bench.images, undefined, { roudi: { resources: { limits: { memory: '32Mi' } } } }),
    );
    await bench.kubectl('wait', '--for=condition=Stalled', 'ioxd/memory', '--timeout=180s');
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'memory');
    const stalled = status?.conditions?.find(({ type }) => type === 'Stalled');
    t.is(stalled?.reason, 'InvalidSpec');
    t.regex(stalled?.message ?? '', /spec\.roudi\.resources\.limits\.memory: 32Mi is less than .*; raise it to \d+Mi/);
    t.deepEqual(await pods(), before);
    t.is(status?.readyReplicas, 1);

    await bench.apply(pubsub('memory', bench.images));
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/memory', '--timeout=180s');
    t.deepEqual(await pods(), before, 'with the old specification again nothing needs to change');
  }),
);

test(
  'the API server refuses what RouDi would refuse, with the value and a remedy',
  inTurn(async (t) => {
    const odd = pubsub('odd', bench.images, undefined, {
      roudi: { segments: [{ mempools: [{ size: 100, count: 1 }] }] },
    });
    await t.throwsAsync(bench.apply(odd), {
      message: /mempools\[0\]\.size.*100 is not a multiple of 8.*use 96 or 104/,
    });
    const segment = { writer: 'camera', mempools: [{ size: 128, count: 1 }] };
    const twice = pubsub('twice', bench.images, undefined, { roudi: { segments: [segment, segment] } });
    await t.throwsAsync(bench.apply(twice), { message: /segments.*camera.*into one segment, or name another writer/ });
  }),
);

test(
  'another Deployment of the same name is left alone',
  inTurn(async (t) => {
    await bench.kubectl('create', 'deployment', 'taken', `--image=${bench.images.counter.reference}`, '--replicas=0');
    const before = await bench.json<{ metadata: { uid: string; generation: number } }>('get', 'deployment', 'taken');
    await bench.apply(pubsub('taken', bench.images));
    await bench.kubectl('wait', '--for=condition=Stalled', 'ioxd/taken', '--timeout=180s');
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'taken');
    t.is(status?.conditions?.find(({ type }) => type === 'Stalled')?.reason, 'NameTaken');
    const after = await bench.json<{ metadata: { uid: string; generation: number } }>('get', 'deployment', 'taken');
    t.deepEqual([after.metadata.uid, after.metadata.generation], [before.metadata.uid, before.metadata.generation]);
  }),
);

async function pods(): Promise<(string | undefined)[]> {
  const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', 'iceoryx.io/deployment=memory');
  return items.map(({ metadata }) => metadata?.uid);
}
