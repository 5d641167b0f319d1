import test from 'ava';
import type { ObservedPod } from '../../../../src/controllers/pods/observed-pod.ts';
import { ReadBudget, READS_PER_SECOND } from '../../../../src/controllers/pods/diagnosis/read-budget.ts';
import { ReadyRounds } from '../../../../src/controllers/pods/diagnosis/ready-rounds.ts';
import { RELEASES } from '../../../../src/iceoryx/release.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import type { LogOptions } from '../../../../src/kube/options.ts';
import { until } from '../../../../lab/host/until.ts';
import { testLog } from '../../test-log.ts';
import { pod, type PodAt, T0 } from './pods.ts';

const CONNECTED =
  'Apps: 1 connected to RouDi, 0 waiting for it. {"connected":[{"container":"app","runtimes":1}],"waiting":[]}';
const EXHAUSTED = 'ICEORYX error! MEPOO__MEMPOOL_GETCHUNK_POOL_IS_RUNNING_OUT_OF_CHUNKS';

interface World {
  readonly rounds: ReadyRounds;
  readonly read: { readonly pod: string; readonly container: string; readonly at: number; readonly since?: number }[];
  readonly enqueued: string[];
  now: number;
}

function world(logOf: (container: string) => string | Error): World {
  const read: World['read'] = [];
  const enqueued: string[] = [];
  const self: World = {
    read,
    enqueued,
    now: T0,
    rounds: new ReadyRounds({
      client: {
        async *log(key: string, { container = '', sinceSeconds }: LogOptions = {}) {
          read.push({
            pod: key,
            container,
            at: self.now,
            ...(sinceSeconds === undefined ? {} : { since: sinceSeconds }),
          });
          const log = logOf(container);
          if (log instanceof Error) {
            throw log;
          }
          yield* log.split('\n');
        },
      },
      budget: new ReadBudget(testLog()),
      enqueue: (key) => enqueued.push(key),
    }),
  };
  return self;
}

const robot = (name: string, options: PodAt = { readySince: 0 }): ObservedPod =>
  pod(
    name,
    [
      { name: 'iceoryx-agent', ready: true },
      { name: 'iceoryx-roudi', ready: true },
      { name: 'app', ready: true },
    ],
    options,
  );

/** Lets so many milliseconds pass, with a look whenever one is due. */
async function pass(self: World, pods: readonly ObservedPod[], ms: number, isConnected = true): Promise<void> {
  for (const end = self.now + ms; self.now < end;) {
    const due = pods.map((each) =>
      self.rounds.sample('default/robot', [each], RELEASES['2.0'], () => isConnected, self.now),
    );
    // eslint-disable-next-line no-await-in-loop -- the reads of one look end before the next
    await new Promise((done) => setImmediate(done));
    const next = Math.min(...due.filter((time) => time !== undefined), end);
    self.now = Math.max(self.now + 1, Math.min(next, end));
  }
}

test('the agent tells soon who is connected, and the owner is requeued', async (t) => {
  const self = world(() => CONNECTED);
  const one = robot('robot-1-a');
  t.is(self.rounds.appsOf(one), undefined, 'nothing is known before');
  await pass(self, [one], 3_000);
  t.deepEqual(self.rounds.appsOf(one)?.connected, [{ container: 'app', runtimes: 1 }]);
  t.deepEqual(self.enqueued, ['default/robot']);
});

test('an agent is asked more often until its apps have connected', async (t) => {
  const of = async (isConnected: boolean) => {
    const self = world(() => CONNECTED);
    await pass(self, [robot('robot-1-a')], 59_000, isConnected);
    return self.read.filter(({ container }) => container === 'iceoryx-agent').length;
  };
  t.is(await of(true), 1);
  t.is(await of(false), 6);
});

test('an error that a program of a Ready pod writes is told, and the next look begins where the last one ended', async (t) => {
  const self = world((container) => (container === 'app' ? EXHAUSTED : 'fine'));
  const one = robot('robot-1-a');
  await pass(self, [one], 180_000);
  t.deepEqual(
    self.rounds.heardIn(one, 'app').map(({ finding }) => finding.id),
    ['PoolExhausted'],
  );
  t.deepEqual(self.rounds.heardIn(one, 'iceoryx-roudi'), []);
  const looks = self.read.filter(({ container }) => container === 'app');
  t.deepEqual(new Set(looks.map(({ since }) => since)), new Set([65]), 'a minute, and a little more');
});

test('each log of a hundred pods is read within two minutes', async (t) => {
  const self = world(() => 'fine');
  const pods = Array.from({ length: 100 }, (_, index) => robot(`robot-1-${index}`));
  await pass(self, pods, 120_000);
  const logs = new Set(self.read.map(({ pod, container }) => `${pod} ${container}`));
  t.is(logs.size, 300);
});

test('however many pods there are, reads keep within what is allowed in a second, and so do requeues', async (t) => {
  const self = world(() => CONNECTED);
  self.now = T0 + 1_000_000;
  const pods = Array.from({ length: 10_000 }, (_, index) => robot(`robot-1-${index}`));
  const due = new Map(pods.map((each) => [each, self.now]));
  let looks = 0;
  for (const end = self.now + 60_000; self.now < end; self.now += 100) {
    for (const [each, time] of due) {
      if (time <= self.now) {
        looks++;
        due.set(each, self.rounds.sample('default/robot', [each], RELEASES['2.0'], () => true, self.now) ?? Infinity);
      }
    }
    // eslint-disable-next-line no-await-in-loop -- the reads of one look end before the next
    await new Promise((done) => setImmediate(done));
  }
  t.true(self.read.length <= READS_PER_SECOND * 60 + 20, `${self.read.length} reads`);
  t.true(self.read.length >= READS_PER_SECOND * 50, `${self.read.length} reads`);
  t.true(looks <= 10_000 + 2 * READS_PER_SECOND * 65, `${looks} requeues`);
});

test('a pod that has just become Ready does not wait for ten thousand others', async (t) => {
  const self = world(() => CONNECTED);
  self.now = T0 + 1_000_000;
  const pods = Array.from({ length: 10_000 }, (_, index) => robot(`robot-1-${index}`));
  pods.forEach((each) => self.rounds.sample('default/robot', [each], RELEASES['2.0'], () => true, self.now));
  const fresh = robot('robot-2-a', { readySince: 1_000 });
  await pass(self, [fresh], 3_000, false);
  t.not(self.rounds.appsOf(fresh), undefined);
});

test('nothing is read of pods that are not Ready or are deleted, and what was known of them counts no more', async (t) => {
  const self = world(() => CONNECTED);
  await pass(self, [robot('robot-1-a')], 3_000);
  const before = self.read.length;
  for (const options of [{ unreadySince: 5 }, { readySince: 0, deleting: true }] satisfies PodAt[]) {
    const one = robot('robot-1-a', options);
    t.is(
      self.rounds.sample('default/robot', [one], RELEASES['2.0'], () => true, self.now),
      undefined,
    );
    t.is(self.rounds.appsOf(one), undefined);
  }
  t.is(self.read.length, before);
  t.is(self.rounds.appsOf(robot('robot-1-a', { readySince: 9 })), undefined, 'its containers may be others');
});

test('without the right to logs it asks once', async (t) => {
  const self = world(() => new ApiError({ method: 'GET', path: '/' }, 403, { reason: 'Forbidden' }));
  await pass(self, [robot('robot-1-a')], 300_000);
  await until('the refusal is known', () => self.read.length > 0);
  t.true(self.read.length <= 3, `${self.read.length} reads`);
});
