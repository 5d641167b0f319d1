import type { Options } from '../options.ts';
import type { Scene } from '../scene.ts';
import { NAME } from '../scene.ts';
import { Stage } from '../stage.ts';
import { CLUSTER, stopCluster } from './cluster.ts';
import { removeApi } from './install.ts';

/** The last step: ends what was started. */
export async function leave(scene: Scene, options: Options): Promise<void> {
  for (const { doing, work, done } of endings(scene, options)) await scene.stage.task(doing, work, done);
  if (options.kubeconfig === undefined && options.keep) showHowToUse(scene.stage);
}

/** The same after a failure: ends everything that exists, and names what cannot be ended. */
export async function cleanUp(scene: Scene, options: Options): Promise<void> {
  // It must not be cut short by the signal that may have caused it.
  const stage = new Stage(scene.stage.screen, new AbortController().signal);
  scene.observer?.stop();
  const { target, observer } = scene;
  const example = {
    doing: `deleting "${NAME}"`,
    work: async () => void (await target?.kubectl.run(['delete', 'ioxd', NAME, '--ignore-not-found'])),
    done: `"${NAME}" deleted`,
  };
  const first = target?.own === false && observer !== undefined ? [example] : [];
  for (const { doing, work, done } of [...first, ...endings(scene, options)]) {
    await stage.task(doing, work, done).catch((error: unknown) => {
      stage.failed(`${doing}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  if (target?.own === true && options.keep) showHowToUse(stage);
}

type Ending = { readonly doing: string; readonly work: () => Promise<void>; readonly done: string };

function endings(scene: Scene, options: Options): readonly Ending[] {
  const { target, operator, installed } = scene;
  const removesApi = target?.own === false && installed === true;
  const endsCluster = options.kubeconfig === undefined && !(options.keep && target !== undefined);
  return [
    ...(removesApi ? [{ doing: 'removing the API', work: async () => removeApi(scene), done: 'API removed' }] : []),
    ...(operator === undefined
      ? []
      : [{ doing: 'stopping the operator', work: operator.stop, done: 'operator stopped by SIGTERM' }]),
    ...(endsCluster
      ? [{ doing: 'taking the cluster down', work: stopCluster, done: `cluster "${CLUSTER}" taken down` }]
      : []),
  ];
}

function showHowToUse(stage: Stage): void {
  stage.done(`cluster "${CLUSTER}" kept; to look around, to run the operator in it, to end it:`);
  stage.command(`npm run cluster -- exec --name ${CLUSTER} -- kubectl get pods -A`);
  stage.command(`npm run cluster -- exec --name ${CLUSTER} -- node src/main.ts run`);
  stage.command(`npm run cluster -- down --name ${CLUSTER}`);
}
