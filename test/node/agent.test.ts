import test from 'ava';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { nameOf } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

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
