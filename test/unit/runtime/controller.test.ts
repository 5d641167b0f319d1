import test, { type ExecutionContext } from 'ava';
import {
  type Change,
  Controller,
  type ControllerOptions,
  type Reconcile,
  type Reconciled,
  type Source,
} from '../../../src/runtime/controller.ts';
import { LOW_PRIORITY, WorkQueue } from '../../../src/runtime/work-queue.ts';
import { testLog } from '../test-log.ts';
import { until } from '../../../lab/host/until.ts';
import { FakeClock } from './fake-clock.ts';

interface Fixture {
  controller: Controller;
  clock: FakeClock;
  log: ReturnType<typeof testLog>;
  stop: () => Promise<void>;
  cut: () => void;
}

function started(t: ExecutionContext, reconcile: Reconcile, options: Partial<ControllerOptions> = {}): Fixture {
  const clock = new FakeClock();
  const log = testLog();
  const queue = new WorkQueue({ clock, backoff: { baseMs: 1000, capMs: 8000, random: () => 1 } });
  const controller = new Controller({ name: 'test', reconcile, log, queue, clock, ...options });
  const end = new AbortController();
  const cut = new AbortController();
  const run = controller.run(end.signal, cut.signal);
  const stop = (): Promise<void> => {
    end.abort();
    return run;
  };
  t.teardown(stop);
  return { controller, clock, log, stop, cut: () => cut.abort(new Error('no longer the leader')) };
}

/** Resolves when everything that needs no time has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const untilAborted = (_: string, signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

test('a failed key is retried with growing delays, each retry is logged, and success resets the delay', async (t) => {
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
    await until(`try ${count}`, () => log.lines.length === count);
    clock.advance(delay - 1);
    t.is(tries, count, 'not before its time');
    clock.advance(1);
  }
  await until('the last try', () => tries === 4);
  t.like(
    log.lines.map(({ fields }) => fields),
    [1, 2, 3].map((attempt) => ({
      controller: 'test',
      key: 'ns/a',
      attempt,
      retryMs: 500 * 2 ** attempt,
      error: new Error(`failure ${attempt}`),
    })),
  );
  t.is(new Set(log.lines.map(({ fields }) => fields['reconcileId'])).size, 3, 'each try can be told from the others');
});

test('a reconcile that throws synchronously ends nothing', async (t) => {
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
  await until('the next key is reconciled', () => done.length === 1);
  t.is(log.lines.length, 1);
});

test('keys run side by side up to the concurrency, and one key never beside itself', async (t) => {
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
    await until('some have run', () => finished > round);
  }
  await until('all have run', () => running.size === 0 && finished >= 5);
  t.is(most, 3);
});

test('a key is run again when its result asks for it', async (t) => {
  let runs = 0;
  const { controller, clock } = started(t, async () => {
    runs += 1;
    return { requeueAfterMs: 30_000 };
  });
  controller.enqueue('a');
  await until('the next run is scheduled', () => clock.scheduled === 1);
  clock.advance(29_999);
  t.is(runs, 1);
  clock.advance(1);
  await until('second run', () => runs === 2);
});

test('a reconcile past its deadline is aborted and retried', async (t) => {
  const seen: Reconciled[] = [];
  const { controller, clock, log } = started(t, untilAborted, { observer: (each) => seen.push(each) });
  controller.enqueue('a');
  await until('it is running', () => controller.activeWorkers === 1);
  clock.advance(60_000);
  await until('the failure is logged', () => log.lines.length === 1);
  t.deepEqual(log.lines[0]?.fields['error'], new Error('reconcile took longer than 60 s'));
  t.deepEqual(seen, [{ outcome: 'error', ms: 60_000, panic: false, late: true }]);
});

test('a reconcile that ignores its deadline is a problem that only a restart solves', async (t) => {
  const { promise: endless, resolve: end } = Promise.withResolvers<void>();
  const { controller, clock } = started(t, () => endless);
  controller.enqueue('ns/stuck');
  await until('it is running', () => controller.activeWorkers === 1);
  clock.advance(120_000);
  t.is(controller.problem, undefined);
  clock.advance(1000);
  t.is(controller.problem, 'reconcile of ns/stuck has not ended for 121 s');
  end();
  await until('it is over', () => controller.problem === undefined);
});

test('any thrown value leads to a retry, and programming errors are told apart', async (t) => {
  const thrown: Record<string, unknown> = {
    ordinary: new Error('the server is away'),
    type: new TypeError('undefined is not a function'),
    range: new RangeError('Maximum call stack size exceeded'),
    text: 'a text',
    nothing: undefined,
    rejection: null,
    symbol: Symbol('s'),
  };
  const seen: Reconciled[] = [];
  const { controller, log } = started(
    t,
    (key) => {
      if (key === 'rejection') {
        return Promise.reject(thrown[key]);
      }
      throw thrown[key];
    },
    { concurrency: 1, observer: (each) => seen.push(each) },
  );
  for (const key of Object.keys(thrown)) {
    controller.enqueue(key);
  }
  await until('all have failed', () => seen.length === 7);
  t.deepEqual(
    seen.map(({ panic }) => panic),
    [false, true, true, true, true, true, true],
  );
  t.deepEqual(
    log.lines.map(({ fields }) => fields['stack'] !== undefined),
    seen.map(({ panic }) => panic),
    'the location of a programming error is not in its message',
  );
  t.regex(String(log.lines[3]?.fields['error']), /'a text' was thrown, which is not an Error/);
});

test('the observer is called with the result of each reconcile', async (t) => {
  const seen: Reconciled[] = [];
  const results = [undefined, { requeueAfterMs: 1 }, {}];
  const { controller } = started(t, async () => results.shift(), {
    concurrency: 1,
    observer: (each) => seen.push(each),
  });
  for (const key of ['a', 'b', 'c']) {
    controller.enqueue(key);
  }
  await until('all have run', () => seen.length === 3);
  t.deepEqual(
    seen.map(({ outcome }) => outcome),
    ['success', 'requeue_after', 'success'],
  );
});

test('stopping waits for running reconciles, starts no more, and aborts them after the grace period', async (t) => {
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
  await until('a is running', () => begun.length === 1);
  const stopped = quick.stop();
  release();
  await stopped;
  t.deepEqual(begun, ['a']);

  const slow = started(t, untilAborted, { graceMs: 5000 });
  slow.controller.enqueue('a');
  await until('it is running', () => slow.controller.activeWorkers === 1);
  const left = slow.stop();
  await settled();
  slow.clock.advance(4999);
  t.is(slow.controller.activeWorkers, 1);
  slow.clock.advance(1);
  await left;
  t.deepEqual(
    slow.log.lines.map(({ level }) => level),
    ['debug'],
    'to be aborted by a stop is no failure',
  );
});

test('a cut gives no grace: running reconciles are aborted with its reason at once', async (t) => {
  const { controller, log, stop, cut } = started(t, untilAborted);
  controller.enqueue('a');
  await until('it is running', () => controller.activeWorkers === 1);
  cut();
  await stop();
  t.deepEqual(log.lines[0]?.fields['error'], new Error('no longer the leader'));
});

test('a reconcile that ignores its signal is named, and its controller stops only when it ends', async (t) => {
  const { promise: endless, resolve: end } = Promise.withResolvers<void>();
  const { controller, clock, stop, cut, log } = started(t, () => endless);
  controller.enqueue('a');
  await until('it is running', () => controller.activeWorkers === 1);
  cut();
  let isStopped = false;
  const stopped = stop().then(() => (isStopped = true));
  await settled();
  clock.advance(1000);
  await until('it is logged', () => log.lines.length === 1);
  t.regex(log.lines[0]?.message ?? '', /ignores its signal/);
  t.deepEqual(log.lines[0]?.fields['keys'], ['a']);
  clock.advance(3_600_000);
  await settled();
  t.false(isStopped, 'otherwise leadership would be released while something works');
  end();
  await stopped;
});

interface Thing {
  name: string;
  owner: string;
}

/** Objects that can be watched. */
class Things implements Source<Thing> {
  readonly all: Thing[] = [];
  readonly handlers = new Set<(change: Change<Thing>) => void>();

  onChange(handler: (change: Change<Thing>) => void): () => void {
    this.handlers.add(handler);
    this.all.forEach((object) => handler({ type: 'added', object }));
    return () => this.handlers.delete(handler);
  }

  tell(change: Change<Thing>): void {
    this.handlers.forEach((handler) => handler(change));
  }
}

test('watches start with the controller, and existing objects have low priority, behind every change', async (t) => {
  const things = new Things();
  things.all.push({ name: '1', owner: 'a' }, { name: '2', owner: 'b' }, { name: '3', owner: 'a' });
  const order: string[] = [];
  const queue = new WorkQueue();
  const controller = new Controller({
    name: 'test',
    log: testLog(),
    queue,
    concurrency: 1,
    reconcile: async (key) => {
      order.push(key);
    },
  });
  controller.watch(things, ({ owner }) => [owner]);
  t.is(things.handlers.size, 0, 'a standby collects no work');
  const end = new AbortController();
  const run = controller.run(end.signal);
  t.deepEqual(queue.depths, new Map([[LOW_PRIORITY, 1]]), 'a is running already');
  things.tell({ type: 'added', object: { name: '4', owner: 'c' } });
  await until('all have run', () => order.length === 3);
  t.deepEqual(order, ['a', 'c', 'b']);
  end.abort();
  await run;
  t.is(things.handlers.size, 0);
});

test('an update maps to the old owner and the new one, and only what passes the filter counts', async (t) => {
  const things = new Things();
  const ran = new Set<string>();
  const controller = new Controller({
    name: 'test',
    log: testLog(),
    reconcile: async (key) => {
      ran.add(key);
    },
  });
  controller.watch(
    things,
    ({ owner }) => [owner],
    ({ type }) => type !== 'deleted',
  );
  const end = new AbortController();
  const run = controller.run(end.signal);
  things.tell({ type: 'deleted', object: { name: '1', owner: 'ignored' } });
  things.tell({ type: 'updated', object: { name: '1', owner: 'new' }, old: { name: '1', owner: 'old' } });
  await until('both have run', () => ran.size === 2);
  t.deepEqual(ran, new Set(['new', 'old']));
  end.abort();
  await run;
});

test('every key is resynced once in each period, at a spread time, and not after it is gone', async (t) => {
  const keys = new Set(Array.from({ length: 100 }, (_, index) => `key ${index}`));
  const ran = new Map<string, number[]>();
  const { clock, stop } = started(
    t,
    async (key) => {
      ran.set(key, [...(ran.get(key) ?? []), clock.now()]);
    },
    { concurrency: 100, resync: { keys: () => keys, everyMs: 100_000 } },
  );
  const seconds = async (count: number): Promise<void> => {
    for (let second = 0; second < count; second += 1) {
      clock.advance(1000);
      await settled();
    }
  };
  await seconds(100);
  t.is(ran.size, 0);
  await seconds(100);
  t.is(ran.size, 100);
  const busiest = Math.max(
    ...Map.groupBy([...ran.values()].flat(), (time) => Math.floor(time / 10_000))
      .values()
      .map((each) => each.length),
  );
  t.true(busiest < 40, `${busiest} of 100 within a tenth of the period`);
  // The second period has just begun.
  const gone = 'key 7';

  keys.delete(gone);
  await seconds(200);
  for (const [key, times] of ran) {
    t.is(times.length, key === gone ? 2 : 3, key);
  }
  await stop();
  t.is(clock.scheduled, 0);
});
