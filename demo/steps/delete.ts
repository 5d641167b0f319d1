import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { until } from '../../lab/host/until.ts';
import type { Observer } from '../observer.ts';
import type { Scene } from '../scene.ts';
import { APPS, given, NAME } from '../scene.ts';

/** Deletes the IceoryxDeployment and looks whether everything ended well and nothing is left. */
export async function remove(scene: Scene): Promise<void> {
  const { stage, signal } = scene;
  const observer = given(scene.observer, 'pod');
  const { kubectl, leftOnNode } = given(scene.target, 'cluster');
  const pod = given(observer.pod, 'pod');
  scene.figures.lost = observer.samples.lost;

  stage.command(`kubectl delete ioxd ${NAME}`);
  const begin = performance.now();
  const seen = () => observer.describe();
  await stage.watch('waiting until the pod is gone', async ({ update }) => {
    await kubectl.run(['delete', 'ioxd', NAME, '--wait=false']);
    const gone = () => {
      update(states(observer));
      return observer.podGoneAt;
    };
    await until('the pod is gone', gone, { signal, seen });
  });
  scene.figures.deletedAfter = given(observer.podGoneAt, 'end of the pod') - begin;
  stage.done('the pod is gone', scene.figures.deletedAfter);
  await requireCleanEnd(scene, observer);
  observer.stop();

  await stage.task(
    'looking for what is left',
    async () => {
      await requireNothing('in the API', async () => leftInApi(kubectl), signal);
      const node = pod.spec.nodeName;
      if (leftOnNode === undefined || node === undefined) return;
      await requireNothing(`on ${node}`, async () => leftOnNode(node, pod.metadata.uid), signal);
    },
    leftOnNode === undefined
      ? 'nothing left: no Deployment, no pod'
      : `nothing left in the API, no volume or segment left on ${pod.spec.nodeName}`,
  );
}

async function requireCleanEnd({ stage, signal }: Scene, observer: Observer): Promise<void> {
  const lastOf = (app: string) => observer.lastEvents.get(app) ?? 'no line';
  const seen = () => APPS.map((app) => `${app}: ${lastOf(app)}`).join('\n');
  const clean = () => APPS.every((app) => lastOf(app).includes('"event":"clean-exit"'));
  await until('the last line of each application says clean-exit', clean, { signal, seen, timeoutSeconds: 10 });
  for (const app of APPS) stage.note(`${app.padEnd(10)} ${lastOf(app)}`);

  const codes = observer.containers.map(({ name, state }) => ({ name, code: state?.terminated?.exitCode }));
  const text = codes.map(({ name, code }) => `${name} ${code ?? 'unknown'}`).join(', ');
  if (codes.some(({ code }) => code !== 0)) throw new Error(`not every container ended with exit code 0: ${text}`);
  stage.done(`exit codes: ${text}`);
}

async function leftInApi(kubectl: Kubectl): Promise<string[]> {
  const deployment = await kubectl.run(['get', 'deployment', NAME, '--ignore-not-found', '-o', 'name']);
  const labelled = ['--selector', `iceoryx.io/deployment=${NAME}`];
  const others = await kubectl.run(['get', 'replicaset,pod', ...labelled, '-o', 'name']);
  return [...deployment.split('\n'), ...others.split('\n')];
}

async function requireNothing(where: string, find: () => Promise<string[]>, signal: AbortSignal): Promise<void> {
  let left: string[] = [];
  const seen = () => left.slice(0, 8).join('\n');
  const gone = async () => {
    left = (await find()).map((line) => line.trim()).filter((line) => line !== '');
    return left.length === 0;
  };
  await until(`nothing is left ${where}`, gone, { signal, seen, timeoutSeconds: 30 });
}

function states({ pod, containers }: Observer): string {
  const running = containers.filter(({ state }) => state?.running !== undefined);
  if (pod?.metadata.deletionTimestamp === undefined) return 'the pod has not begun to end';
  return `${running.length} of ${containers.length} containers still run`;
}
