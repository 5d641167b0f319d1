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
import { Terminal } from '../../lab/host/terminal.ts';
import { until } from '../../lab/host/until.ts';
import { samples } from '../../lab/iceoryx/samples.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { buildTarget } from '../../lab/images/dockerfile.ts';
import type { Image } from '../../lab/images/image.ts';
import { isReady, lifeOf, podsOf } from '../../lab/operator/helm-release.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';
import { type Ended, PluginUser } from '../../lab/operator/plugin.ts';
import type { Report } from '../../src/commands/check/report.ts';
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
let user: PluginUser;

test.before(async (t) => {
  t.timeout(30 * 60_000, 'helm and the images are built on first use');
  await requirePackages(['tmux'], () => undefined);
  helm = await buildTool('helm', silent);
  cluster = await up({ name: CLUSTER, mode: 'node' });
  await load(await buildAgent(), AGENT_IMAGE);
  for (const target of ['operator', 'roudi', 'example'] as const) {
    await load(await buildTarget(target), IMAGES[target]);
  }
  kubectl = new Kubectl(cluster, 'default');
  user = await PluginUser.of(cluster, 'default');
});
test.after.always(async () => {
  await user.leave();
  await down(CLUSTER);
});

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

const withHelm = (text: string): string => `PATH=${dirname(helm)}:$PATH; export PATH\n${text}`;

async function ended(text: string): Promise<Ended> {
  return user.run(withHelm(text));
}

async function paste(text: string): Promise<string> {
  const { code, stdout, stderr } = await ended(text);
  if (code !== 0) throw new Error(`${text} ended with ${code}:\n${stderr || stdout}`);
  return stdout;
}

/** Repeats a command that shows samples until there are some. */
async function samplesOf(text: string): Promise<void> {
  await until('there are samples', async () => samples((await paste(text)).split('\n')).length === 3);
}

test.serial('getting started: from an empty cluster to samples in five commands, kill RouDi, delete', async (t) => {
  t.timeout(5 * 60_000);
  const commands = forTheCluster('docs/getting-started.md');
  const [install = '', check = '', profile = '', workload = '', logs = '', ...others] = commands;
  t.true(forTheCluster('README.md').includes(install));
  await paste(install);
  const { code, stderr } = await ended(check);
  const { findings } = JSON.parse((await ended(`${check} -o json`)).stdout) as Report;
  // Warnings are about this machine's containerd, which is older than recommended.
  const isAsExpected = ({ severity, check: id }: (typeof findings)[number]): boolean =>
    severity === 'Info' || (severity === 'Warning' && id === 'nodes-runtime');
  t.deepEqual(
    findings.filter((finding) => !isAsExpected(finding)),
    [],
  );
  t.is(code, findings.some(({ severity }) => severity === 'Warning') ? 3 : 0, stderr);
  t.regex(check, /^kubectl iceoryx check$/);
  await paste(profile);
  await paste(workload);
  t.regex(logs, /^kubectl iceoryx logs deployment\/my-app /);
  const terminal = await Terminal.open({ columns: 120, rows: 40 }, user.wrap);
  t.teardown(async () => terminal.close());
  await terminal.enter(`${logs}; echo "ended with $?"`);
  for (const role of ['publisher', 'subscriber'])
    await terminal.until(new RegExp(` ${role} +\\{"event":"sample","n":\\d`));
  await terminal.press('C-c');
  await terminal.until(/^ended with 0$/m);

  t.true(others.length >= 9, others.join('\n'));
  t.true(others.some((text) => text.startsWith('kubectl exec')));
  for (const text of others) {
    if (text.startsWith('kubectl logs')) await samplesOf(text);
    else if (text.startsWith('kubectl get pods')) {
      await until('all four containers are restarted', async () =>
        // More than four if RouDi was restarted once before the whole pod was.
        /4\/4 +Running +[4-9] /.test(await paste(text)),
      );
    } else await t.notThrowsAsync(paste(text), text);
  }
  for (const name of ['ioxd/hello', 'ioxprofile/my-app', 'deployment/my-app']) t.is(await kubectl.get(name), undefined);
  await paste('helm uninstall iceoryx-operator --namespace iceoryx-system --wait');
});

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

test.serial('installing by kubectl: the operator of the manifest makes an example ready', async (t) => {
  t.timeout(5 * 60_000);
  const installs = forTheCluster('docs/install.md').filter((text) => text.includes(' deploy/'));
  t.deepEqual(installs, ['kubectl apply -f deploy/iceoryx-operator.yaml']);
  for (const text of installs) await paste(text);
  await paste('kubectl apply -f examples/hello.yaml');
  await paste('kubectl wait --for=condition=Ready ioxd/hello --timeout=3m');
  await paste('kubectl delete ioxd hello');
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
