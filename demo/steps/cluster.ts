import { createInterface } from 'node:readline/promises';
import { buildKubernetes } from '../../lab/cluster/binaries.ts';
import { up } from '../../lab/cluster/cluster.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { ensurePackages } from '../../lab/cluster/packages.ts';
import { defaultKubernetes } from '../../lab/cluster/parameters.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { tearDown } from '../../lab/cluster/teardown.ts';
import { run } from '../../lab/host/run.ts';
import { buildImages } from '../../lab/images/build.ts';
import type { ImageSet } from '../../lab/images/build.ts';
import type { Options } from '../options.ts';
import type { Scene } from '../scene.ts';

/** The name of the demonstration's own cluster. */
export const CLUSTER = 'demo';

/** The user did not agree, or could not be asked. */
export class Refused extends Error {}

// The kubelet's directory of the pod with its volumes, mounts of these, and segments in the node's own /dev/shm.
const LEFT_ON_NODE = `find "/var/lib/kubelet/pods/$1" 2> /dev/null
grep -F "$1" /proc/self/mounts
find /dev/shm -type f`;

/** Builds Kubernetes and images, and starts a cluster with them. */
export async function startCluster(scene: Scene): Promise<void> {
  const { stage } = scene;
  // The compiler needs the processors for minutes: packages are downloaded at the same time.
  let progress = silent;
  const making = makeImages((text) => progress.update(text));
  making.catch(() => undefined);
  await stage.task(
    'building Kubernetes',
    async ({ update }) => buildKubernetes(defaultKubernetes, { line: update, update }),
    `Kubernetes ${defaultKubernetes}, built from source`,
  );
  const { version, images } = await stage.task(
    'building the images of RouDi, the agent and the applications',
    async ({ update }) => {
      progress = { line: update, update };
      return making;
    },
    ({ version }) => `images of RouDi, the agent and the applications, iceoryx ${version}`,
  );
  const cluster = await stage.task(
    'starting the cluster',
    async ({ update }) => up({ name: CLUSTER, mode: 'node', progress: { line: update, update } }),
    `cluster "${CLUSTER}", a node with containerd and a kubelet`,
  );
  await stage.task(
    'loading the images',
    async () =>
      Promise.all([images.roudi, images.agent, images.counter].map(async ({ archive }) => cluster.load(archive))),
    `images loaded: roudi:${version}, counter:${version}, agent`,
  );
  scene.target = {
    kubectl: new Kubectl(cluster),
    wrap: cluster.wrap,
    own: true,
    images: undefined,
    agent: images.agent.reference,
    leftOnNode: async (node, uid) => {
      const output = await run(cluster.wrapInNode(node, ['sh', '-c', `${LEFT_ON_NODE}; true`, 'sh', uid]));
      return output.split('\n').filter((line) => line !== '');
    },
  };
}

async function makeImages(log: (text: string) => void): Promise<ImageSet> {
  await ensurePackages('node', { line: log, update: log });
  return buildImages({ log });
}

/** Ends the demonstration's own cluster, also one whose start was abandoned and still holds the cluster's lock. */
export async function stopCluster(): Promise<void> {
  await tearDown(CLUSTER);
}

/** Takes the cluster of KUBECONFIG once the user has agreed. */
export async function useCluster(scene: Scene, options: Options): Promise<void> {
  const { stage, signal } = scene;
  const config = new Kubectl({ wrap: asItIs });
  const view = async (path: string) =>
    (await config.run(['config', 'view', '--minify', '-o', `jsonpath=${path}`])).trim();
  const context = (await config.run(['config', 'current-context'])).trim();
  const server = await view('{.clusters[0].cluster.server}');
  const namespace = options.namespace ?? ((await view('{.contexts[0].context.namespace}')) || 'default');
  stage.note(`context   ${context}`);
  stage.note(`server    ${server}`);
  stage.note(`namespace ${namespace}`);
  if (!options.yes) await ask(`install the API iceoryx.io there and run the example in namespace ${namespace}`, signal);
  const kubectl = new Kubectl({ wrap: asItIs }, namespace);
  await stage.task(
    'asking the server for its version',
    async () => JSON.parse(await kubectl.run(['get', '--raw', '/version'])) as { gitVersion: string },
    ({ gitVersion }) => `the cluster of KUBECONFIG: Kubernetes ${gitVersion}`,
  );
  const { roudiImage, appImage, agentImage } = options;
  const images = roudiImage === undefined || appImage === undefined ? undefined : { roudi: roudiImage, app: appImage };
  scene.target = { kubectl, wrap: asItIs, own: false, images, agent: agentImage, leftOnNode: undefined };
}

function asItIs(command: readonly string[]): string[] {
  return [...command];
}

async function ask(what: string, signal: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Refused(
      `KUBECONFIG is set and there is no terminal to ask at: pass --yes to ${what}, or unset KUBECONFIG`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // In its raw mode Ctrl-C makes no signal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await terminal.question(`    ${what}? [y/N] `, { signal });
    if (!/^y(?:es)?$/i.test(answer.trim())) throw new Refused('nothing was done');
  } finally {
    terminal.close();
  }
}
