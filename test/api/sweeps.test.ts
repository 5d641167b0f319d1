/** IceoryxSweeps on a real API server with real schedulers and Job controllers; the kubelets are kwok's. */
import { join } from 'node:path';
import test from 'ava';
import type { IceoryxSweep } from '../../src/api/iceoryx-sweep.generated.ts';
import { JOBS, type Job } from '../../src/controllers/resources.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { NODES } from '../../src/kube/resource.ts';
import { ApiBench } from '../support/api-bench.ts';
import { Followed } from '../support/followed.ts';
import { KWOK_NODE, startKwok } from '../../lab/cluster/kwok.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

const NAMESPACE = 'iceoryx-sweeps';
/** More nodes than a status lists. KWOK_NODES=500 makes a cluster of that size, which takes minutes of both cores. */
const MANY = Number(process.env['KWOK_NODES'] ?? 110);
const LIMIT = 40;
const STAGES = join(import.meta.dirname, '../support/kwok-sweeps.yaml');

let bench: ApiBench;
let client: KubeClient;
let kwok: Program;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'kwok is built on first use');
  bench = await ApiBench.open('test-sweeps');
  ({ client } = bench);
  kwok = await startKwok(bench.cluster, STAGES);
  await bench.startOperator('--sweep-image', 'example.com/operator:1', '--sweep-jobs', String(LIMIT));
});
test.after.always(async () => {
  kwok.signal('SIGKILL');
  await kwok.exitCode;
  await bench.close();
});

async function nodes(names: readonly string[], labels: Record<string, string>, isThere = true): Promise<void> {
  await Promise.all(
    names.map((name) =>
      client.create(NODES, { metadata: { name, labels: { ...labels, ...(isThere ? KWOK_NODE : {}) } } }),
    ),
  );
}

async function sweep(name: string, spec: object = {}): Promise<void> {
  await bench.apply({ apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxSweep', metadata: { name }, spec });
}

async function state(name: string): Promise<IceoryxSweep> {
  return until(`${name} exists`, async () => bench.kubectl.get<IceoryxSweep>('ioxsweep', name));
}

/** The sweep once its run of that number is over. */
async function over(name: string, number: number, timeoutSeconds = 240): Promise<IceoryxSweep> {
  let seen: unknown;
  return until(
    `run ${number} of ${name} is over`,
    async () => {
      const object = await state(name);
      seen = object.status;
      const { run } = object.status ?? {};
      return run?.number === number && run.completionTime !== undefined && object;
    },
    { timeoutSeconds, seen: () => JSON.stringify(seen) },
  );
}

const condition = ({ status }: IceoryxSweep, wanted: string) => status?.conditions?.find(({ type }) => type === wanted);

async function jobsOf(name: string): Promise<Job[]> {
  const { items } = await client.list<Job>(JOBS, { namespace: NAMESPACE, labelSelector: `iceoryx.io/sweep=${name}` });
  return items;
}

test.serial('a sweep reports a namespace for its Jobs that is missing or does not admit their pods', async (t) => {
  await nodes(['early-1'], { part: 'early' });
  await sweep('early', { nodeSelector: { part: 'early' } });
  const stalled = async (reason: string) =>
    until(`early is stalled by ${reason}`, async () => {
      const found = condition(await state('early'), 'Stalled');
      return found?.status === 'True' && found.reason === reason && found.message;
    });
  t.regex(await stalled('NamespaceMissing'), /iceoryx-sweeps.*privileged/);
  // Labelled at creation: without the label the Job would be created.
  const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
  await bench.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, labels } });
  t.regex(await stalled('Forbidden'), /violates PodSecurity.*hostPID/s);
  await bench.kubectl.run([
    'label',
    'namespace',
    NAMESPACE,
    'pod-security.kubernetes.io/enforce=privileged',
    '--overwrite',
  ]);
  t.is(condition(await over('early', 1), 'Ready')?.reason, 'AllSwept');
  // Its schedule becomes due while other tests run.
  await nodes(['timed-1'], { part: 'timed' });
  await sweep('timed', { nodeSelector: { part: 'timed' }, schedule: '* * * * *' });
});

test.serial(
  `${MANY} nodes are swept, at most ${LIMIT} of them at the same time, and failures of nodes are reported`,
  async (t) => {
    t.timeout(10 * 60_000);
    const odd = ['orphans-1', 'blind-1', 'wrong-1', 'oom-1', 'slow-1'];
    const plain = Array.from({ length: MANY - odd.length - 1 }, (_, index) => `node-${index}`);
    await nodes([...plain, ...odd], { part: 'many' });
    await nodes(['dark-1'], { part: 'many' }, false);
    const kwoks = await Followed.start<KubeObject>(client, NODES, { labelSelector: 'part=many,type=kwok' });
    await until('all nodes are ready', () =>
      kwoks.all.every(({ status }) => (status as { phase?: string } | undefined)?.phase === 'Running'),
    );
    await kwoks.stop();
    const jobs = await Followed.start<Job>(client, JOBS, {
      namespace: NAMESPACE,
      labelSelector: 'iceoryx.io/sweep=many',
    });
    let most = 0;
    const active = new Set<string>();
    jobs.onChange(({ type, object: { metadata, status } }) => {
      const { conditions = [] } = (status ?? {}) as NonNullable<Job['status']>;
      if (type !== 'deleted' && conditions.length === 0) active.add(metadata.name);
      else active.delete(metadata.name);
      most = Math.max(most, active.size);
    });
    const began = performance.now();
    await sweep('many', { nodeSelector: { part: 'many' }, parallelism: 200 });
    await until(
      'all nodes but the slow ones have reported',
      async () => {
        const { nodes: { swept, failed } = { swept: 0, failed: 0 } } = (await state('many')).status?.run ?? {};
        return swept + failed >= MANY - 3;
      },
      { timeoutSeconds: 240 },
    );
    await jobs.stop();
    t.log(`${Math.round((performance.now() - began) / 1000)} s until all but those that are slow had reported`);
    t.true(most <= LIMIT && most > LIMIT / 4, `${most} Jobs at a time`);
    // A node that is deleted while its Job runs.
    await bench.kubectl.run(['delete', 'node', 'slow-1']);
    const object = await over('many', 1);
    t.log(`${Math.round((performance.now() - began) / 1000)} s until the run was over`);
    const { run } = object.status ?? {};
    t.like(run?.nodes, { chosen: MANY, swept: MANY - 4, failed: 3, skipped: 1, waiting: 0, sweeping: 0 });
    t.like(run?.totals, { orphans: 3, orphanBytes: 149_397_504, orphanSize: '142.5 MiB', unknown: 6, removed: 0 });
    t.deepEqual(
      run?.verdicts?.slice(0, 6).map(({ node, verdict, reason }) => `${node} ${verdict} ${reason}`),
      [
        'oom-1 Failed OOMKilled',
        'slow-1 Failed NodeGone',
        'wrong-1 Failed SweepFailed',
        'dark-1 Skipped NodeNotReady',
        'blind-1 Incomplete NotAllSeen',
        'orphans-1 Orphans DryRun',
      ],
    );
    t.is(run?.verdicts?.length, 100);
    t.is(run?.omittedVerdicts, MANY - 100);
    t.is(run?.findings?.[0]?.node, 'orphans-1');
    t.true(JSON.stringify(object).length < 64 * 1024, 'the object stays small');
    t.is(condition(object, 'Stalled')?.status, 'True');
    t.regex(
      condition(object, 'Stalled')?.message ?? '',
      new RegExp(String.raw`3 of ${MANY} nodes have not reported: oom-1: OOMKilled \(exit code 137\)`),
    );
    t.is(condition(object, 'OrphanFree')?.reason, 'OrphansFound');
    t.is(condition(object, 'AllSettled')?.reason, 'NotAllSeen');
    const events = await until('the Events of the run are there', async () => {
      const found = await bench.kubectl.get<{ items: { reason: string; message: string }[] }>(
        'events',
        '--field-selector=involvedObject.name=many',
      );
      return found !== undefined && found.items.some(({ reason }) => reason === 'RunCompleted') && found.items;
    });
    t.deepEqual([...new Set(events.map(({ reason }) => reason))].toSorted(), [
      'NodeFailed',
      'NodeSkipped',
      'RunCompleted',
      'RunStarted',
    ]);
    t.is((await jobsOf('many')).length, MANY - 1, 'one Job for each node, and none for the missing one');
  },
);

test.serial('an operator that is killed in the middle of a run creates no Job twice', async (t) => {
  t.timeout(5 * 60_000);
  await bench.killOperator();
  await bench.startOperator('--sweep-image', 'example.com/operator:1', '--sweep-jobs', '20');
  await sweep('cut', { nodeSelector: { part: 'many' }, parallelism: 200 });
  await until('the run has begun', async () => ((await state('cut')).status?.run?.nodes.swept ?? 0) > 10);
  await bench.killOperator();
  await bench.startOperator('--sweep-image', 'example.com/operator:1', '--sweep-jobs', String(LIMIT));
  const { status } = await over('cut', 1);
  t.is(status?.run?.nodes.swept, MANY - 4);
  t.is(new Set((await jobsOf('cut')).map(({ metadata }) => metadata.annotations?.['iceoryx.io/node'])).size, MANY - 2);
  t.is((await jobsOf('cut')).length, MANY - 2);
});

test.serial('a sweep runs again after a change, by annotation and by schedule, and old Jobs are deleted', async (t) => {
  t.timeout(5 * 60_000);
  await nodes(['again-1', 'again-2'], { part: 'again' });
  await sweep('again', { nodeSelector: { part: 'again' }, historyLimit: 1 });
  t.is((await over('again', 1)).status?.run?.trigger, 'Created');
  await sweep('again', { nodeSelector: { part: 'again' }, historyLimit: 1, quietPeriodSeconds: 5 });
  t.is((await over('again', 2)).status?.run?.trigger, 'SpecChanged');
  await bench.kubectl.run(['annotate', 'ioxsweep', 'again', 'iceoryx.io/run-at=now']);
  const third = await over('again', 3);
  t.is(third.status?.run?.trigger, 'Annotation');
  t.deepEqual(
    third.status?.history?.map(({ number, outcome, nodes }) => [number, outcome, nodes]),
    [[2, 'AllSwept', '2/2']],
  );
  const runs = async () => {
    const numbers = (await jobsOf('again')).map(({ metadata }) => metadata.labels?.['iceoryx.io/sweep-run'] ?? '');
    return [...new Set(numbers)].toSorted((one, other) => Number(one) - Number(other));
  };
  let present = '';
  await until('Jobs of the first run are gone', async () => (present = (await runs()).join()) === '2,3', {
    seen: () => `Jobs of runs ${present}`,
  });

  await sweep('again', { nodeSelector: { part: 'again' }, historyLimit: 1, quietPeriodSeconds: 5, suspend: true });
  await bench.kubectl.run(['annotate', 'ioxsweep', 'again', 'iceoryx.io/run-at=later', '--overwrite']);
  await until('the suspension is observed', async () => (await state('again')).status?.observedGeneration === 3);
  t.is((await state('again')).status?.run?.number, 3);
  await sweep('again', { nodeSelector: { part: 'again' }, historyLimit: 1, quietPeriodSeconds: 5 });
  t.is((await over('again', 4)).status?.run?.trigger, 'Annotation');
  const isTimed = async () => (await state('timed')).status?.run?.trigger === 'Schedule';
  await until('a scheduled run has begun', isTimed, { timeoutSeconds: 180 });
  await bench.kubectl.run(['delete', 'ioxsweep', 'again']);
  await until('its Jobs are deleted with it', async () => (await jobsOf('again')).length === 0);
});

test.serial('an invalid specification is refused with a remedy', async (t) => {
  const refused = async (spec: object, message: RegExp) => t.throwsAsync(sweep('refused', spec), { message });
  await refused({ timeZone: 'Europe/Berlin' }, /timeZone is of no use without a schedule/);
  await refused({ schedule: 'every day' }, /'every day' is not a schedule; use five fields/);
  await refused({ quietPeriodSeconds: 0 }, /greater than or equal to 1/);
  await refused({ parallelism: 501 }, /less than or equal to 500/);
  await sweep('odd', { schedule: '61 * * * *' });
  await until('it is refused', async () => condition(await state('odd'), 'Stalled')?.reason === 'InvalidSpec');
  const columns = await bench.kubectl.run(['get', 'iceoryx']);
  t.regex(columns, /NAME\s+READY\s+DRY RUN\s+NODES\s+ORPHANS\s+BYTES\s+REMOVED\s+LAST RUN\s+REASON\s+AGE/);
});
