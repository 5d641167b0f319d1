import test from 'ava';
import { TokenBuckets } from '../../../src/runtime/token-buckets.ts';
import { FakeClock } from './fake-clock.ts';

const drain = (buckets: TokenBuckets, key: string): number => {
  let taken = 0;
  while (buckets.take(key)) {
    taken += 1;
  }
  return taken;
};

test('each key has its own bucket, which refills with time and never beyond its size', (t) => {
  const clock = new FakeClock();
  const buckets = new TokenBuckets({ burst: 3, refillMs: 1000, capacity: 10, clock });
  t.is(drain(buckets, 'a'), 3);
  t.is(drain(buckets, 'b'), 3);
  clock.advance(999);
  t.is(drain(buckets, 'a'), 0);
  clock.advance(1);
  t.is(drain(buckets, 'a'), 1);
  clock.advance(2500);
  t.is(drain(buckets, 'a'), 2);
  clock.advance(500);
  t.is(drain(buckets, 'a'), 1, 'the half token was not lost');
  clock.advance(1_000_000);
  t.is(drain(buckets, 'a'), 3);
});

test('the least recently used key makes room', (t) => {
  const buckets = new TokenBuckets({ burst: 1, refillMs: 1000, capacity: 2, clock: new FakeClock() });
  for (const key of ['a', 'b', 'a', 'c']) {
    buckets.take(key);
  }
  t.deepEqual(
    ['a', 'c', 'b'].map((key) => buckets.take(key)),
    [false, false, true],
  );
});
