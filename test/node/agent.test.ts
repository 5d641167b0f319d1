import test from 'ava';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { nameOf } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';
import type { TopModel } from '../../src/commands/top/model.ts';

/** Tries to write to the copy from an app's container, by every process that it sees. */
const HOSTILE = `
for place in /iceoryx /proc/[0-9]*/root/iceoryx; do
  ( : > "$place/new" ) 2> /dev/null && echo "done: made a file in $place"
  rm "$place/agent" 2> /dev/null && echo "done: removed $place/agent"
  ( : >> "$place/agent" ) 2> /dev/null && echo "done: opened $place/agent"
  mv "$place/agent" "$place/other" 2> /dev/null && echo "done: moved $place/agent"
  echo "tried $place"
done`;

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('agent');
});
test.after.always(async () => bench.close());

test.serial('no app can change the copy of the agent, not even as the same user', async (t) => {
  await bench.apply(pubsub('hostile', bench.images));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/hostile', '--timeout=120s');
  const pod = nameOf(await bench.onlyPod('hostile'));
  const execute = async (container: string, ...command: string[]) =>
    bench.kubectl('exec', pod, '-c', container, '--', ...command);
  const before = await execute('iceoryx-agent', '/agent', 'version');
  const attempts = await execute('publisher', 'sh', '-c', HOSTILE);
  t.deepEqual(
    attempts.split('\n').filter((line) => line.startsWith('done')),
    [],
  );
  t.regex(attempts, /^tried \/iceoryx$/m);
  t.regex(attempts, /^tried \/proc\/\d+\/root\/iceoryx$/m);
  t.is(await execute('publisher', '/iceoryx/agent', 'version'), before);
});

test.serial('the figures of `top` are those of the pod, and a sample of the publisher is in use', async (t) => {
  const command = [process.execPath, 'src/main.ts', 'top', 'pools', '-n', bench.namespace, '-o', 'json'];
  const model = await until('both apps hold samples', async () => {
    const { missing, pods, nodes } = JSON.parse(await run(bench.cluster.wrap(command))) as TopModel;
    const [pod] = pods;
    return pod?.apps.length === 2 && pod.pools?.some(({ usedChunks }) => usedChunks > 0) && { missing, pod, nodes };
  });
  const { missing, pod, nodes } = model;
  t.deepEqual(missing, []);
  t.deepEqual(new Set(pod.apps.map(({ container }) => container)), new Set(['publisher', 'subscriber']));
  t.true(pod.apps.every(({ sharedMemoryBytes }) => (sharedMemoryBytes ?? 0) > 0));
  const files = pod.segments.reduce((sum, { residentBytes }) => sum + (residentBytes ?? 0), 0);
  t.is(pod.sharedMemoryBytes, files);
  t.true(files > 0 && files <= (pod.limitBytes ?? 0), `${files} of ${pod.limitBytes} bytes`);
  t.deepEqual(
    nodes.map(({ sharedMemoryBytes, allocatableBytes }) => [sharedMemoryBytes, (allocatableBytes ?? 0) > files]),
    [[files, true]],
  );
  t.like(pod.pools, [{ segment: 'root', payloadBytes: 1024, chunks: 1000 }]);
});
