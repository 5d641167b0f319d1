import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../lab/host/until.ts';
import type { Memory, Observer } from '../observer.ts';
import type { Scene } from '../scene.ts';
import { given } from '../scene.ts';
import { liveView, plural } from '../view.ts';
import { watchPod } from '../watch-pod.ts';

/** For how long samples are watched once they flow again. */
const LOOK_MS = 2500;

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

  const { pid } = given(before.roudi, 'RouDi');
  const kill = ['exec', pod.metadata.name, '-c', 'iceoryx-roudi', '--', 'sh', '-c', `kill -9 ${pid}`];
  stage.command(`kubectl ${kill.slice(0, -1).join(' ')} '${kill.at(-1)}'`);
  const milestones = milestonesOf(observer);
  const begin = Date.now();
  await watchPod(stage, observer, 'watching the pod heal', async () => {
    // Its own container may be gone before kubectl hears of the end of the command.
    const killed = kubectl.run(kill).catch((error: unknown) => error);
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
    throw new Error(`this cluster cannot heal a pod in place: ${recovery?.because ?? 'the status does not say why'}`);
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
    { what: 'a new RouDi is ready', reached: () => nowIf(renewed('iceoryx-roudi') && isReady('iceoryx-roudi')) },
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

/** Another RouDi, with the segments that the one before had, and no others. */
function isRenewed(before: Memory, now: Memory | undefined): boolean {
  return (
    now?.roudi !== undefined &&
    now.roudi.incarnation !== before.roudi?.incarnation &&
    namesAndSizes(now) === namesAndSizes(before)
  );
}

function namesAndSizes({ segments }: Memory): string {
  return segments.map(({ name, bytes }) => `${name} ${bytes}`).join('\n');
}
