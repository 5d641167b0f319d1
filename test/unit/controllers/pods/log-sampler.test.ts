import test from 'ava';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import type { LogOptions } from '../../../../src/kube/options.ts';
import { LogSampler } from '../../../../src/controllers/pods/diagnosis/log-sampler.ts';
import { ReadQueue } from '../../../../src/controllers/pods/diagnosis/read-queue.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';
import { type ContainerAt, pod, type PodAt, T0 } from './pods.ts';

const DENIED = 'permission to create unix domain socket denied "/tmp/roudi"';
/** The time so many seconds ago, in the clock of these tests' pods. */
const ago = (seconds: number): number => Math.floor((Date.now() - T0) / 1000) - seconds;
const when = (seconds: number): number => T0 + seconds * 1000;

interface Listened {
  readonly sampler: LogSampler;
  readonly asked: string[];
  readonly enqueued: string[];
}

/** A sampler with an API server that has these logs, by `container` or `container --previous`, and these Events. */
function listening(logs: Readonly<Record<string, string>>, events: readonly object[] | Error = []): Listened {
  const asked: string[] = [];
  const enqueued: string[] = [];
  const client: Pick<KubeClient, 'list' | 'log'> = {
    async *log(_: string, { container = '', previous = false }: LogOptions = {}) {
      const what = `${container}${previous ? ' --previous' : ''}`;
      asked.push(what);
      yield* logs[what]?.split('\n') ?? [];
    },
    async list(_: unknown, { fieldSelector = '' }: { fieldSelector?: string | undefined } = {}) {
      asked.push(fieldSelector);
      if (events instanceof Error) {
        throw events;
      }
      return { items: events as never[], resourceVersion: '1' };
    },
  };
  const sampler = new LogSampler({
    client,
    queue: new ReadQueue(testLog()),
    enqueue: (key) => enqueued.push(key),
  });
  return { sampler, asked, enqueued };
}

const seen = (containers: readonly ContainerAt[], options: PodAt = {}) => pod('robot-1-a', containers, options);
const sample = ({ sampler }: Listened, of: ReturnType<typeof seen>): void =>
  sampler.sample('default/robot', [of], RELEASES['2.0']);

test('the last output of an app before it ended is read once, also if its pod is Ready again', async (t) => {
  const listened = listening({ 'app --previous': DENIED, app: 'fine' });
  const [began, ended] = [ago(70), ago(10)];
  const looped = seen([
    { name: 'roudi', ready: true, since: began },
    { name: 'app', ready: true, restarts: 1, since: ago(8), lastEnd: { code: 134, from: began, to: ended } },
  ]);
  sample(listened, looped);
  await until('the object is reconciled again', () => listened.enqueued.length > 0);
  t.deepEqual(listened.asked, ['app --previous'], 'nothing else is read of a pod that is Ready');
  t.deepEqual(
    listened.sampler.heardIn(looped, 'app', when(began)).map(({ id }) => id),
    ['RoudiSocketDenied'],
  );
  t.deepEqual(listened.sampler.heardIn(looped, 'app', when(ago(8))), [], 'the current run has not printed it');
  sample(listened, looped);
  sample(listened, looped);
  t.is(listened.asked.length, 1);
});

test('for a container that has ended and not restarted, the current log is read', async (t) => {
  const listened = listening({ app: DENIED });
  const began = ago(70);
  const ended = seen([{ name: 'app', end: { code: 134, from: began, to: ago(10) } }], { unreadySince: ago(10) });
  sample(listened, ended);
  await until('the object is reconciled again', () => listened.enqueued.length > 0);
  t.deepEqual(listened.asked, ['app']);
  t.is(listened.sampler.heardIn(ended, 'app', when(began))[0]?.id, 'RoudiSocketDenied');
});

test('containers that restarted with their pod have no log, and none is requested', (t) => {
  const listened = listening({});
  const lastEnd = { code: 137, reason: 'RestartingAllContainers', from: ago(70), to: ago(10) };
  sample(listened, seen([{ name: 'app', ready: true, restarts: 1, since: ago(8), lastEnd }]));
  t.deepEqual(listened.asked, []);
});

test('the words of the kubelet about a pod that does not start are read from its Events', async (t) => {
  const note = 'MountVolume.SetUp failed for volume "gone"';
  const listened = listening({}, [
    { reason: 'FailedMount', note, deprecatedLastTimestamp: '2026-01-01T12:00:00Z', regarding: {} },
    { reason: 'Killing', note: 'x', eventTime: null, regarding: { fieldPath: 'spec.initContainers{roudi}' } },
  ]);
  const waits = seen([{ name: 'app', waiting: { reason: 'ContainerCreating' } }], {
    noSandbox: true,
    unreadySince: ago(60),
  });
  sample(listened, waits);
  await until('the object is reconciled again', () => listened.enqueued.length > 0);
  t.deepEqual(listened.asked, ['regarding.uid=uid-of-robot-1-a']);
  t.deepEqual(listened.sampler.kubeletSays(waits), [
    { reason: 'FailedMount', message: note, at: T0 },
    { reason: 'Killing', message: 'x', at: 0, container: 'roudi' },
  ]);
  listened.sampler.forget(waits);
  t.deepEqual(listened.sampler.kubeletSays(waits), []);
});

test('a missing right is reported once and not tried again', async (t) => {
  const refused = new ApiError({ method: 'GET', path: '/x' }, 403, { reason: 'Forbidden', message: 'no' });
  const listened = listening({ app: DENIED }, refused);
  const livenessProbe = { exec: { command: ['x'] } };
  const at = (to: number) =>
    seen([
      {
        name: 'app',
        ready: true,
        spec: { livenessProbe },
        restarts: 1,
        since: ago(1),
        lastEnd: { code: 0, from: to - 5, to },
      },
    ]);
  sample(listened, at(ago(20)));
  await until('Events are requested', () => listened.asked.some((each) => each.startsWith('regarding')));
  await until('the log is read', () => listened.asked.length === 2);
  sample(listened, at(ago(10)));
  await until('the log of the next end is read', () => listened.asked.length === 3);
  t.is(listened.asked.filter((each) => each.startsWith('regarding')).length, 1);
  t.is(listened.sampler.lookedAt, 'logs', 'logs can still be read');
});
