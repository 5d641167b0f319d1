import test from 'ava';
import { buildImages } from '../../lab/images/build.ts';
import { type Ending, endings, hasAborted, type Images, type Scenario } from '../../lab/trials/deletions.ts';
import { newerIceoryxPrefix } from '../../lab/iceoryx/newer-iceoryx.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { mixed, SCENARIOS } from '../../lab/trials/scenarios.ts';

const RUNS = 3;
/** A busy machine's ceiling for what takes at most 12 s. */
const CEILING_SECONDS = 40;

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('stop');
});
test.after.always(async () => bench.close());

const deleted = async (scenario: Scenario, images: Images = bench.images, runs = RUNS): Promise<Ending[]> =>
  endings(bench, scenario, images, runs);
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
  test.serial(`everybody ends cleanly: ${scenario.title}`, async (t) => {
    for (const { name, codes, clean, leftovers } of await deleted(scenario)) {
      t.deepEqual(codes, { roudi: 0, link: 0, publisher: 0, subscriber: 0 }, name);
      t.is(clean, scenario.runtimes ?? 2, name);
      t.deepEqual(leftovers, [], name);
    }
  });
}

test.serial('a preStop hook of the app ends before SIGTERM comes', async (t) => {
  for (const { name, logs, clean } of await deleted(SCENARIOS.ownPreStop)) {
    t.is(clean, 2, name);
    for (const app of ['publisher', 'subscriber']) {
      const events = (logs.get(app) ?? []).join('\n');
      const hookEnded = events.indexOf('"hook-ended"');
      t.true(hookEnded >= 0 && hookEnded < events.indexOf('"signal"'), `${name} ${app}: ${events}`);
    }
  }
});

for (const [scenario, publisher] of [
  [SCENARIOS.deaf, 137],
  [SCENARIOS.crash, 134],
  [SCENARIOS.deafShell, 0],
  [SCENARIOS.oom, 0],
] as const) {
  test.serial(`RouDi neither hangs nor aborts: ${scenario.title}`, async (t) => {
    for (const ending of await deleted(scenario)) {
      t.deepEqual(ending.codes, { roudi: 0, link: 0, publisher, subscriber: 0 }, ending.name);
      t.deepEqual(segments(ending), [], ending.name);
      t.true(ending.seconds < CEILING_SECONDS, `${ending.name}: ${ending.seconds} s`);
    }
  });
}

test.serial('the apps end by themselves when RouDi is killed, or aborts, while the pod ends', async (t) => {
  for (const { name, codes, clean, seconds } of await deletedTogether(SCENARIOS.roudiKilled, SCENARIOS.roudiAborts)) {
    t.like(codes, { link: 0, publisher: 0, subscriber: 0 }, name);
    t.is(clean, 2, name);
    t.true(seconds < CEILING_SECONDS, `${name}: ${seconds} s`);
  }
});

test.serial('RouDi does not abort in a pod deleted while it starts, or with one second of grace', async (t) => {
  for (const { name, codes } of await deletedTogether(
    SCENARIOS.early,
    SCENARIOS.early,
    SCENARIOS.graceOne,
    SCENARIOS.graceOne,
  )) {
    t.false(hasAborted(codes['roudi']), name);
  }
});

test.serial('a slice of the bench: RouDi never aborts with the operator, always without', async (t) => {
  const aborts = (all: readonly Ending[]): number => all.filter(({ codes }) => hasAborted(codes['roudi'])).length;
  const [plain, injected] = await Promise.all([
    deleted(mixed('plain'), bench.images, 3),
    deleted(mixed('injected'), bench.images, 9),
  ]);
  t.is(aborts(plain), 3);
  t.is(aborts(injected), 0);
});

const prefix = await newerIceoryxPrefix();
(prefix === undefined ? test.serial.skip : test.serial)(
  'iceoryx 2.95 ends as cleanly (needs ICEORYX_PREFIX)',
  async (t) => {
    const { images } = await buildImages({ prefix });
    for (const { archive } of Object.values(images)) {
      await bench.cluster.load(archive);
    }
    for (const { name, codes, clean } of await deleted(SCENARIOS.shell1, images)) {
      t.deepEqual(codes, { roudi: 0, link: 0, publisher: 0, subscriber: 0 }, name);
      t.is(clean, 2, name);
    }
    for (const { name, codes } of await deleted(SCENARIOS.crash, images)) {
      t.is(codes['roudi'], 0, name);
    }
  },
);
