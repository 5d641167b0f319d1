import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../lab/host/until.ts';
import type { Memory, Observer } from '../observer.ts';
import type { Scene } from '../scene.ts';
import { given } from '../scene.ts';
import { liveView, plural } from '../view.ts';
import { watchPod } from '../watch-pod.ts';

const KILL = 'kill -9 "$(cat /tmp/.iceoryx-roudi)"';
/** For how long samples are watched once they flow again. */
const LOOK_MS = 2500;
/** Tolerance for the memory of RouDi and tmpfs between two starts. */
const TOLERANCE_BYTES = 1024 * 1024;

type Milestone = {
  readonly what: string;
  /** When it was reached, in milliseconds since 1970; undefined before. */
  readonly reached: () => number | undefined;
};

/** Kills RouDi and watches the pod heal. */
export async function heal(scene: Scene): Promise<void> {
  const { stage, signal } = scene;
  const observer = given(scene.observer, 'pod');
  const { kubectl } = given(scene.target, 'cluster');
  const pod = given(observer.pod, 'pod');
  const before = given(observer.memory, 'shared memory');
  requireRecovery(observer);

  const exec = ['exec', pod.metadata.name, '-c', 'link', '--', 'sh', '-c'];
  stage.command(`kubectl ${exec.join(' ')} '${KILL}'`);
  const milestones = milestonesOf(observer);
  const begin = Date.now();
  await watchPod(stage, observer, 'watching the pod heal', async () => {
    // Its own container may be gone before kubectl hears of the end of the command.
    const killed = kubectl.run([...exec, KILL]).catch((error: unknown) => error);
    for (const { what, reached } of milestones) {
      const seen = () => observer.describe();
      const at = await until(what, reached, { signal, seen, timeoutSeconds: 60 });
      stage.event(Math.max(at - begin, 0), what);
    }
    await killed;
    await until('shared memory is that of the new RouDi', () => isRenewed(before, observer.memory), { signal });
    await delay(LOOK_MS, undefined, { signal });
  });
  for (const line of liveView(observer, stage.screen.columns)) stage.screen.print(line);

  const flowing = given(milestones.at(-2)?.reached(), 'sample') - begin;
  scene.figures.healedAfter = flowing;
  if (observer.pod?.metadata.uid !== pod.metadata.uid) {
    throw new Error(`the pod was replaced: ${pod.metadata.name} is now ${observer.pod?.metadata.name}`);
  }
  stage.done('healed in place: same pod, one set of segments, samples flow', flowing);
}

function requireRecovery({ deployment }: Observer): void {
  const recovery = deployment?.status?.computed?.find(({ name }) => name === 'Recovery');
  if (recovery?.value !== 'in place') {
    throw new Error(`this cluster cannot heal a pod in place: ${recovery?.sum ?? 'the status does not say why'}`);
  }
}

/** In the order in which they happen; the last but one is the one that counts. */
function milestonesOf(observer: Observer): readonly Milestone[] {
  const counts = new Map(observer.containers.map(({ name, restartCount }) => [name, restartCount]));
  const { series = 0 } = observer.samples.last ?? {};
  const renewed = (name: string) =>
    observer.containers.some(
      (container) => container.name === name && container.restartCount > (counts.get(name) ?? 0),
    );
  const isReady = (name: string) => observer.containers.some((container) => container.name === name && container.ready);
  return [
    { what: 'the pod is not Ready any more', reached: () => nowIf(!observer.podReady) },
    { what: 'a new RouDi is ready', reached: () => nowIf(renewed('roudi') && isReady('roudi')) },
    { what: 'samples flow again', reached: () => observer.samples.firstAfter(series) },
    {
      what: `all ${plural(counts.size, 'container')} are renewed, the pod is Ready`,
      reached: () => nowIf(observer.podReady && [...counts.keys()].every(renewed)),
    },
  ];
}

function nowIf(condition: boolean): number | undefined {
  return condition ? Date.now() : undefined;
}

/** As many segments as before, all new, and the volume does not hold the old ones as well. */
function isRenewed(before: Memory, now: Memory | undefined): boolean {
  if (now?.roudi === undefined || now.roudi === before.roudi) return false;
  const old = new Set(before.segments.map(({ inode }) => inode));
  const grown = (now.usedBytes ?? 0) - (before.usedBytes ?? 0);
  return (
    namesAndSizes(now) === namesAndSizes(before) &&
    now.segments.every(({ inode }) => !old.has(inode)) &&
    grown <= TOLERANCE_BYTES
  );
}

function namesAndSizes({ segments }: Memory): string {
  return segments.map(({ name, bytes }) => `${name} ${bytes}`).join('\n');
}
