// What a domain costs its apps on two real nodes: rolling updates of RouDi, with the exit codes of every RouDi and app,
// and the time from the death of RouDi until samples flow between pods again. Needs root.
import { parseArgs } from 'node:util';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { clusterOfCheckout } from '../lab/host/checkout.ts';
import { domain, member, roudiPods } from '../lab/operator/domains.ts';
import { killIn } from '../lab/operator/pod-processes.ts';
import { exitCodes, lastSights, PodWatch } from '../lab/operator/pod-watch.ts';
import { flowingPod, spread } from '../lab/trials/random-faults.ts';
import { nameOf, restartsOf } from '../lab/operator/renewal.ts';
import { TwoNodes } from '../lab/operator/two-nodes.ts';
import { endedCleanly } from '../lab/iceoryx/samples.ts';
import { rounded } from './support/process.ts';

const USAGE = `usage: npm run bench:domain -- [--rolls N] [--deaths N]
  --rolls   changes of the domain, each of which replaces RouDi on both nodes (20)
  --deaths  SIGKILLs of RouDi of one node, each counted as the first, with the operator down (20)
  0 leaves a part out.
`;
const { values } = parseArgs({
  options: {
    rolls: { type: 'string', default: '20' },
    deaths: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});
const [ROLLS = 0, DEATHS = 0] = [values.rolls, values.deaths].map(Number);
if (values.help || ![ROLLS, DEATHS].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
/** Limit from the death of RouDi until samples flow between pods again. */
const GOAL_SECONDS = 5;
const NODES = ['node-1', 'node-2'] as const;
const APPS = NODES.flatMap((node) =>
  (['publisher', 'subscriber'] as const).map((role) => ({ node, role, name: `${role}-${node}` })),
);

const place = await TwoNodes.openSweeping('domain', clusterOfCheckout('bench-domain'));
const { bench, home } = place;

/** Waits for samples in every app since a moment (milliseconds since 1970). Returns when they flow in the last app. */
async function flowing(names: readonly string[], begin: number, isWanted?: (pod: IPod) => boolean): Promise<number> {
  const all = await Promise.all(names.map(async (name) => flowingPod(bench, name, begin, isWanted)));
  return Math.max(...all.map(({ since }) => since));
}

interface Roll {
  readonly seconds: number;
  readonly roudiCodes: readonly (number | undefined)[];
  readonly unclean: number;
}

async function roll(count: number): Promise<Roll> {
  const logs = APPS.map(({ name, role }) => bench.follow('logs', '-f', '--tail=1', `deploy/${name}`, '-c', role));
  await Promise.all(logs.map(async (log) => log.until(({ stdout }) => stdout.length > 0)));
  const watch = new PodWatch(bench, '--namespace', home, '-l', 'iceoryx.io/domain=robot');
  await watch.until((sights) => sights.length >= NODES.length);
  const before = new Set([...(await roudiPods(bench, home, 'robot')).values()].map(nameOf));
  const begin = Date.now();
  const patch = { spec: { roudi: { segments: [{ mempools: [{ size: 1024, count }] }] } } };
  await bench.kubectl('patch', 'ioxdom', 'robot', '-n', home, '--type=merge', '-p', JSON.stringify(patch));
  const isEnded = ([name, { type }]: readonly [string, { type: string }]): boolean =>
    before.has(name) && type === 'DELETED';
  await watch.until((sights) => [...lastSights(sights)].filter(isEnded).length === NODES.length, 180);
  const ended = [...lastSights(watch.sights)].filter(isEnded);
  watch.close();
  await Promise.all(logs.map(async ({ exitCode }) => exitCode));
  await bench.kubectl('wait', '--for=condition=UpToDate', 'ioxdom/robot', '-n', home, '--timeout=60s');
  const since = await flowing(
    APPS.map(({ name }) => name),
    begin,
  );
  return {
    seconds: (since - begin) / 1000,
    roudiCodes: ended.map(([, { pod }]) => exitCodes(pod)['iceoryx-roudi']),
    unclean: logs.filter(({ stdout }) => !endedCleanly(stdout)).length,
  };
}

async function death(): Promise<number> {
  const roudi = (await roudiPods(bench, home, 'robot')).get('node-1');
  const names = APPS.filter(({ node }) => node === 'node-1').map(({ name }) => name);
  const restarts = new Map<string, number>();
  for (const name of names) {
    const pod = await bench.onlyPod(name);
    restarts.set(nameOf(pod), restartsOf(pod)['iceoryx-agent'] ?? 0);
  }
  if (roudi === undefined) {
    throw new Error('there is no RouDi to kill');
  }
  // The agent forgets earlier deaths: each death counts as the first one, which is followed by an immediate restart.
  const forget = ['exec', nameOf(roudi), '-n', home, '-c', 'iceoryx-agent', '--', '/agent', 'forget'];
  await bench.kubectl(...forget);
  const begin = Date.now();
  if (killIn(roudi, 'roudi') !== 1) {
    throw new Error('RouDi is gone already');
  }
  const isRenewed = (pod: IPod): boolean => (restartsOf(pod)['iceoryx-agent'] ?? 0) > (restarts.get(nameOf(pod)) ?? 0);
  return ((await flowing(names, begin, isRenewed)) - begin) / 1000;
}

async function costs(): Promise<void> {
  await bench.applyIn(home, domain('robot', bench.images, { allowedNamespaces: [bench.namespace] }));
  const of = { name: 'robot', namespace: home };
  for (const { name, role, node } of APPS) {
    const object = member(role, of, bench.images, { name, replicas: 1 });
    Object.assign(object.spec.template.spec, { nodeSelector: { 'kubernetes.io/hostname': node } });
    await bench.apply(object);
  }
  await bench.kubectl('wait', '--for=condition=Ready', ...APPS.map(({ name }) => `ioxd/${name}`), '--timeout=120s');

  const rolls: Roll[] = [];
  for (let number = 1; number <= ROLLS; number++) {
    const one = await roll(1000 + (number % 2) * 100);
    rolls.push(one);
    process.stderr.write(`roll ${number} of ${ROLLS}: ${JSON.stringify(one)}\n`);
  }
  if (ROLLS > 0) {
    const codes = rolls.flatMap(({ roudiCodes }) => roudiCodes);
    const result = {
      rolls: ROLLS,
      roudisEnded: codes.length,
      roudisNotEndedWith0: codes.filter((code) => code !== 0).length,
      appsEnded: ROLLS * APPS.length,
      appsNotEndedCleanly: rolls.reduce((sum, { unclean }) => sum + unclean, 0),
      p50Seconds: rounded(spread(rolls.map(({ seconds }) => seconds)).p50),
      maxSeconds: rounded(spread(rolls.map(({ seconds }) => seconds)).max),
    };
    process.stdout.write(`${JSON.stringify(result)}\n`);
    process.stdout.write(
      `${ROLLS} rolls of two nodes: ${result.roudisNotEndedWith0} of ${codes.length} RouDis and ${result.appsNotEndedCleanly} of ${result.appsEnded} apps did not end cleanly; ${result.p50Seconds} s each (longest ${result.maxSeconds} s)\n`,
    );
    if (result.roudisNotEndedWith0 + result.appsNotEndedCleanly > 0) {
      process.exitCode = 1;
    }
  }

  if (DEATHS > 0) {
    await bench.stopOperator();
    const seconds: number[] = [];
    for (let number = 1; number <= DEATHS; number++) {
      seconds.push(await death());
      process.stderr.write(
        `death ${number} of ${DEATHS}: samples between pods after ${rounded(seconds.at(-1) ?? 0)} s\n`,
      );
    }
    await bench.startOperator();
    const { p50, max } = spread(seconds);
    process.stdout.write(`${JSON.stringify({ deaths: DEATHS, p50Seconds: rounded(p50), maxSeconds: rounded(max) })}\n`);
    process.stdout.write(
      `${DEATHS} deaths of RouDi of a node, without an operator: samples between pods after ${rounded(p50)} s, at most ${rounded(max)} s (goal ${GOAL_SECONDS} s: ${max < GOAL_SECONDS ? 'met' : 'missed'})\n`,
    );
  }
  await bench.kubectl('delete', 'ioxd', '--all');
  await bench.kubectl('delete', 'ioxdom', 'robot', '-n', home, '--timeout=60s');
}

try {
  await costs();
} finally {
  await place.close();
}
