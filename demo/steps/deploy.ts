import { readFile } from 'node:fs/promises';
//Jimport { join } from 'node:path';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseDocument } from 'yaml';
import { until } from '../../lab/host/until.ts';
import { Observer } from '../observer.ts';
import type { Scene } from '../scene.ts';
import { APPS, given, NAME } from '../scene.ts';
import type { Target } from '../target.ts';
import { liveView } from '../view.ts';
import { watchPod } from '../watch-pod.ts';

const EXAMPLE = 'examples/pubsub.yaml';
const FILE = join(import.meta.dirname, '../..', EXAMPLE);
const LOOK_MS = 6000;

/** Applies the example and waits until samples arrive. */
export async function deploy(scene: Scene): Promise<void> {
  const { stage, signal } = scene;
  const target = given(scene.target, 'cluster');
  await requireNone(scene, target);
  const observer = new Observer(target.kubectl, NAME, APPS);
  scene.observer = observer;
  const { args, input, shown } = await manifest(target);
  stage.command(`kubectl apply -f ${shown}`);
  const begin = performance.now();
  const seen = () => observer.describe();
  await stage.task(
    'waiting for Ready and samples',
    async ({ update }) => {
      await target.kubectl.run(['apply', ...args], { input });
      await until(
        'the IceoryxDeployment is Ready and the subscriber receives samples',
        () => {
          update(observer.progress);
          if (observer.deploymentReady) scene.figures.readyAfter ??= performance.now() - begin;
          const flows = observer.deploymentReady && observer.samples.last !== undefined;
          return flows || observer.stalled !== undefined;
        },
        { timeoutSeconds: 90, signal, seen },
      );
      if (observer.stalled !== undefined) throw new Error(`the operator cannot run it\n${seen()}`);
    },
    'Ready, and samples arrive',
  );
  const added = observer.containers.map(({ name }) => name).filter((name) => !APPS.some((app) => app === name));
  stage.note(`the operator added ${added.join(' and ')} to the pod of ${APPS.join(' and ')}`);
}

/** Watches for a while. */
export async function look(scene: Scene): Promise<void> {
  const { stage, signal } = scene;
  const observer = given(scene.observer, 'pod');
  const begin = Date.now();
  const seen = () => observer.describe();
  await watchPod(stage, observer, 'watching for a while', async () => {
    await delay(LOOK_MS, undefined, { signal });
    await until('shared memory of the pod is seen', () => observer.memory?.roudi !== undefined, { signal, seen });
  });
  for (const line of liveView(observer, stage.screen.columns)) stage.screen.print(line);
  const rate = observer.samples.rateBetween(begin, Date.now());
  if (rate === 0) throw new Error(`no samples arrive\nseen instead: ${seen()}`);
  scene.figures.rate = rate;
  const { lost } = observer.samples;
  const losses = lost === 0 ? 'none lost' : `${lost} lost`;
  stage.done(`${rate.toFixed(1)} samples per second, ${losses}`, Date.now() - begin);
}

async function requireNone({ stage, signal }: Scene, { kubectl, own }: Target): Promise<void> {
  if ((await kubectl.get('ioxd', NAME)) === undefined) return;
  if (!own) {
    throw new Error(
      `there is an IceoryxDeployment "${NAME}" already, which may be yours: choose a --namespace without it`,
    );
  }
  await stage.task(
    `deleting the "${NAME}" of an earlier demonstration`,
    async () => {
      await kubectl.run(['delete', 'ioxd', NAME]);
      const gone = async () =>
        (await kubectl.run(['get', 'pod', '-l', `iceoryx.io/deployment=${NAME}`, '-o', 'name'])) === '';
      await until('its pod is gone', gone, { signal });
    },
    `deleted the "${NAME}" of an earlier demonstration`,
  );
}

async function manifest({ images }: Target) {
  if (images === undefined) return { args: ['-f', FILE], input: undefined, shown: EXAMPLE };
  const document = parseDocument(await readFile(FILE, 'utf8'));
  document.setIn(['spec', 'roudi', 'image'], images.roudi);
  for (const index of APPS.keys()) {
    document.setIn(['spec', 'template', 'spec', 'containers', index, 'image'], images.app);
  }
  return { args: ['-f', '-'], input: document.toString(), shown: `${EXAMPLE}  # with your images` };
}
