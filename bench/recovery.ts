// What RouDi's deaths cost on a real node: time until samples flow again, and how often a RouDi that cannot live is
// started anew, against a native sidecar that a user writes by hand: in the same run, with the same image and
// configuration. Needs root. `--deaths N` is how many come in a row with the spacing that users get (20 take 70 minutes),
// `--minutes M` how long restarts are counted.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { toToml } from '../src/iceoryx/toml.ts';
import { Bench } from '../test/support/node-cluster.ts';
import { killIn } from '../test/support/pod-processes.ts';
import { containers, PodWatch } from '../test/support/pod-watch.ts';
import { filesOf, inLink, nameOf, renewed, restartsOf, usedKiB } from '../test/support/renewal.ts';
import { apps, pubsub } from '../test/support/templates.ts';
import { rounded } from './support/process.ts';

const { values } = parseArgs({
  options: { deaths: { type: 'string', default: '20' }, minutes: { type: 'string', default: '5' } },
});
const DEATHS = positive('deaths', values.deaths);
const MINUTES = positive('minutes', values.minutes);
const IMMEDIATE_DEATHS = 20;
/** The longest that a renewal is put off, and what the renewal itself may take. */
const SPACED_SECONDS = 300 + 60;
const SEGMENTS = [{ mempools: [{ size: 1024, count: 1000 }] }];
/** Less than what this build of RouDi takes for its management segment alone. */
const TOO_LITTLE = { limits: { memory: '32Mi' } };
const SHORT_LIVED = ['/bin/sh', '-c', 'iox-roudi "$@" & sleep 8; kill -9 $!', 'wrapper'];

/** How a row of deaths went. */
interface Row {
  readonly deaths: number;
  /** From the fault until samples flow in every app. */
  readonly p50Seconds: number;
  readonly maxSeconds: number;
  readonly totalSeconds: number;
  /** The same pod, as much shared memory as before, and the same files in /tmp. */
  readonly asBefore: boolean;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) {
    throw new Error(`--${name} ${text}: must be a number above 0`);
  }
  return number;
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Kills RouDi as soon as samples flow in all of three apps, again and again.
 *
 * @param forget whether each death is to be the first of late, so that its renewal is immediate
 */
async function row(bench: Bench, name: string, deaths: number, forget: boolean): Promise<Row> {
  const three = [...apps(bench.images), ...apps(bench.images).slice(1)].map((app, index) =>
    index < 2 ? app : { ...app, name: 'second', command: ['/usr/bin/counter', 'subscriber', '--name', 'second'] },
  );
  await bench.apply(pubsub(name, bench.images, three));
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=120s');
  const pod = await bench.onlyPod(name);
  const before = [pod.metadata?.uid, await usedKiB(bench, pod), ...(await filesOf(bench, pod))];
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  const seconds: number[] = [];
  const begin = performance.now();
  for (let death = 1; death <= deaths; death++) {
    if (forget) {
      await inLink(bench, pod, 'rm -f /tmp/.iceoryx-deaths');
    }
    const since = await bench.onlyPod(name);
    const fault = performance.now();
    if (killIn(since, 'roudi') === 0) {
      throw new Error(`${name}: there is no RouDi to kill`);
    }
    await renewed(bench, since, watch, SPACED_SECONDS);
    seconds.push((performance.now() - fault) / 1000);
    progress(`${name}: death ${death} of ${deaths}: samples in every app after ${rounded(seconds.at(-1) ?? 0)} s`);
  }
  const totalSeconds = Math.round((performance.now() - begin) / 1000);
  watch.close();
  const after = await bench.onlyPod(name);
  const state = [after.metadata?.uid, await usedKiB(bench, after), ...(await filesOf(bench, after))];
  await bench.kubectl('delete', 'ioxd', name);
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    deaths,
    p50Seconds: rounded(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0),
    maxSeconds: rounded(sorted.at(-1) ?? 0),
    totalSeconds,
    asBefore: JSON.stringify(state) === JSON.stringify(before),
  };
}

/** RouDi as a native sidecar with the same configuration and nothing of ours. */
function plain(bench: Bench, name: string, roudi: { command?: string[]; resources?: typeof TOO_LITTLE }): object[] {
  const volumeMounts = [
    { name: 'shm', mountPath: '/dev/shm' },
    { name: 'tmp', mountPath: '/tmp' },
  ];
  const labels = { plain: name };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data: { 'roudi.toml': toToml(SEGMENTS) } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels },
      spec: {
        shareProcessNamespace: true,
        initContainers: [
          {
            name: 'roudi',
            image: bench.images.roudi.reference,
            restartPolicy: 'Always',
            command: roudi.command ?? ['iox-roudi'],
            args: ['-c', '/etc/plain/roudi.toml'],
            resources: roudi.resources,
            startupProbe: {
              exec: { command: ['sh', '-c', '[ -S /tmp/roudi ]'] },
              periodSeconds: 1,
              failureThreshold: 60,
            },
            volumeMounts: [...volumeMounts, { name: 'config', mountPath: '/etc/plain' }],
          },
        ],
        containers: apps(bench.images).map((app) => ({ ...app, volumeMounts })),
        volumes: [
          { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } },
          { name: 'tmp', emptyDir: {} },
          { name: 'config', configMap: { name } },
        ],
      },
    },
  ];
}

/** Restarts by container, from RouDi's first start on for as long as was asked for. */
async function restarts(bench: Bench, selector: string, items: object[]): Promise<Record<string, number>> {
  const watch = new PodWatch(bench, '-l', selector);
  await bench.apply(...items);
  await watch.until((sights) => sights.some(({ pod }) => hasStarted(pod)), 120);
  await delay(MINUTES * 60_000);
  const { items: pods } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', selector);
  watch.close();
  const [pod] = pods;
  if (pod === undefined || pods.length > 1) {
    throw new Error(`one pod of ${selector} was expected, there are ${pods.length}`);
  }
  const counts = restartsOf(pod);
  progress(`${nameOf(pod)}: restarts within ${MINUTES} min: ${JSON.stringify(counts)}`);
  return counts;
}

function hasStarted(pod: IPod): boolean {
  const roudi = containers(pod).find(({ name }) => name === 'roudi');
  return (
    roudi?.state?.running !== undefined ||
    roudi?.state?.terminated !== undefined ||
    roudi?.lastState?.terminated !== undefined
  );
}

/** Ours and the plain one, side by side. */
async function pair(bench: Bench, name: string, roudi: { command?: string[]; resources?: typeof TOO_LITTLE }) {
  const hopeless = roudi.resources !== undefined;
  const object = pubsub(name, bench.images, undefined, {
    // Too small a figure for what this build takes: the limit would be refused otherwise.
    roudi: { segments: SEGMENTS, ...roudi, ...(hopeless ? { managementBytes: 4096 } : {}) },
    ...(hopeless ? { sharedMemory: { sizeLimit: '256Mi' } } : {}),
  });
  const [ours, theirs] = await Promise.all([
    restarts(bench, `iceoryx.io/deployment=${name}`, [object]),
    restarts(bench, `plain=plain-${name}`, plain(bench, `plain-${name}`, roudi)),
  ]);
  return { renewals: ours['link'] ?? 0, roudi: ours['roudi'] ?? 0, plain: theirs['roudi'] ?? 0 };
}

const bench = await Bench.open('bench-recovery');
try {
  const [immediate, spaced, cannotStart, diesSoon] = await Promise.all([
    row(bench, 'immediate', IMMEDIATE_DEATHS, true),
    row(bench, 'spaced', DEATHS, false),
    pair(bench, 'cannot-start', { resources: TOO_LITTLE }),
    pair(bench, 'dies-soon', { command: SHORT_LIVED }),
  ]);
  const missed = [
    ...(immediate.asBefore && spaced.asBefore ? [] : ['a pod was not as before']),
    ...(cannotStart.roudi <= cannotStart.plain
      ? []
      : ['a RouDi that cannot start was started more often than without us']),
    ...(diesSoon.renewals <= diesSoon.plain
      ? []
      : ['a RouDi that dies soon was renewed more often than restarted without us']),
  ];
  process.stdout.write(
    `${JSON.stringify({ bench: 'recovery', minutes: MINUTES, immediate, spaced, cannotStart, diesSoon })}\n`,
  );
  process.stdout.write(
    `${immediate.deaths} deaths, count of deaths removed before each: samples in every app after ${immediate.p50Seconds} s (p50), ${immediate.maxSeconds} s (max); ` +
      `${spaced.deaths} in a row as users get them: ${spaced.totalSeconds} s in all; ` +
      `within ${MINUTES} min: cannot start: ${cannotStart.roudi} restarts, plain ${cannotStart.plain}; ` +
      `dies after 8 s: ${diesSoon.renewals} renewals (${diesSoon.roudi} restarts of RouDi), plain ${diesSoon.plain} restarts\n`,
  );
  for (const what of missed) {
    process.stdout.write(`missed: ${what}\n`);
    process.exitCode = 1;
  }
} finally {
  await bench.close();
}
