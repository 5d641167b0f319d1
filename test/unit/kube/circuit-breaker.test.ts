import { setImmediate as turn } from 'node:timers/promises';
import test from 'ava';
import { ConnectionError } from '../../../src/kube/errors.ts';
import { CircuitBreaker } from '../../../src/kube/circuit-breaker.ts';
import { FakeClock } from '../runtime/fake-clock.ts';

const refused = new ConnectionError({ method: 'GET', path: '/' }, 'https://server', 'ECONNREFUSED');
const never = new AbortController().signal;

/** A server that is unavailable, and calls that do not give up. */
class World {
  readonly clock = new FakeClock();
  readonly breaker = new CircuitBreaker(this.clock);
  tries = 0;
  done = 0;
  isAway = true;

  readonly send = async (): Promise<string> => {
    this.tries += 1;
    if (this.isAway) {
      throw refused;
    }
    return 'answer';
  };

  async call(): Promise<void> {
    for (;;) {
      const answer = await this.breaker.retry(this.send, refused, Infinity, never).catch(() => undefined);
      if (answer !== undefined) {
        this.done += 1;
        return;
      }
    }
  }

  async pass(seconds: number): Promise<void> {
    for (let left = seconds * 10; left > 0; left -= 1) {
      this.clock.advance(100);
      await turn();
    }
  }
}

test('only one of many calls without a server tries at a time, at growing intervals', async (t) => {
  const world = new World();
  for (let index = 0; index < 100; index += 1) {
    void world.call();
  }
  await world.pass(10);
  const first = world.tries;
  t.true(first >= 5 && first <= 12, `${first} tries in 10 s`);
  await world.pass(300);
  t.true(world.tries - first <= 120 && world.tries - first >= 60, `${world.tries - first} tries in 5 minutes`);
});

test('once one call succeeds, all others continue at once', async (t) => {
  const world = new World();
  for (let index = 0; index < 100; index += 1) {
    void world.call();
  }
  await world.pass(60);
  world.isAway = false;
  await world.pass(5);
  t.is(world.done, 100);
});

test('the next outage begins with the shortest interval', async (t) => {
  const world = new World();
  void world.call();
  await world.pass(60);
  world.isAway = false;
  await world.pass(5);
  world.breaker.succeeded();
  const call = world.breaker.retry(world.send, refused, Infinity, never);
  world.clock.advance(100);
  t.is(await call, 'answer');
});

test('a call that is given up while others wait for it lets them try', async (t) => {
  const world = new World();
  const end = new AbortController();
  const given = world.breaker.retry(world.send, refused, Infinity, end.signal);
  void world.call();
  end.abort(new Error('enough'));
  await t.throwsAsync(given, { message: 'enough' });
  world.isAway = false;
  await world.pass(1);
  t.is(world.done, 1);
});

test('a hanging try does not hold up the others', async (t) => {
  const world = new World();
  let tries = 0;
  void world.breaker.retry(() => new Promise(() => (tries += 1)), refused, Infinity, never);
  void world.call();
  world.isAway = false;
  await world.pass(1);
  t.is(tries, 1);
  t.is(world.done, 0);
  await world.pass(1);
  t.is(world.done, 1);
});

test('a call without time to wait reports why it failed, and not a timeout', async (t) => {
  const world = new World();
  const deadline = world.clock.now() + 20;
  await t.throwsAsync(world.breaker.retry(world.send, refused, deadline, never), { is: refused });
  void world.call();
  const waiting = world.breaker.retry(world.send, refused, deadline, never);
  world.clock.advance(20);
  await t.throwsAsync(waiting, { is: refused });
  t.is(world.tries, 0);
});
