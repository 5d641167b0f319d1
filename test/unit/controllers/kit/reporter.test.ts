import test from 'ava';
import { progressFindings } from '../../../../src/controllers/kit/conditions.ts';
import { Reporter } from '../../../../src/controllers/kit/reporter.ts';
import { earliest, requeueOnConflict } from '../../../../src/controllers/kit/requeue.ts';
import { ICEORYX_SWEEPS } from '../../../../src/controllers/resources.ts';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { ReadYourWrites } from '../../../../src/kube/read-your-writes.ts';
import type { EventRecord } from '../../../../src/kube/events.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { MutableStore } from '../../../../src/kube/store.ts';

type Counter = KubeObject & { status?: { count: number } };

const { signal } = new AbortController();
const conflict = new ApiError({ method: 'PATCH', path: '/' }, 409, { reason: 'Conflict' });

/** A reporter over a cache that does not see its writes. Each write is answered with the next version. */
function fixture(isProgress?: (before?: Counter['status'], after?: Counter['status']) => boolean) {
  const object: Counter = { metadata: { name: 'one', uid: 'uid', resourceVersion: '1' }, status: { count: 1 } };
  const store = new MutableStore<Counter>();
  store.set(object);
  const current = new ReadYourWrites<Counter>({ store, onChange: () => () => {} });
  const told: string[] = [];
  let version = 1;
  const client = {
    mergePatchStatus: async (_: unknown, __: string, { metadata, status }: Counter) => {
      if (metadata.resourceVersion !== `${version}`) {
        throw conflict;
      }
      version += 1;
      return { ...object, metadata: { ...object.metadata, resourceVersion: `${version}` }, status };
    },
  } as unknown as KubeClient;
  const reporter = new Reporter<Counter>({
    client,
    resource: ICEORYX_SWEEPS,
    current,
    events: { record: ({ metadata }, { note }: EventRecord) => told.push(`${metadata.name}: ${note}`) },
    eventsOf: (before, { count }) => [
      { type: 'Normal', reason: 'Counted', action: 'Count', note: `${before?.count} to ${count}` },
    ],
    isProgress,
  });
  return { object, current, reporter, told, versions: () => version };
}

test('a written status is the latest known one, and its Events are recorded', async (t) => {
  const { object, current, reporter, told } = fixture();
  const { object: after, requeueAfterMs } = await reporter.report(object, current.get('one'), { count: 2 }, signal);
  t.deepEqual(after.status, { count: 2 });
  t.is(current.get('one').latest?.metadata.resourceVersion, '2', 'before the cache has seen it');
  t.deepEqual(told, ['one: 1 to 2']);
  t.is(requeueAfterMs, undefined);
  await reporter.report(after, current.get('one'), { count: 3 }, signal);
  t.deepEqual(told, ['one: 1 to 2', 'one: 2 to 3']);
});

test('an unchanged status is not written, and no Event is recorded', async (t) => {
  const { object, current, reporter, told, versions } = fixture();
  t.deepEqual(await reporter.report(object, current.get('one'), { count: 1 }, signal), {
    object,
    requeueAfterMs: undefined,
  });
  t.is(versions(), 1);
  t.deepEqual(told, []);
});

test('a status that could not be written causes no Event', async (t) => {
  const { object, current, reporter, told } = fixture();
  const older = { ...object, metadata: { ...object.metadata, resourceVersion: '0' } };
  const write = async () => reporter.report(older, current.get('one'), { count: 2 }, signal);
  t.is(await t.throwsAsync(write, { instanceOf: ApiError }), conflict);
  t.deepEqual(told, []);
});

test('a change of progress only is delayed and requeued', async (t) => {
  const { object, current, reporter, told } = fixture(() => true);
  const first = await reporter.report(object, current.get('one'), { count: 2 }, signal);
  const second = await reporter.report(first.object, current.get('one'), { count: 3 }, signal);
  t.true((second.requeueAfterMs ?? 0) > 0);
  t.is(second.object, first.object);
  t.deepEqual(told, ['one: 1 to 2']);
});

test('the earliest requeue of several steps counts', (t) => {
  t.deepEqual(earliest({ requeueAfterMs: 30 }, {}, { requeueAfterMs: 20 }, { requeueAfterMs: undefined }), {
    requeueAfterMs: 20,
  });
  t.deepEqual(earliest({}, { requeueAfterMs: undefined }), {});
});

test('a conflict is requeued and every other error is thrown', async (t) => {
  const { log } = { log: undefined as never };
  const result = await requeueOnConflict(async () => {
    throw conflict;
  })('one', signal, log);
  t.true((result?.requeueAfterMs ?? 0) > 0);
  const other = new ApiError({ method: 'PATCH', path: '/' }, 409, { reason: 'AlreadyExists' });
  const failing = requeueOnConflict(async () => {
    throw other;
  });
  t.is(await t.throwsAsync(async () => failing('one', signal, log), { instanceOf: ApiError }), other);
});

test('one of the three conditions of kstatus is True, and all have the reason', (t) => {
  const findings = progressFindings({ state: 'Stalled', reason: 'NameTaken', message: 'it is' });
  t.deepEqual(
    findings.map(({ type, status, reason, message }) => [type, status, reason, message].join(' ')),
    ['Ready False NameTaken it is', 'Reconciling False NameTaken it is', 'Stalled True NameTaken it is'],
  );
});
