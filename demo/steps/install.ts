import { join } from 'node:path';
import { startOperator } from '../operator.ts';
import type { Scene } from '../scene.ts';
import { given } from '../scene.ts';

const CRDS = join(import.meta.dirname, '../../crds');

/** Makes the API server know IceoryxDeployments. */
export async function installApi(scene: Scene): Promise<void> {
  const { stage } = scene;
  const { kubectl } = given(scene.target, 'cluster');
  scene.installed = (await kubectl.run(['get', '-f', CRDS, '--ignore-not-found', '-o', 'name'])) === '';
  stage.command('kubectl apply -f crds/');
  const work = async () => {
    await kubectl.run(['apply', '-f', CRDS]);
    await kubectl.run(['wait', '--for=condition=Established', '-f', CRDS, '--timeout=30s']);
  };
  await stage.task('waiting until it is Established', work, 'Established: kubectl explain ioxd.spec');
}

/** Takes the API away again, with all objects of it. */
export async function removeApi(scene: Scene): Promise<void> {
  await scene.target?.kubectl.run(['delete', '-f', CRDS, '--ignore-not-found', '--wait=false']);
}

/** Starts the operator outside of the cluster, as a developer would. */
export async function runOperator(scene: Scene): Promise<void> {
  const { stage } = scene;
  const target = given(scene.target, 'cluster');
  stage.command('node src/main.ts run');
  const operator = startOperator(target.wrap, target.agent);
  scene.operator = operator;
  const work = async () => operator.running(scene.signal);
  await stage.task('waiting until it watches', work, `running, process ${operator.pid}`);
}
