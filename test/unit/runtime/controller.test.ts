import test, { type ExecutionContext } from 'ava';
import { Controller, type ControllerOptions, type Reconcile } from '../../../src/runtime/controller.ts';
import { WorkQueue } from '../../../src/runtime/work-queue.ts';
import { testLog } from '../test-log.ts';
import { until } from '../until.ts';
import { FakeClock } from './fake-clock.ts';

interface Fixture {
  controller: Controller;
  clock: FakeClock;
  log: ReturnType<typeof testLog>;
  stop: () => Promise<void>;
}

function started(t: ExecutionContext, reconcile: Reconcile, options: Partial<ControllerOptions> = {}): Fixture {
  const clock = new FakeClock();
  const log = testLog();
  const queue = new WorkQueue({ clock, backoff: { baseMs: 1000, capMs: 8000, random: () => 1 } });
  const controller = new Controller({ name: 'test', reconcile, log, queue, ...options });
  const end = new AbortController();
  const run = controller.run(end.signal);
  const stop = async (): Promise<void> => {
    end.abort();
    await run;
  };
  t.teardown(stop);
  return { controller, clock, log, stop };
}

test('a failed key is tried again after growing delays, each try is logged, and success starts anew', async (t) => {
  let tries = 0;
  const { controller, clock, log } = started(t, async () => {
    tries += 1;
    if (tries <= 3) {
      throw new Error(`failure ${tries}`);
    }
  });
  controller.enqueue('ns/a');
  for (const [count, delay] of [
    [1, 1000],
    [2, 2000],
    [3, 4000],
  ] as const) {
    await until(() => log.lines.length === count, `try ${count}`);
    clock.advance(delay - 1);
    t.is(clock.scheduled, 1, 'not before its time');
    clock.advance(1);
  }
  await until(() => tries === 4, 'the last try');
  t.deepEqual(
    log.lines.map(({ fields }) => fields),
    [1, 2, 3].map((attempt) => ({
      controller: 'test',
      key: 'ns/a',
      attempt,
      retryMs: 500 * 2 ** attempt,
      error: new Error(`failure ${attempt}`),
    })),
  );
});

test('a reconcile that throws at once, without a promise, ends nothing', async (t) => {
  const done: string[] = [];
  const { controller, log } = started(
    t,
    (key) => {
      if (key === 'bad') {
        throw new Error('at once');
      }
      done.push(key);
      return Promise.resolve();
    },
    { concurrency: 1 },
  );
  controller.enqueue('bad');
  controller.enqueue('good');
  await until(() => done.length === 1, 'the next key is worked on');
  t.is(log.lines.length, 1);
});

test('keys run side by side up to the concurrency, one key never beside itself', async (t) => {
  const running = new Map<string, number>();
  let most = 0;
  let finished = 0;
  const { controller } = started(
    t,
    async (key) => {
      running.set(key, (running.get(key) ?? 0) + 1);
      t.is(running.get(key), 1, `${key} runs twice at once`);
      most = Math.max(most, running.size);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(key);
      finished += 1;
    },
    { concurrency: 3 },
  );
  for (let round = 0; round < 5; round += 1) {
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      controller.enqueue(key);
    }
    await until(() => finished > round, 'some have run');
  }
  await until(() => running.size === 0 && finished >= 5, 'all have run');
  t.is(most, 3);
});

test('a key is run again when its result asks for it', async (t) => {
  let runs = 0;
  const { controller, clock } = started(t, async () => {
    runs += 1;
    return { requeueAfterMs: 30_000 };
  });
  controller.enqueue('a');
  await until(() => clock.scheduled === 1, 'the next run is scheduled');
  clock.advance(29_999);
  t.is(runs, 1);
  clock.advance(1);
  await until(() => runs === 2, 'second run');
});

test('a reconcile past its deadline is told so and tried again', async (t) => {
  const { controller, log } = started(
    t,
    (_, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    { timeoutMs: 50 },
  );
  controller.enqueue('a');
  await until(() => log.lines.length === 1, 'the failure is logged');
  t.deepEqual(log.lines[0]?.fields['error'], new Error('reconcile took longer than 0.05 s'));
});

test('stopping waits for what runs, starts nothing more, and cuts what outlasts its grace', async (t) => {
  const begun: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const quick = started(
    t,
    async (key) => {
      begun.push(key);
      await released;
    },
    { concurrency: 1 },
  );
  quick.controller.enqueue('a');
  quick.controller.enqueue('b');
  await until(() => begun.length === 1, 'a runs');
  const stopped = quick.stop();
  release();
  await stopped;
  t.deepEqual(begun, ['a']);

  let cut = false;
  const slow = started(
    t,
    (_, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          cut = true;
          reject(signal.reason as Error);
        });
      }),
    { graceMs: 50 },
  );
  slow.controller.enqueue('a');
  await slow.stop();
  t.true(cut);
  t.deepEqual(
    slow.log.lines.map(({ level }) => level),
    ['debug'],
    'to be cut short by a stop is no failure',
  );
});

test('a reconcile that ignores its signal does not keep the process from stopping', async (t) => {
  const { controller, stop, log } = started(t, () => new Promise(() => {}), { graceMs: 10 });
  controller.enqueue('a');
  await stop();
  t.regex(log.lines[0]?.message ?? '', /ignores its signal/);
});
