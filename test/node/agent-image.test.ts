/** The agent's image, which the operator sets on all pods: what is reported if a node cannot pull or run it. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { ctr } from '../../lab/cluster/node.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';
import { buildAgent } from '../../lab/images/agent.ts';
import { writeDockerArchive } from '../../lab/images/docker-archive.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { flowing, killRoudi } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

const HERE = 'localhost/iceoryx-test/agent-here:1';
const FOREIGN = 'localhost/iceoryx-test/agent-foreign:1';
const ADVICE = /set agent\.image of its chart \(--agent-image\)/;

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('agent-image', {}, ['--agent-image', 'localhost/iceoryx-test/none:1']);
});
test.after.always(async () => bench.close());

async function images(...args: string[]): Promise<void> {
  for (const { name } of bench.cluster.nodes) {
    await run(bench.cluster.wrapInNode(name, [...ctr, 'images', ...args]));
  }
}

/** Message of FaultFree of an object, once it is False for that reason. */
async function finding(name: string, reason: string): Promise<string> {
  let seen = '';
  return until(
    `FaultFree of ${name} is False for ${reason}`,
    async () => {
      const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', name);
      const condition = status?.conditions?.find(({ type }) => type === 'FaultFree');
      seen = JSON.stringify(condition);
      return condition?.status === 'False' && condition.reason === reason && condition.message;
    },
    { seen: () => seen },
  );
}

test.serial('an image that cannot be pulled is reported with the value to set', async (t) => {
  await bench.apply(pubsub('none', bench.images));
  const message = await finding('none', 'ImageNotPulled');
  t.regex(message, /container iceoryx-install: .*localhost\/iceoryx-test\/none:1/);
  t.regex(message, ADVICE);
  await bench.kubectl('delete', 'ioxd', 'none');
});

test.serial('an image for another architecture is reported with the value to set', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'foreign-agent-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const { program } = await buildAgent(undefined, process.arch === 'arm64' ? 'amd64' : 'arm64');
  const root = join(directory, 'root');
  mkdirSync(root);
  copyFileSync(program, join(root, 'agent'));
  // A runtime refuses an image labelled with another architecture: this one is labelled with that of the node.
  const info = { reference: FOREIGN, title: 'an agent that is mislabelled', version: '1', entrypoint: ['/agent'] };
  await writeDockerArchive(root, directory, info, join(directory, 'agent.tar'));
  await bench.cluster.load(join(directory, 'agent.tar'));
  await bench.stopOperator();
  await bench.startOperator(['--agent-image', FOREIGN]);
  await bench.apply(pubsub('foreign', bench.images));
  t.regex(await finding('foreign', 'WrongArchitecture'), ADVICE);
  await bench.kubectl('delete', 'ioxd', 'foreign');
});

test.serial('an image that is gone from the node and its registry when containers restart is reported', async (t) => {
  await images('tag', '--force', bench.images.agent.reference, HERE);
  await bench.stopOperator();
  await bench.startOperator(['--agent-image', HERE]);
  await bench.apply(pubsub('gone', bench.images));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/gone', '--timeout=180s');
  const pod = await bench.onlyPod('gone');
  (await flowing(bench, pod, 'subscriber')).signal('SIGTERM');
  await images('remove', HERE);
  await killRoudi(bench, pod);
  const message = await finding('gone', 'ImageNotPulled');
  t.regex(message, new RegExp(String.raw`container iceoryx-(?:agent|install): .*${HERE}`));
  t.regex(message, ADVICE);
  await images('tag', '--force', bench.images.agent.reference, HERE);
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/gone', '--timeout=180s');
  await bench.kubectl('delete', 'ioxd', 'gone');
});
