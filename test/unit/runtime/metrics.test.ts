import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { deploymentMetrics } from '../../../src/controllers/deployment/metrics.ts';
import { DomainMetrics } from '../../../src/controllers/domain/metrics.ts';
import { SweepMetrics } from '../../../src/controllers/sweep/metrics.ts';
import { Metrics } from '../../../src/runtime/metrics.ts';
import { webhookMetrics } from '../../../src/webhook/metrics.ts';
import { testLog } from '../test-log.ts';

/** Samples of a metric: labels → value. */
async function samples(metrics: Metrics, name: string): Promise<Record<string, number>> {
  const { text } = await metrics.page();
  const found: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const sample = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/.exec(line)?.groups;
    if (sample?.['name'] === name) {
      found[sample['labels'] ?? ''] = Number(sample['value']);
    }
  }
  return found;
}

test('docs/metrics.md has a row for each metric, and for no other', async (t) => {
  const page = await readFile(join(import.meta.dirname, '../../../docs/metrics.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => /^\| `[a-z0-9_]+` \| (?:counter|gauge|histogram|summary) \|/.test(line));
  const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
  const metrics = new Metrics();
  deploymentMetrics(metrics);
  webhookMetrics(metrics, () => 0);
  t.notThrows(() => [
    new SweepMetrics(metrics, () => true),
    new DomainMetrics(metrics, { observations: () => [], waiting: () => 0 }),
  ]);
  const expected = metrics.definitions.map(
    ({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${labels.join(', ')} | ${escape(help)} |`,
  );
  t.deepEqual(rows.toSorted(), expected.toSorted());
});

test('reconciles of a controller are counted by result', async (t) => {
  const metrics = new Metrics();
  const stop = new AbortController();
  const left = new Set(['good', 'again', 'bad', 'broken']);
  const { promise: allRan, resolve } = Promise.withResolvers<void>();
  const controller = metrics.controller({
    name: 'robot',
    concurrency: 3,
    log: testLog(),
    reconcile: async (key) => {
      left.delete(key);
      if (left.size === 0) {
        setImmediate(resolve);
      }
      if (key === 'bad') {
        throw new Error('no luck');
      }
      if (key === 'broken') {
        throw new TypeError('a fault');
      }
      return key === 'again' ? { requeueAfterMs: 60_000 } : {};
    },
  });
  for (const key of left) {
    controller.enqueue(key);
  }
  t.deepEqual(await samples(metrics, 'workqueue_depth'), {
    'name="robot",controller="robot",priority="0"': 4,
  });
  const run = controller.run(stop.signal);
  await allRan;
  const of = 'controller="robot"';
  t.deepEqual(await samples(metrics, 'controller_runtime_reconcile_total'), {
    [`${of},result="success"`]: 1,
    [`${of},result="requeue_after"`]: 1,
    [`${of},result="error"`]: 2,
  });
  t.deepEqual(await samples(metrics, 'controller_runtime_reconcile_errors_total'), { [of]: 2 });
  t.deepEqual(await samples(metrics, 'controller_runtime_reconcile_panics_total'), { [of]: 1 });
  t.deepEqual(await samples(metrics, 'controller_runtime_reconcile_time_seconds_count'), { [of]: 4 });
  t.deepEqual(await samples(metrics, 'controller_runtime_max_concurrent_reconciles'), { [of]: 3 });
  t.deepEqual(await samples(metrics, 'workqueue_adds_total'), { [`name="robot",${of}`]: 4 });
  t.deepEqual(await samples(metrics, 'workqueue_retries_total'), { [`name="robot",${of}`]: 2 });
  stop.abort();
  await run;
});

test('requests are counted by code, method and host, also without an answer', async (t) => {
  const metrics = new Metrics();
  metrics.request({ method: 'GET', host: 'api:6443', status: 200, ms: 3 });
  metrics.request({ method: 'GET', host: 'api:6443', status: 200, ms: 3 });
  metrics.request({ method: 'PATCH', host: 'api:6443', ms: 3 });
  t.deepEqual(await samples(metrics, 'rest_client_requests_total'), {
    'code="200",method="GET",host="api:6443"': 2,
    'code="<error>",method="PATCH",host="api:6443"': 1,
  });
});

test("totals of caches are counters, and continue from the cache's value", async (t) => {
  const metrics = new Metrics();
  const stats = {
    synced: true,
    watching: false,
    objects: 5,
    lists: 1,
    watches: 2,
    events: 30,
    failures: 0,
    idleMs: 1500,
  };
  metrics.cache({ name: 'pods', stats });
  const of = 'resource="pods"';
  t.deepEqual(await samples(metrics, 'reflector_watch_events_total'), { [of]: 30 });
  stats.events = 31;
  stats.watching = true;
  t.deepEqual(await samples(metrics, 'reflector_watch_events_total'), { [of]: 31 });
  t.deepEqual(await samples(metrics, 'reflector_failures_total'), { [of]: 0 });
  t.deepEqual(await samples(metrics, 'reflector_watching'), { [of]: 1 });
  t.deepEqual(await samples(metrics, 'reflector_idle_seconds'), { [of]: 1.5 });
  const types = metrics.definitions.filter(({ name }) => name.startsWith('reflector_') && name.endsWith('_total'));
  t.deepEqual([...new Set(types.map(({ type }) => type))], ['counter']);
  t.is(types.length, 4);
});

test('metrics start at 0, so that the first failure is seen as a rise', async (t) => {
  const metrics = new Metrics();
  metrics.controller({ name: 'robot', log: testLog(), reconcile: async () => {} });
  const of = 'controller="robot"';
  t.deepEqual(await samples(metrics, 'controller_runtime_reconcile_total'), {
    [`${of},result="success"`]: 0,
    [`${of},result="requeue_after"`]: 0,
    [`${of},result="error"`]: 0,
  });
  for (const name of ['errors', 'panics', 'timeouts']) {
    t.deepEqual(await samples(metrics, `controller_runtime_reconcile_${name}_total`), { [of]: 0 });
  }
  for (const name of ['adds', 'retries']) {
    t.deepEqual(await samples(metrics, `workqueue_${name}_total`), { [`name="robot",${of}`]: 0 });
  }
});

/** Names in the dashboards and alerts of controller-runtime, client-go and Prometheus' client for Node. */
const KNOWN = [
  'controller_runtime_active_workers',
  'controller_runtime_max_concurrent_reconciles',
  'controller_runtime_reconcile_errors_total',
  'controller_runtime_reconcile_panics_total',
  'controller_runtime_reconcile_time_seconds',
  'controller_runtime_reconcile_timeouts_total',
  'controller_runtime_reconcile_total',
  'leader_election_master_status',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_gc_duration_seconds',
  'nodejs_heap_size_used_bytes',
  'process_cpu_seconds_total',
  'process_open_fds',
  'process_resident_memory_bytes',
  'rest_client_request_duration_seconds',
  'rest_client_requests_total',
  'workqueue_adds_total',
  'workqueue_depth',
  'workqueue_longest_running_processor_seconds',
  'workqueue_queue_duration_seconds',
  'workqueue_retries_total',
  'workqueue_unfinished_work_seconds',
  'workqueue_work_duration_seconds',
];

test('metrics have the names that known dashboards use', (t) => {
  const names = new Set(new Metrics().definitions.map(({ name }) => name));
  t.deepEqual(
    KNOWN.filter((name) => !names.has(name)),
    [],
  );
});
