import test from 'ava';
import * as fc from 'fast-check';
import { LOW_PRIORITY, NORMAL_PRIORITY, WorkQueue } from '../../../src/runtime/work-queue.ts';
import { FakeClock } from './fake-clock.ts';

test('a key is handed out once however often it is added, in the order of first additions', async (t) => {
  const queue = new WorkQueue();
  for (const key of ['a', 'b', 'a', 'a']) {
    queue.add(key);
  }
  t.is(queue.length, 2);
  t.is(await queue.get(), 'a');
  t.is(await queue.get(), 'b');
  t.is(queue.length, 0);
});

test('a key added while it runs waits for its end and then runs once more', async (t) => {
  const queue = new WorkQueue();
  queue.add('a');
  await queue.get();
  queue.add('a');
  queue.add('a');
  t.is(queue.length, 0);
  queue.done('a');
  t.is(queue.length, 1);
  t.is(await queue.get(), 'a');
  queue.done('a');
  t.is(queue.length, 0);
});

test('the earliest of several delays counts, and an immediate addition replaces them', (t) => {
  const clock = new FakeClock();
  const queue = new WorkQueue({ clock });
  queue.addAfter('a', 1000);
  queue.addAfter('a', 5000);
  queue.addAfter('a', 100);
  clock.advance(99);
  t.is(queue.length, 0);
  clock.advance(1);
  t.is(queue.length, 1);
  t.is(clock.scheduled, 0);
  queue.addAfter('b', 1000);
  queue.add('b');
  t.is(queue.length, 2);
  t.is(clock.scheduled, 0);
});

test('delays of failed keys double up to the cap, for each key, and start over once forgotten', (t) => {
  const clock = new FakeClock();
  const queue = new WorkQueue({ clock, backoff: { baseMs: 200, capMs: 60_000, random: () => 1 } });
  const delays = Array.from({ length: 12 }, () => queue.addRateLimited('a'));
  t.deepEqual(delays.slice(0, 4), [200, 400, 800, 1600]);
  t.is(delays.at(-1), 60_000);
  t.is(queue.addRateLimited('b'), 200);
  queue.forget('a');
  t.is(queue.addRateLimited('a'), 200);
  t.is(queue.failures('a'), 1);
});

test('half of a delay is random, and it stays finite after any number of failures', (t) => {
  const queue = new WorkQueue({ clock: new FakeClock(), backoff: { baseMs: 200, capMs: 60_000, random: () => 0 } });
  t.is(queue.addRateLimited('a'), 100);
  for (let failure = 0; failure < 2000; failure += 1) {
    queue.addRateLimited('a');
  }
  t.is(queue.addRateLimited('a'), 30_000);
});

test('consumers are served in turn, and one that leaves takes no key with it', async (t) => {
  const queue = new WorkQueue();
  const leaving = new AbortController();
  const first = queue.get(leaving.signal);
  const second = queue.get();
  const third = queue.get();
  leaving.abort();
  t.is(await first, undefined);
  queue.add('a');
  t.is(await second, 'a');
  queue.shutDown();
  t.is(await third, undefined);
});

test('a queue that is shut down hands out nothing, accepts nothing and leaves no timer', async (t) => {
  const clock = new FakeClock();
  const queue = new WorkQueue({ clock });
  queue.add('a');
  queue.addAfter('b', 1000);
  queue.shutDown();
  queue.add('c');
  queue.addAfter('d', 1000);
  t.is(await queue.get(), undefined);
  t.is(clock.scheduled, 0);
});

test('higher priorities go first; a key keeps its highest one, and a retry the one that it ran with', async (t) => {
  const clock = new FakeClock();
  const queue = new WorkQueue({ clock, backoff: { baseMs: 1000, capMs: 1000, random: () => 1 } });
  queue.add('resync 1', LOW_PRIORITY);
  queue.add('resync 2', LOW_PRIORITY);
  queue.add('change');
  queue.add('urgent', 50);
  queue.add('resync 2');
  queue.add('change', LOW_PRIORITY);
  t.deepEqual(
    [...queue.depths],
    [
      [50, 1],
      [NORMAL_PRIORITY, 2],
      [LOW_PRIORITY, 1],
    ],
  );
  for (const expected of ['urgent', 'change', 'resync 2', 'resync 1']) {
    t.is(await queue.get(), expected);
  }
  queue.addRateLimited('resync 1');
  queue.done('resync 1');
  clock.advance(1000);
  t.is(queue.depths.get(LOW_PRIORITY), 1);
});

test('the observer sees each key once per wait and run, with their durations', async (t) => {
  const clock = new FakeClock();
  const seen: string[] = [];
  const queue = new WorkQueue({
    clock,
    backoff: { baseMs: 1000, capMs: 1000, random: () => 1 },
    observer: {
      onAdd: (priority) => seen.push(`add ${priority}`),
      onStart: (ms) => seen.push(`start after ${ms}`),
      onDone: (ms) => seen.push(`done after ${ms}`),
      onRetry: () => seen.push('retry'),
    },
  });
  queue.add('a');
  queue.add('a');
  clock.advance(30);
  await queue.get();
  clock.advance(5);
  queue.add('a', LOW_PRIORITY);
  clock.advance(10);
  t.deepEqual([...queue.runningMs], [['a', 15]]);
  queue.addRateLimited('b');
  queue.done('a');
  await queue.get();
  queue.done('a');
  clock.advance(1000);
  t.deepEqual(seen, [
    'add 0',
    'start after 30',
    'add -100',
    'retry',
    'done after 15',
    'start after 10',
    'done after 0',
    'add 0',
  ]);
});

interface Plan {
  due: number;
  priority: number;
  /** When `due` was last requested, and when the key started to wait: positions in one order of all events. */
  asked: number;
  turn: number;
}

/** What the queue must do, as simply as possible: when each key is due, its priority, since when, and in which run. */
class Model {
  now = 0;
  readonly plans = new Map<string, Plan>();
  readonly running = new Set<string>();
  #turns = 0;

  add(key: string, priority: number, ms = 0): void {
    const due = this.now + Math.max(ms, 0);
    const plan = this.plans.get(key) ?? { due: Infinity, priority: -Infinity, asked: 0, turn: 0 };
    const waited = this.#isDue(plan);
    const isMoreUrgent = priority > plan.priority;
    this.plans.set(key, plan);
    if (due < plan.due) {
      plan.due = due;
      plan.asked = this.#turns += 1;
    }
    if (isMoreUrgent) {
      plan.priority = priority;
    }
    if (this.#isDue(plan) && (!waited || isMoreUrgent)) {
      // It joins the end of those with the same priority.
      plan.turn = this.#turns += 1;
    }
  }

  advance(ms: number): void {
    const ripe = [...this.plans.values()].filter(({ due }) => due > this.now && due <= this.now + ms);
    for (const plan of ripe.toSorted((a, b) => a.due - b.due || a.asked - b.asked)) {
      plan.turn = this.#turns += 1;
    }
    this.now += ms;
  }

  done(key: string): void {
    this.running.delete(key);
    const plan = this.plans.get(key);
    if (plan !== undefined && this.#isDue(plan)) {
      plan.turn = this.#turns += 1;
    }
  }

  /** Keys that are due and not running, the next one first. */
  ready(): { key: string; priority: number }[] {
    return [...this.plans]
      .filter(([key, plan]) => this.#isDue(plan) && !this.running.has(key))
      .toSorted(([, a], [, b]) => b.priority - a.priority || a.turn - b.turn)
      .map(([key, { priority }]) => ({ key, priority }));
  }

  #isDue({ due }: { due: number }): boolean {
    return due <= this.now;
  }
}

const key = fc.constantFrom('a', 'b', 'c', 'd');
const priority = fc.constantFrom(NORMAL_PRIORITY, LOW_PRIORITY, 7);
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key, priority }),
  fc.record({ do: fc.constant('addAfter' as const), key, priority, ms: fc.integer({ min: -1, max: 50 }) }),
  fc.record({ do: fc.constant('get' as const) }),
  fc.record({ do: fc.constant('done' as const), key }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 30 }) }),
);

test('any operations hand out exactly the keys due and not running, by priority and then in turn', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const clock = new FakeClock();
      let added = 0;
      let started = 0;
      const queue = new WorkQueue({
        clock,
        observer: { onAdd: () => (added += 1), onStart: (ms) => (started += ms < 0 ? Number.NaN : 1) },
      });
      const model = new Model();
      for (const each of steps) {
        if (each.do === 'add') {
          queue.add(each.key, each.priority);
          model.add(each.key, each.priority);
        } else if (each.do === 'addAfter') {
          queue.addAfter(each.key, each.ms, each.priority);
          model.add(each.key, each.priority, each.ms);
        } else if (each.do === 'advance') {
          clock.advance(each.ms);
          model.advance(each.ms);
        } else if (each.do === 'done') {
          if (model.running.has(each.key)) {
            model.done(each.key);
            queue.done(each.key);
          }
        } else {
          const next = model.ready()[0]?.key;
          if (next !== undefined) {
            t.is(await queue.get(), next, 'the highest priority, and of these the first one');
            model.plans.delete(next);
            model.running.add(next);
          }
        }
        const ready = model.ready();
        t.is(queue.length, ready.length);
        for (const [level, depth] of queue.depths) {
          t.is(depth, ready.filter((one) => one.priority === level).length);
        }
        const parked = [...model.plans].filter(([one, { due }]) => model.running.has(one) && due <= model.now);
        t.is(added - started, ready.length + parked.length, 'a key that was added and not started is due');
        t.deepEqual(new Set(queue.runningMs.keys()), model.running);
      }
      queue.shutDown();
      t.is(clock.scheduled, 0);
    }),
    { numRuns: 500 },
  );
});
