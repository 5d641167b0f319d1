import { dirname } from 'node:path';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import manifest from '../../package.json' with { type: 'json' };
import { buildTool } from '../../lab/cluster/binaries.ts';
import { type Cluster, down, up } from '../../lab/cluster/cluster.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { ctr } from '../../lab/cluster/node.ts';
import { silent } from '../../lab/cluster/progress.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import type { Image } from '../../lab/images/image.ts';
import { isReady, lifeOf, podsOf } from '../../lab/operator/helm-release.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';
import { AGENT_IMAGE } from '../../src/commands/usage.ts';
import { commandsOf } from '../support/printed-commands.ts';

/*
 * Commands for a cluster, run in order as the pages print them, with images of the Dockerfile's targets. Commands that
 * need no cluster, and the contents of all, are checked by test/unit/docs/commands.test.ts.
 */

const CLUSTER = `${NODE_TIER}-start`;
/** Tags that the pages give to their images. */
const IMAGES = {
  operator: `iceoryx.invalid/iceoryx-operator:${manifest.version}`,
  roudi: 'iceoryx.invalid/roudi:2.0.3',
  example: 'iceoryx.invalid/example:2.0.3',
} as const;

let cluster: Cluster;
let helm: string;
let kubectl: Kubectl;

test.before(async (t) => {
  t.timeout(30 * 60_000, 'helm and the images are built on first use');
  helm = await buildTool('helm', silent);
  cluster = await up({ name: CLUSTER, mode: 'node' });
  await load(await buildAgent(), AGENT_IMAGE);
  for (const target of ['operator', 'roudi', 'example'] as const) {
    await load(await buildTarget(target), IMAGES[target]);
  }
  kubectl = new Kubectl(cluster, 'default');
});
test.after.always(async () => down(CLUSTER));

async function load({ archive, reference }: Image, name: string): Promise<void> {
  await cluster.load(archive);
  for (const node of cluster.nodes) {
    await run(cluster.wrapInNode(node.name, [...ctr, 'images', 'tag', '--force', reference, name]));
  }
}

/** Commands of a page that need a cluster. */
function forTheCluster(page: string): string[] {
  return commandsOf(page)
    .map(({ text }) => text)
    .filter((text) => /^(?:helm|kubectl) /.test(text) && !/\b[A-Z]{3,}\b/.test(text));
}

async function paste(text: string): Promise<string> {
  // PATH is that of the cluster there, which has kubectl.
  return run(cluster.wrap(['sh', '-c', `PATH=${dirname(helm)}:$PATH; export PATH\n${text}`]));
}

/** Repeats the last command of a guide, which shows samples, until there are some. */
async function samplesOf(text: string): Promise<void> {
  await until('there are samples', async () => samples((await paste(text)).split('\n')).length === 3);
}

test.serial('README: install the operator by helm, run the example, look at an object', async (t) => {
  t.timeout(5 * 60_000);
  const commands = forTheCluster('README.md');
  t.true(commands.length >= 8, commands.join('\n'));
  for (const text of commands) {
    if (text.startsWith('kubectl logs')) await samplesOf(text);
    else await t.notThrowsAsync(paste(text), text);
  }
  t.regex(await paste('kubectl get ioxd'), /^hello .* True /m);
  await paste('kubectl delete ioxd --all');
  await paste('helm uninstall iceoryx-operator --namespace iceoryx-system --wait');
});

test.serial('getting started: install by kubectl, run the example, kill RouDi, delete', async (t) => {
  t.timeout(5 * 60_000);
  const commands = forTheCluster('docs/getting-started.md');
  t.true(commands.length >= 9, commands.join('\n'));
  t.true(commands.some((text) => text.startsWith('kubectl exec')));
  for (const text of commands) {
    // The other way to install, which README also has.
    if (text.startsWith('helm install')) t.true(forTheCluster('README.md').includes(text));
    else if (text.startsWith('kubectl logs')) await samplesOf(text);
    else if (text.startsWith('kubectl get pods')) {
      await until('all four containers are restarted', async () =>
        // More than four if RouDi was restarted once before the whole pod was.
        /4\/4 +Running +[4-9] /.test(await paste(text)),
      );
    } else await t.notThrowsAsync(paste(text), text);
  }
  t.is(await kubectl.get('ioxd/hello'), undefined);
});

test.serial(
  'moving: an IceoryxDeployment replaces a Deployment of its name, whose pods stay until it is ready',
  async (t) => {
    t.timeout(5 * 60_000);
    await paste('kubectl create deployment hello --image=iceoryx.invalid/example:2.0.3 -- sleep 1000000');
    await paste('kubectl rollout status deployment/hello --timeout=1m');
    const old = async (): Promise<IPod[]> => podsOf(kubectl, 'app=hello');
    const [before] = await old();
    t.truthy(before);
    const steps = forTheCluster('docs/moving.md').filter((text) => /hello/.test(text));
    t.deepEqual(
      steps.map((text) => text.split(' ').slice(0, 2).join(' ')),
      ['kubectl delete', 'kubectl apply', 'kubectl wait', 'kubectl delete'],
    );
    const [orphan = '', create = '', wait = '', remove = ''] = steps;
    await paste(orphan);
    await paste(create);
    await paste(wait);
    const [after] = await old();
    t.deepEqual(after && [isReady(after), lifeOf(after)], before && [true, lifeOf(before)]);
    await paste(remove);
    await until('the old pod is gone', async () => (await old()).length === 0);
    const pods = await podsOf(kubectl, 'iceoryx.io/deployment=hello');
    t.deepEqual(pods.map(isReady), [true]);
    await paste('kubectl delete ioxd hello');
  },
);
