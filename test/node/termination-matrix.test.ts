import test from 'ava';
import { buildImages } from '../../lab/images/build.ts';
import { type Ending, endings, hasAborted, type Images, roudiCode, type Scenario } from '../../lab/trials/deletions.ts';
import { newerIceoryxPrefix } from '../../lab/iceoryx/newer-iceoryx.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { randomOf } from '../../lab/host/random.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { mixed, SCENARIOS } from '../../lab/trials/scenarios.ts';
import { seedOf } from '../support/seed.ts';

/** Awaited before the first test: tests that are declared after a wait come too late. */
const prefix = await newerIceoryxPrefix();
/**
 * Runs of each case; `npm run soak -- --only termination` has more, and SEED=… repeats when starting pods are deleted.
 */
const RUNS = Number(process.env['RUNS'] ?? 3);
/** Pods of a case that exist at the same time. More would only test whether the machine can keep up. */
const MOST_AT_ONCE = 10;
/** Ceiling on a busy machine for what takes at most 12 s. */
const CEILING_SECONDS = 40;

/** Cases with three pods run two at a time. The others have more pods, and run alone. */
const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('stop');
});
test.after.always(async () => bench.close());

const seed = seedOf();
const random = randomOf(seed);
const deleted = async (scenario: Scenario, images: Images = bench.images, runs = RUNS): Promise<Ending[]> => {
  const all: Ending[] = [];
  while (all.length < runs) {
    all.push(...(await endings(bench, scenario, images, Math.min(MOST_AT_ONCE, runs - all.length), random)));
  }
  return all;
};
const deletedTogether = async (...scenarios: Scenario[]): Promise<Ending[]> =>
  (await Promise.all(scenarios.map(async (scenario) => deleted(scenario)))).flat();
const segments = ({ leftovers }: Ending): string[] => leftovers.filter((path) => path.startsWith('iceoryx-shm/'));

const CLEAN: readonly Scenario[] = [
  SCENARIOS.direct,
  SCENARIOS.distroless,
  SCENARIOS.entrypoint5,
  SCENARIOS.tiniShell,
  SCENARIOS.twoInOne,
  SCENARIOS.forking,
  SCENARIOS.mixedPreStop,
  SCENARIOS.wrappedRoudi,
];
for (const scenario of CLEAN) {
  test(
    `all containers end cleanly: ${scenario.title}`,
    inTurn(async (t) => {
      for (const { name, codes, clean, leftovers } of await deleted(scenario)) {
        t.deepEqual(codes, { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 }, name);
        t.is(clean, scenario.runtimes ?? 2, name);
        t.deepEqual(leftovers, [], name);
      }
    }),
  );
}

test(
  'a preStop hook of the app ends before SIGTERM is sent',
  inTurn(async (t) => {
    for (const { name, logs, clean } of await deleted(SCENARIOS.ownPreStop)) {
      t.is(clean, 2, name);
      for (const app of ['publisher', 'subscriber']) {
        const events = (logs.get(app) ?? []).join('\n');
        const hookEnded = events.indexOf('"hook-ended"');
        t.true(hookEnded >= 0 && hookEnded < events.indexOf('"signal"'), `${name} ${app}: ${events}`);
      }
    }
  }),
);

for (const [scenario, publisher] of [
  [SCENARIOS.deaf, 137],
  [SCENARIOS.crash, 134],
  [SCENARIOS.deafShell, 0],
  [SCENARIOS.oom, 0],
] as const) {
  test(
    `RouDi neither hangs nor aborts: ${scenario.title}`,
    inTurn(async (t) => {
      for (const ending of await deleted(scenario)) {
        t.deepEqual(ending.codes, { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher, subscriber: 0 }, ending.name);
        t.deepEqual(segments(ending), [], ending.name);
        t.true(ending.seconds < CEILING_SECONDS, `${ending.name}: ${ending.seconds} s`);
      }
    }),
  );
}

test.serial('apps exit by themselves when RouDi is killed or aborts while the pod ends', async (t) => {
  for (const { name, codes, clean, seconds } of await deletedTogether(SCENARIOS.roudiKilled, SCENARIOS.roudiAborts)) {
    t.like(codes, { 'iceoryx-agent': 0, publisher: 0, subscriber: 0 }, name);
    t.is(clean, 2, name);
    t.true(seconds < CEILING_SECONDS, `${name}: ${seconds} s`);
  }
});

test.serial('RouDi does not abort in a pod deleted while it starts, or with one second of grace', async (t) => {
  const early = await deletedTogether(SCENARIOS.early, SCENARIOS.early);
  // Few at a time: within a second their hooks have to begin.
  const graceOne = [...(await deleted(SCENARIOS.graceOne)), ...(await deleted(SCENARIOS.graceOne))];
  for (const { name, codes } of [...early, ...graceOne]) {
    t.false(hasAborted(codes['iceoryx-roudi']), name);
  }
});

test.serial('a slice of the bench: RouDi never aborts with the operator, and always without', async (t) => {
  const aborts = (all: readonly Ending[]): number => all.filter((ending) => hasAborted(roudiCode(ending))).length;
  // Alone: where the kubelet has much else to do, RouDi has noticed before it is stopped that the apps are dead.
  const plain = await deleted(mixed('plain'));
  const injected = await deleted(mixed('injected'), bench.images, 3 * RUNS);
  t.is(aborts(plain), RUNS);
  t.is(aborts(injected), 0);
});

(prefix === undefined ? test.serial.skip : test.serial)(
  'iceoryx 2.95 ends as cleanly (needs ICEORYX_PREFIX)',
  async (t) => {
    const { images } = await buildImages({ prefix });
    for (const { archive } of Object.values(images)) {
      await bench.cluster.load(archive);
    }
    for (const { name, codes, clean } of await deleted(SCENARIOS.shell1, images)) {
      t.deepEqual(codes, { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 }, name);
      t.is(clean, 2, name);
    }
    for (const { name, codes } of await deleted(SCENARIOS.crash, images)) {
      t.is(codes['iceoryx-roudi'], 0, name);
    }
  },
);
