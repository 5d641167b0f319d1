import { randomBytes } from 'node:crypto';
import test from 'ava';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { freePorts } from '../../lab/cluster/ports.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { until } from '../../lab/host/until.ts';
import { endedCleanly, samples } from '../../lab/iceoryx/samples.ts';
import { anyProfile, asking, completed, podOf, surviveIn } from '../../lab/operator/asking.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { containers } from '../../lab/operator/pod-watch.ts';
import { flowing, killRoudi, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { apps } from '../../lab/operator/templates.ts';
import { webhookConfiguration, webhookOptions } from '../../lab/operator/webhook.ts';

/* Workloads of others whose pods ask for RouDi as they are created, and are healed by their owners' own rules. */

const inTurn = atATime(2);

let bench: Bench;
let configuration: string;
test.before(async () => {
  const { webhook: port } = await freePorts({ webhook: 0 });
  configuration = `node-webhook-${randomBytes(3).toString('hex')}`;
  bench = await Bench.open('webhook', {}, webhookOptions(configuration, port));
  await bench.apply(
    await webhookConfiguration(configuration, `localhost:${port}`, [bench.namespace]),
    anyProfile(bench),
  );
  await until('the webhook answers', async () =>
    bench.kubectl('run', 'probe', '--image=none', '--labels=iceoryx.io/profile=any', '--dry-run=server').then(
      () => true,
      () => false,
    ),
  );
});
test.after.always(async () => {
  await bench.kubectl('delete', 'mutatingwebhookconfiguration', configuration);
  await bench.kubectl('delete', 'secret', configuration, '-n', 'default');
  await bench.close();
});

for (const kind of ['StatefulSet', 'DaemonSet'] as const) {
  test(
    `samples flow in a ${kind}, and again in the same pod after RouDi was killed`,
    inTurn(async (t) => {
      const name = kind.toLowerCase();
      await bench.apply({
        apiVersion: 'apps/v1',
        kind,
        metadata: { name },
        spec: {
          selector: { matchLabels: { app: name } },
          ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
          template: asking(name, { containers: apps(bench.images) }),
        },
      });
      const { before, after } = await surviveIn(bench, name);
      t.is(after, before);
      await bench.kubectl('delete', kind, name, '--wait=false');
    }),
  );
}

/** A publisher and a subscriber in one container, which ends as its subscriber does: by SIGTERM with 0. */
function exchange(count: number): IContainer {
  const script = `counter publisher --name publisher >/dev/null & exec counter subscriber --name subscriber --exit-after ${count}`;
  return { name: 'subscriber', image: bench.images.counter.reference, command: ['/bin/sh', '-c', script] };
}

function job(name: string, spec: IPodSpec): object {
  const template = asking(name, { restartPolicy: 'Never', ...spec });
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: { template } };
}

test(
  'a Job completes with its samples in the same pod, although RouDi was killed and its app ends with 0 by SIGTERM',
  inTurn(async (t) => {
    const count = 150;
    await bench.apply(job('single', { containers: [exchange(count)] }));
    const pod = await podOf(bench, 'single');
    (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
    await killRoudi(bench, pod);
    const { succeeded, failed } = (await completed(bench, 'single')) ?? {};
    t.deepEqual([succeeded, failed ?? 0], [1, 0]);
    const last = await podOf(bench, 'single');
    t.is(last.metadata?.uid, pod.metadata?.uid);
    t.is(restartsOf(last)['iceoryx-agent'], 1, 'it was renewed');
    const log = (await bench.kubectl('logs', nameOf(pod), '-c', 'subscriber')).split('\n');
    t.is(samples(log).length, count, 'the whole work was done after it');
    t.true(endedCleanly(log));
  }),
);

test(
  'no container of a Job that has finished runs twice when RouDi is killed, and the Job completes by another pod',
  inTurn(async (t) => {
    const done = { image: bench.images.counter.reference, command: ['/bin/true'] };
    await bench.apply(
      job('several', {
        initContainers: [{ name: 'prepare', ...done }],
        containers: [{ name: 'first', ...done }, exchange(150)],
      }),
    );
    const pod = await podOf(bench, 'several');
    (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
    await killRoudi(bench, pod);
    const ended = await until('the agent has ended and is back', async () => {
      const now = await bench.json<IPod>('get', 'pod', nameOf(pod));
      return (restartsOf(now)['iceoryx-agent'] ?? 0) > 0 && now;
    });
    const { prepare, first, subscriber } = restartsOf(ended);
    t.deepEqual({ prepare, first, subscriber }, { prepare: 0, first: 0, subscriber: 0 });
    t.is((await bench.json<IJob>('get', 'job', 'several')).status?.succeeded ?? 0, 0);

    t.is((await completed(bench, 'several'))?.succeeded, 1);
    t.not((await podOf(bench, 'several')).metadata?.uid, pod.metadata?.uid, 'the operator has replaced the pod');
  }),
);

test(
  'a Job of a CronJob completes, although RouDi was killed',
  inTurn(async (t) => {
    const { spec } = job('nightly', { containers: [exchange(100)] }) as { spec: object };
    const schedule = '0 0 31 2 *';
    await bench.apply({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly' },
      spec: { schedule, jobTemplate: { spec } },
    });
    await bench.kubectl('create', 'job', 'now', '--from=cronjob/nightly');
    const pod = await podOf(bench, 'nightly');
    (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
    await killRoudi(bench, pod);
    t.is((await completed(bench, 'now'))?.succeeded, 1);
    t.is(restartsOf(await podOf(bench, 'nightly'))['iceoryx-agent'], 1, 'it was renewed');
    const codes = containers(await podOf(bench, 'nightly')).map(({ name, state }) => [
      name,
      state?.terminated?.exitCode,
    ]);
    t.deepEqual(codes, [
      ['iceoryx-install', 0],
      ['iceoryx-agent', 0],
      ['iceoryx-roudi', 0],
      ['subscriber', 0],
    ]);
  }),
);
