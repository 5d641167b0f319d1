import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import { NotLeading } from '../../../src/runtime/election.ts';
import { LEASE_SECONDS, LeaseWorld, type Process } from './lease-world.ts';

/** Longest time between two looks of a candidate, with the latency of its requests. */
const LOOK_SECONDS = (LEASE_SECONDS / 15) * 1.2 + 0.1;
const RENEW_DEADLINE_SECONDS = (LEASE_SECONDS * 2) / 3;

/** A leader that has led for a while, and a standby. */
async function pair(
  t: ExecutionContext,
  rates = { leader: 1, standby: 1 },
): Promise<{ world: LeaseWorld; leader: Process; standby: Process }> {
  const world = new LeaseWorld();
  world.judge = () => t.true(world.leaders.length <= 1, `at ${world.now} ms: ${world.leaders.join()}`);
  const leader = world.start({ rate: rates.leader, hoursOff: -5 });
  await world.advance(1);
  const standby = world.start({ rate: rates.standby, hoursOff: 7 });
  await world.advance(60);
  t.deepEqual(world.leaders, [leader.name]);
  return { world, leader, standby };
}

test('a candidate that finds no Lease leads at once and keeps leading', async (t) => {
  const { world, leader } = await pair(t);
  t.like(world.lease?.spec, {
    holderIdentity: leader.name,
    leaseDurationSeconds: LEASE_SECONDS,
    leaseTransitions: 0,
  });
});

test('one of several candidates that start at the same moment leads', async (t) => {
  const world = new LeaseWorld();
  world.judge = () => t.true(world.leaders.length <= 1);
  Array.from({ length: 5 }, () => world.start());
  await world.advance(1);
  t.is(world.leaders.length, 1);
});

test('a killed leader is replaced when its lease expires, not before', async (t) => {
  const { world, leader, standby } = await pair(t);
  leader.hasEnded = true;
  await world.advance(LEASE_SECONDS * (13 / 15) - 0.1);
  t.deepEqual(world.leaders, []);
  await world.advance(LEASE_SECONDS * (2 / 15) + LOOK_SECONDS);
  t.deepEqual(world.leaders, [standby.name]);
  t.is(world.lease?.spec?.leaseTransitions, 1);
});

test('a leader that is cut off ends before another leads', async (t) => {
  const { world, leader, standby } = await pair(t);
  leader.isCut = true;
  await world.advance(RENEW_DEADLINE_SECONDS);
  t.true(leader.error instanceof NotLeading);
  t.deepEqual(world.leaders, []);
  await world.advance(LEASE_SECONDS - RENEW_DEADLINE_SECONDS + LOOK_SECONDS);
  t.deepEqual(world.leaders, [standby.name]);
});

test('a leader that is cut off exits in time even for a standby with a clock almost half as fast again', async (t) => {
  const { world, leader, standby } = await pair(t, { leader: 1, standby: 1.49 });
  leader.isCut = true;
  await world.advance(RENEW_DEADLINE_SECONDS + LOOK_SECONDS);
  t.true(leader.error instanceof NotLeading);
  t.deepEqual(world.leaders, [standby.name]);
});

test('a suspended leader may not write when it resumes, even before its timers run', async (t) => {
  const { world, leader, standby } = await pair(t);
  leader.isPaused = true;
  await world.advance(LEASE_SECONDS + LOOK_SECONDS);
  t.deepEqual(world.leaders, [standby.name]);
  t.throws(() => leader.election.check(), { instanceOf: NotLeading });
  leader.isPaused = false;
  await world.advance(1);
  t.true(leader.error instanceof NotLeading);
  t.notThrows(() => standby.election.check());
});

test('a manual edit of the Lease does not end leadership', async (t) => {
  const { world, leader } = await pair(t);
  for (let count = 0; count < 30; count += 1) {
    world.write('PATCH', {});
    await world.advance(1.3);
    t.deepEqual(world.leaders, [leader.name]);
  }
});

test('a leader that stops hands over at once, and does not lead once it has begun to', async (t) => {
  const { world, leader, standby } = await pair(t);
  leader.stop();
  await world.advance(0.001);
  t.throws(() => leader.election.check(), { instanceOf: NotLeading });
  await world.advance(LOOK_SECONDS);
  t.true(leader.hasEnded);
  t.true(leader.log.lines.some(({ message }) => message === 'leadership released'));
  t.deepEqual(world.leaders, [standby.name]);
});

test('a candidate that cannot reach the API server reports it after the lease duration', async (t) => {
  const { world, standby } = await pair(t);
  standby.isCut = true;
  await world.advance(LEASE_SECONDS);
  t.is(standby.election.problem, undefined);
  await world.advance(LEASE_SECONDS);
  t.regex(standby.election.problem ?? '', /^cannot ask for leadership: GET /);
  standby.isCut = false;
  await world.advance(LEASE_SECONDS / 3 + LOOK_SECONDS);
  t.is(standby.election.problem, undefined);
});

/** Ratio of two clocks up to which the guarantee holds; see LeaseElectionOptions. */
const RATE = fc.double({ min: 1, max: 1.49, noNaN: true });
const FAULT = fc.record({
  afterSeconds: fc.integer({ min: 0, max: 20 }),
  who: fc.nat({ max: 2 }),
  kind: fc.constantFrom('pause', 'cut', 'stop', 'kill', 'edit'),
  forSeconds: fc.integer({ min: 1, max: 30 }),
});

test('there are never two leaders, whatever fails, and in the end there is one', async (t) => {
  let takeovers = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ rate: RATE, hoursOff: fc.integer({ min: -12, max: 12 }) }), { minLength: 3, maxLength: 3 }),
      fc.array(FAULT, { maxLength: 12 }),
      fc.integer({ min: 1 }),
      async (machines, faults, seed) => {
        const random = numbers(seed);
        const world = new LeaseWorld();
        // Mostly fast, sometimes slower than any deadline.
        world.latency = () => (random() < 0.9 ? random() * 100 : random() * 20_000);
        world.judge = () => {
          if (world.leaders.length > 1) {
            throw new Error(`at ${world.now} ms: ${world.leaders.join(' and ')} lead`);
          }
        };
        const running = machines.map((machine) => world.start({ ...machine, random }));
        const restart = (): void =>
          machines.forEach((machine, index) => {
            if (running[index]?.hasEnded) {
              running[index] = world.start({ ...machine, random });
            }
          });
        for (const { afterSeconds, who, kind, forSeconds } of faults) {
          await world.advance(afterSeconds);
          restart();
          const process = running[who] as Process;
          if (kind === 'pause' || kind === 'cut') {
            const field = kind === 'pause' ? 'isPaused' : 'isCut';
            process[field] = true;
            world.after(forSeconds * 1000, undefined, () => (process[field] = false));
          } else if (kind === 'stop') {
            process.stop();
          } else if (kind === 'kill') {
            process.hasEnded = true;
          } else if (world.lease !== undefined) {
            world.write('PATCH', {});
          }
        }
        await world.advance(60);
        world.latency = () => 5;
        restart();
        await world.advance(60);
        restart();
        await world.advance(LEASE_SECONDS * 2);
        if (world.leaders.length !== 1) {
          throw new Error(`${world.leaders.length} lead in the end`);
        }
        takeovers += world.lease?.spec?.leaseTransitions ?? 0;
      },
    ),
    { numRuns: 100 },
  );
  t.true(takeovers > 50, `${takeovers} takeovers`);
});

/** Uniform in [0, 1), the same for the same seed; mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
