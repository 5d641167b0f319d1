import test from 'ava';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { surviveRoudi } from '../../lab/operator/renewal.ts';
import { lost, samples } from '../../lab/iceoryx/samples.ts';
import { pubsub, shellWrapped } from '../../lab/operator/templates.ts';

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('restricted');
  await bench.kubectl('label', 'namespace', bench.namespace, 'pod-security.kubernetes.io/enforce=restricted');
});
test.after.always(async () => bench.close());

test(
  'samples flow, and pods heal and end cleanly, in a namespace that enforces Pod Security restricted',
  inTurn(async (t) => {
    // Debian's shell and tools; the other tests have busybox.
    const roudi = { image: bench.images['roudi-debian'].reference };
    const restricted = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    };
    const containers = shellWrapped(bench.images, 1).map((app) => ({ ...app, securityContext: restricted }));
    // An image knows no user 4242: without names RouDi aborts over a segment without a name.
    const securityContext = {
      runAsUser: 4242,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' as const },
    };
    await bench.apply(
      pubsub('restricted', bench.images, undefined, { roudi, template: { spec: { containers, securityContext } } }),
    );
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/restricted', '--timeout=180s');
    const pod = await bench.onlyPod('restricted');
    const name = pod.metadata?.name ?? '';

    const log = bench.follow('logs', '-f', name, '-c', 'subscriber');
    await log.until(({ stdout }) => samples(stdout).length >= 20);
    t.deepEqual(lost(samples(log.stdout)), []);
    const files = await bench.kubectl('exec', name, '-c', 'iceoryx-roudi', '--', 'ls', '/dev/shm');
    t.deepEqual(files.trim().split('\n').sort(), ['iceoryx', 'iceoryx_mgmt']);

    const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=restricted');
    await surviveRoudi(bench, pod, watch);

    await bench.kubectl('delete', 'ioxd', 'restricted');
    const last = await watch.gone(pod);
    watch.close();
    t.deepEqual(exitCodes(last), {
      'iceoryx-agent': 0,
      'iceoryx-roudi': 0,
      publisher: 0,
      subscriber: 0,
    });
  }),
);

test(
  'segments of a group that the images know work under Pod Security restricted',
  inTurn(async (t) => {
    const roudi = {
      image: bench.images['roudi-debian'].reference,
      segments: [{ writer: 'nogroup', reader: 'nogroup', mempools: [{ size: 1024, count: 1000 }] }],
    };
    const containers = ['publisher', 'subscriber'].map((role) => ({
      name: role,
      image: bench.images['counter-nobody'].reference,
      args: [role, '--name', role],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    }));
    const securityContext = {
      runAsUser: 65_534,
      runAsGroup: 65_534,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' as const },
    };
    await bench.apply(
      pubsub('groups', bench.images, undefined, { roudi, template: { spec: { containers, securityContext } } }),
    );
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/groups', '--timeout=180s');
    const pod = await bench.onlyPod('groups');
    const name = pod.metadata?.name ?? '';
    const log = bench.follow('logs', '-f', name, '-c', 'subscriber');
    await log.until(({ stdout }) => samples(stdout).length >= 20);
    t.deepEqual(lost(samples(log.stdout)), []);
    const files = await bench.kubectl('exec', name, '-c', 'iceoryx-roudi', '--', 'ls', '/dev/shm');
    t.deepEqual(files.trim().split('\n').sort(), ['iceoryx_mgmt', 'nogroup']);

    const watch = new PodWatch(bench, '-l', 'iceoryx.io/deployment=groups');
    await surviveRoudi(bench, pod, watch);
    await bench.kubectl('delete', 'ioxd', 'groups');
    const last = await watch.gone(pod);
    watch.close();
    t.deepEqual(exitCodes(last), {
      'iceoryx-agent': 0,
      'iceoryx-roudi': 0,
      publisher: 0,
      subscriber: 0,
    });
  }),
);
