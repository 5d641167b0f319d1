/** What a real kubelet, real programs and their logs make the operator say: all at once, and waited for side by side. */
import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Condition, IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { until } from '../../lab/host/until.ts';
import { domain } from '../../lab/operator/domains.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killRoudi } from '../../lab/operator/renewal.ts';
import { pubsub } from '../../lab/operator/templates.ts';

type Images = Bench['images'];

interface Case {
  readonly app: (images: Images) => Partial<IContainer>;
  readonly spec?: Parameters<typeof pubsub>[3];
  /** Fields of the pod's specification. */
  readonly pod?: object;
  readonly reason: string;
  readonly says: RegExp;
}

const shell = (script: string): Partial<IContainer> => ({ command: ['/bin/sh', '-c', script] });
const works = (): Partial<IContainer> => ({});

const CASES: Readonly<Record<string, Case>> = {
  'image-with-a-user-of-its-own': {
    app: (images) => ({ image: images['counter-nobody'].reference }),
    reason: 'RoudiSocketDenied',
    says: /container app: The app has no right to use RouDi's socket \/tmp\/roudi\. .*Set runAsUser/,
  },
  'crash-loop': {
    app: () => shell('sleep 1; echo no camera >&2; exit 3'),
    reason: 'CrashLoop',
    says: /container app: .*Its last words: no camera It ended with 3 .*kubectl logs \S+ -c app( --previous)? shows/,
  },
  'volume-that-cannot-be-mounted': {
    app: () => ({ volumeMounts: [{ name: 'settings', mountPath: '/settings' }] }),
    pod: { volumes: [{ name: 'settings', configMap: { name: 'no-such-settings' } }] },
    reason: 'PodNotStarted',
    says: /configmap "no-such-settings" not found/,
  },
  // The nodes of this tier have Debian's containerd 1.6.
  'user-namespace-on-a-runtime-without': {
    app: works,
    pod: { hostUsers: false },
    reason: 'PodNotStarted',
    says: /no sandbox .*can't set `spec\.hostUsers: false`, runtime does not support user namespaces/,
  },
  'roudi-that-does-not-get-ready': {
    app: works,
    spec: { roudi: { command: ['sh', '-c', 'sleep 3600', 'iox-roudi'] } },
    reason: 'RoudiNotReady',
    says: /container iceoryx-roudi: RouDi does not get ready: .*correct spec\.roudi\.command/,
  },
  'ended-by-its-probe-with-0': {
    app: () => ({
      ...shell('trap "exit 0" TERM; while :; do sleep 1; done'),
      livenessProbe: {
        exec: { command: ['/bin/sh', '-c', 'echo no heartbeat; exit 1'] },
        periodSeconds: 1,
        failureThreshold: 1,
        initialDelaySeconds: 3,
        terminationGracePeriodSeconds: 5,
      },
    }),
    reason: 'ProbeFailed',
    says: /container app: .*Liveness probe failed: no heartbeat.*It ended with 0/s,
  },
  'own-init-system': {
    app: () => shell('[ $$ = 1 ] || { echo "s6-overlay-suexec: fatal: can only run as pid 1" >&2; exit 100; }'),
    reason: 'NeedsProcessOne',
    says: /container app: .*init system, s6-overlay-suexec, .*Set command/,
  },
  'image-without-roudi': {
    app: works,
    spec: { roudi: { command: ['/opt/ros/iox-roudi'] } },
    reason: 'RoudiMissing',
    says: /container iceoryx-roudi: .*spec\.roudi\.command/,
  },
};

/**
 * Another program of the pod takes all room in the volume. It unlinks a segment of RouDi, so that its room is free as soon
 * as RouDi is dead, and not only once the next RouDi is there.
 */
const FILLED = 'filled';

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('findings');
  const objects = Object.entries(CASES).map(([name, { app, spec, pod }]) => {
    const counter = { image: bench.images.counter.reference, command: ['/usr/bin/counter', 'publisher'] };
    const object = pubsub(name, bench.images, [{ name: 'app', ...counter, ...app(bench.images) }], spec);
    Object.assign(object.spec.template.spec, pod);
    return object;
  });
  const filler = {
    name: 'loader',
    image: bench.images.counter.reference,
    ...shell('rm /dev/shm/iceoryx_mgmt; while :; do cat /dev/zero >> /dev/shm/torch_77_123_0; sleep 0.1; done'),
  };
  const broken = domain('broken', bench.images, { roudi: { command: ['/opt/ros/iox-roudi'] } });
  await bench.apply(...objects, pubsub(FILLED, bench.images, [filler], { recovery: { mode: 'None' } }), broken);
});
test.after(async () => bench.kubectl('delete', 'ioxdom', 'broken', '--timeout=60s'));
test.after.always(async () => bench.close());

type Conditions = (type: string) => Condition | undefined;

async function conditionsOf(kind: string, name: string): Promise<Conditions> {
  const { status } = await bench.json<IceoryxDeployment | IceoryxDomain>('get', kind, name);
  return (wanted) => status?.conditions?.find(({ type }) => type === wanted);
}

/** Waits until FaultFree has the reason and says that, and returns its message. */
async function found(kind: string, name: string, reason: string, says = /./): Promise<string> {
  let seen = '';
  return until(
    `FaultFree is False for ${reason}`,
    async () => {
      const faultFree = (await conditionsOf(kind, name))('FaultFree');
      seen = JSON.stringify(faultFree);
      const isFound = faultFree?.status === 'False' && faultFree.reason === reason;
      return isFound && says.test(faultFree.message) && faultFree.message;
    },
    { seen: () => seen },
  );
}

for (const [name, { reason, says }] of Object.entries(CASES)) {
  test(`${name} is found as ${reason}`, async (t) => {
    t.regex(await found('ioxd', name, reason, says), / Seen at \S+Z\.$/);
  });
}

test('a crash loop is told from its second end on, while it goes on', async (t) => {
  const name = 'crash-loop';
  await found('ioxd', name, 'CrashLoop');
  const untold: string[] = [];
  await until('the app has crashed twice more', async () => {
    const faultFree = (await conditionsOf('ioxd', name))('FaultFree');
    if (faultFree?.reason !== 'CrashLoop') {
      untold.push(JSON.stringify(faultFree));
    }
    const { status } = await bench.onlyPod(name);
    return (status?.containerStatuses?.[0]?.restartCount ?? 0) >= 3;
  });
  t.deepEqual(untold, []);
});

test('files of another program that leave RouDi no room after a restart are named', async (t) => {
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${FILLED}`, '--timeout=120s');
  await killRoudi(bench, await bench.onlyPod(FILLED));
  t.regex(
    await found('ioxd', FILLED, 'SharedMemoryTakenByOthers'),
    /container iceoryx-roudi: .*: torch_77_123_0 \(\d+\.\d MiB\)\. .*spec\.sharedMemory\.sizeLimit/,
  );
});

test("a domain's RouDi that fails is told with its node, in Ready and in the table", async (t) => {
  const message = await found('ioxdom', 'broken', 'RoudiMissing');
  t.regex(message, /^pod broken-\S+ on node-1, container iceoryx-roudi: .*spec\.roudi\.command/);
  const ready = (await conditionsOf('ioxdom', 'broken'))('Ready');
  t.deepEqual([ready?.status, ready?.reason], ['False', 'RoudiMissing']);
  await until('its restarts are counted', async () => {
    const { status } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'broken');
    return (status?.restarts ?? 0) > 0;
  });
  t.regex(await bench.kubectl('get', 'ioxdom', 'broken'), /RESTARTS +LAST RESTART[^]*RoudiMissing/);
  // Events are written after the status.
  const described = await until('it has an Event', async () => {
    const text = await bench.kubectl('describe', 'ioxdom', 'broken');
    return !/^Events: +<none>/m.test(text) && text;
  });
  t.regex(described, /Type: +Ready[^]*Type: +FaultFree[^]*Events:[^]*RoudiMissing/);
});
