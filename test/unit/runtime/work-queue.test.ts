import test from 'ava';
import * as fc from 'fast-check';
import { WorkQueue } from '../../../src/runtime/work-queue.ts';
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

test('of several delays the earliest holds, and an addition at once replaces them', (t) => {
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

test('delays of failed keys double up to the cap, each key by itself, and start anew once forgotten', (t) => {
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

test('those who wait are served in turn; one that leaves takes no key with it', async (t) => {
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

test('a queue that is shut down hands out nothing, takes nothing and leaves no timer', async (t) => {
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

/** What the queue must do, said as simply as possible: when each key is due, and which run. */
class Model {
  now = 0;
  readonly due = new Map<string, number>();
  readonly running = new Set<string>();

  add(key: string, ms = 0): void {
    this.due.set(key, Math.min(this.due.get(key) ?? Infinity, this.now + Math.max(ms, 0)));
  }

  ready(): string[] {
    return [...this.due].flatMap(([key, due]) => (due <= this.now && !this.running.has(key) ? [key] : []));
  }
}

const key = fc.constantFrom('a', 'b', 'c');
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), key }),
  fc.record({ do: fc.constant('addAfter' as const), key, ms: fc.integer({ min: -1, max: 50 }) }),
  fc.record({ do: fc.constant('get' as const) }),
  fc.record({ do: fc.constant('done' as const), key }),
  fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 30 }) }),
);

test('whatever is done with it, it hands out exactly the keys that are due and do not run', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const clock = new FakeClock();
      const queue = new WorkQueue({ clock });
      const model = new Model();
      for (const each of steps) {
        if (each.do === 'add') {
          queue.add(each.key);
          model.add(each.key);
        } else if (each.do === 'addAfter') {
          queue.addAfter(each.key, each.ms);
          model.add(each.key, each.ms);
        } else if (each.do === 'advance') {
          clock.advance(each.ms);
          model.now += each.ms;
        } else if (each.do === 'done') {
          if (model.running.delete(each.key)) {
            queue.done(each.key);
          }
        } else {
          const ready = model.ready();
          const got = ready.length === 0 ? undefined : await queue.get();
          if (got !== undefined) {
            t.true(ready.includes(got), `${got} was due and did not run`);
            model.due.delete(got);
            model.running.add(got);
          }
        }
        t.is(queue.length, model.ready().length);
      }
    }),
    { numRuns: 500 },
  );
});
