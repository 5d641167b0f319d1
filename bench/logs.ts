// What reading the logs of Ready pods costs. The clock is simulated, so that an hour of ten thousand pods takes seconds;
// the pods, the turns, the queue and the search for known messages are the operator's own. Requests are not sent.
import { setImmediate } from 'node:timers/promises';
import { PodDiagnostics } from '../src/controllers/pods/diagnosis/diagnostics.ts';
import { ReadBudget, READS_PER_SECOND } from '../src/controllers/pods/diagnosis/read-budget.ts';
import { TerminationHistory } from '../src/controllers/pods/diagnosis/termination-history.ts';
import { type ObservedPod, observedPod } from '../src/controllers/pods/observed-pod.ts';
import type { Pod } from '../src/controllers/resources.ts';
import { RELEASES } from '../src/iceoryx/release.ts';
import type { Log } from '../src/runtime/log.ts';

const PODS_OF_AN_OBJECT = 10;
/** Figures are of the first minutes, in which all pods have just become Ready, and of the last ones of the hour. */
const MINUTES = 60;
const MEASURED = 10;
const STEP_MS = 100;
const SIZES = [100, 1_000, 10_000];
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const CONTAINERS = ['iceoryx-agent', 'iceoryx-roudi', 'camera', 'planner'];

/** A hundred lines as apps write them, the most that is read. */
const LOG = Array.from(
  { length: 100 },
  (_, index) => `2026-01-01 00:00:${index} [ Info ]: frame ${index} was published`,
);
const APPS = `Apps: 2 connected to RouDi, 0 waiting for it. ${JSON.stringify({
  connected: ['camera', 'planner'].map((container) => ({ container, runtimes: 1 })),
  waiting: [],
})}`;
const silent = Object.fromEntries(['error', 'warn', 'info', 'debug'].map((level) => [level, () => {}])) as never as Log;

function running(name: string): object {
  return { name, ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-01T00:00:00Z' } } };
}

function readyPod(name: string): ObservedPod {
  const mounted = [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }];
  return observedPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'robots', uid: `uid-of-${name}` },
    spec: { containers: CONTAINERS.map((container) => ({ name: container, volumeMounts: mounted })) },
    status: {
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }],
      containerStatuses: CONTAINERS.map(running),
    },
  } as unknown as Pod);
}

interface Figures {
  readonly readsPerSecondAtFirst: number;
  readonly readsPerSecond: number;
  readonly mostInASecond: number;
  readonly reconcilesPerSecond: number;
  readonly corePercent: number;
}

async function measure(pods: number): Promise<Figures> {
  let reads = 0;
  const client = {
    list: async () => ({ items: [], resourceVersion: '' }),
    async *log(_: string, { container }: { container?: string } = {}) {
      reads++;
      yield* container === 'iceoryx-agent' ? [APPS] : LOG;
    },
  };
  const due = new Map<string, number>();
  const now = { ms: BEGIN + 1_000 };
  const diagnostics = new PodDiagnostics({
    history: new TerminationHistory(),
    log: silent,
    reads: { client, budget: new ReadBudget(silent), enqueue: (key) => due.set(key, now.ms) },
  });
  const objects = Array.from({ length: pods / PODS_OF_AN_OBJECT }, (_, object) => ({
    key: `robots/robot-${object}`,
    pods: Array.from({ length: PODS_OF_AN_OBJECT }, (_, pod) => readyPod(`robot-${object}-${pod}`)),
  }));
  const perSecond: number[] = [];
  let reconciles = 0;
  const begin = process.cpuUsage();
  for (let second = 0; second < MINUTES * 60; second++) {
    const before = reads;
    for (const end = now.ms + 1_000; now.ms < end; now.ms += STEP_MS) {
      for (const object of objects.filter(({ key }) => (due.get(key) ?? 0) <= now.ms)) {
        reconciles++;
        due.delete(object.key);
        const { requeueAfterMs = Infinity } = diagnostics.diagnose(
          { ...object, nodes: [], release: RELEASES['2.0'], statedApps: undefined },
          now.ms,
        );
        due.set(object.key, Math.min(due.get(object.key) ?? Infinity, now.ms + requeueAfterMs));
      }
      // Reads of a step end before the next one.
      // eslint-disable-next-line no-await-in-loop -- time passes
      await setImmediate();
    }
    perSecond.push(reads - before);
  }
  const { user, system } = process.cpuUsage(begin);
  const seconds = MEASURED * 60;
  return {
    readsPerSecondAtFirst: round(sum(perSecond.slice(0, seconds)) / seconds),
    readsPerSecond: round(sum(perSecond.slice(-seconds)) / seconds),
    mostInASecond: Math.max(...perSecond),
    reconcilesPerSecond: round(reconciles / (MINUTES * 60)),
    corePercent: round((user + system) / 1e4 / (MINUTES * 60)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}

for (const pods of SIZES) {
  // eslint-disable-next-line no-await-in-loop -- they would share the processor
  const figures = await measure(pods);
  process.stdout.write(`${JSON.stringify({ bench: 'logs', pods, ...figures })}\n`);
  process.stdout.write(
    `${pods} Ready pods of ${CONTAINERS.length} containers: ${figures.readsPerSecond} logs read in a second, ` +
      `${figures.readsPerSecondAtFirst} at first, at most ${figures.mostInASecond}; ` +
      `${figures.reconcilesPerSecond} reconciles for that, ${figures.corePercent} % of a core\n`,
  );
  if (figures.readsPerSecond > READS_PER_SECOND || figures.readsPerSecondAtFirst > 2 * READS_PER_SECOND) {
    process.stdout.write(`more than ${READS_PER_SECOND} in a second, or twice that at first\n`);
    process.exitCode = 1;
  }
}
