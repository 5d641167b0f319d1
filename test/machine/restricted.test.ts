/** An IceoryxDeployment in a namespace of the machine that enforces Pod Security restricted. */
import test from 'ava';
import { openOnMachine } from '../../lab/operator/machine-tier.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { surviveRoudi } from '../../lab/operator/renewal.ts';
import { pubsub, shellWrapped } from '../../lab/operator/templates.ts';

let bench: Bench;
test.before(async (t) => {
  t.timeout(20 * 60_000, 'the machine is built on first use');
  bench = await openOnMachine('restricted');
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
});
test.after.always(async () => bench.close());

test.serial('under Pod Security restricted samples flow, and pods heal and end cleanly', async (t) => {
  const roudi = { image: bench.images['roudi-debian'].reference };
  const securityContext = {
    runAsUser: 4242,
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' as const },
  };
  const containers = shellWrapped(bench.images, 1).map((app) => ({
    ...app,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
  }));
  const template = { spec: { containers, securityContext } };
  await bench.apply(pubsub('restricted', bench.images, undefined, { roudi, template }));
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/restricted', '--timeout=240s');
  const pod = await bench.onlyPod('restricted');
  const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=restricted');
  // An emulated machine takes some 10 s for each of five containers.
  await surviveRoudi(bench, pod, watch, 300);
  await bench.kubectl('delete', 'ioxd', 'restricted');
  const last = await watch.gone(pod);
  watch.close();
  t.deepEqual(exitCodes(last), {
    'iceoryx-agent': 0,
    'iceoryx-roudi': 0,
    publisher: 0,
    subscriber: 0,
  });
});
