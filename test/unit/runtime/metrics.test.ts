import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { Metrics } from '../../../src/runtime/metrics.ts';
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
  const expected = new Metrics().definitions.map(
    ({ name, type, labels, help }) => `| \`${name}\` | ${type} | ${labels.join(', ')} | ${escape(help)} |`,
  );
  t.deepEqual(rows.toSorted(), expected.toSorted());
});

test('what a controller does is counted by how it ends', async (t) => {
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

test('requests are counted by code, method and host; one without an answer too', async (t) => {
  const metrics = new Metrics();
  metrics.request({ method: 'GET', host: 'api:6443', status: 200, ms: 3 });
  metrics.request({ method: 'GET', host: 'api:6443', status: 200, ms: 3 });
  metrics.request({ method: 'PATCH', host: 'api:6443', ms: 3 });
  t.deepEqual(await samples(metrics, 'rest_client_requests_total'), {
    'code="200",method="GET",host="api:6443"': 2,
    'code="<error>",method="PATCH",host="api:6443"': 1,
  });
});
