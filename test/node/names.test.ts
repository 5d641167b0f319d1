import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { exitCodes, PodWatch } from '../../lab/operator/pod-watch.ts';
import { surviveRoudi } from '../../lab/operator/renewal.ts';
import { endedCleanly, lost, samples } from '../../lab/iceoryx/samples.ts';
import { apps, pubsub, shellWrapped } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const ALL_CLEAN = { 'iceoryx-agent': 0, 'iceoryx-roudi': 0, publisher: 0, subscriber: 0 };

const inTurn = atATime(2);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('names');
});
test.after.always(async () => bench.close());

/** The publisher as 1001 and the subscriber as 1002. */
function as(containers: readonly IContainer[], context: object = {}): IContainer[] {
  return containers.map((app, index) => ({ ...app, securityContext: { runAsUser: 1001 + index, ...context } }));
}

async function ready(object: IceoryxDeployment): Promise<{ name: string; pod: IPod }> {
  const { name } = object.metadata;
  await bench.apply(object);
  await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
  const pod = await bench.onlyPod(name);
  return { name: pod.metadata?.name ?? '', pod };
}

/** Waits until the subscriber has got some samples, which are returned. */
async function flowing(pod: string): Promise<number[]> {
  const log = bench.follow('logs', '-f', pod, '-c', 'subscriber');
  await log.until(({ stdout }) => samples(stdout).length >= 20);
  return samples(log.stdout);
}

/** Deletes the object and returns the exit codes of the pod's containers, with how its apps said that they ended. */
async function end(name: string, pod: IPod): Promise<{ codes: Record<string, number>; clean: boolean[] }> {
  const watch = new PodWatch(bench, '-l', `iceoryx.io/deployment=${name}`);
  await watch.until((sights) => sights.length > 0);
  const logs = ['publisher', 'subscriber'].map((app) =>
    bench.follow('logs', '-f', '--tail=1', pod.metadata?.name ?? '', '-c', app),
  );
  await Promise.all(logs.map((log) => log.until(({ stdout }) => stdout.length > 0)));
  await bench.kubectl('delete', 'ioxd', name);
  const last = await watch.gone(pod);
  watch.close();
  await Promise.all(logs.map((log) => log.exitCode));
  return { codes: exitCodes(last), clean: logs.map(({ stdout }) => endedCleanly(stdout)) };
}

async function label(level: string): Promise<void> {
  await bench.kubectl(
    'label',
    '--overwrite',
    'namespace',
    bench.namespace,
    `pod-security.kubernetes.io/enforce=${level}`,
  );
}

test.serial('apps of different users work in a namespace that enforces Pod Security baseline', async (t) => {
  await label('baseline');
  const { name, pod } = await ready(pubsub('mixed', bench.images, as(shellWrapped(bench.images, 1))));
  t.deepEqual(lost(await flowing(name)), []);

  const watch = new PodWatch(bench);
  await surviveRoudi(bench, pod, watch);
  watch.close();
  t.is((await bench.onlyPod('mixed')).metadata?.uid, pod.metadata?.uid, 'it recovered in place');

  t.deepEqual(await end('mixed', pod), { codes: ALL_CLEAN, clean: [true, true] });
});

test(
  'an app of another user that ignores SIGTERM is killed, and RouDi ends cleanly',
  inTurn(async (t) => {
    const [publisher, subscriber] = as(apps(bench.images));
    const stubborn = { ...publisher, name: 'publisher', command: [...(publisher?.command ?? []), '--ignore-sigterm'] };
    const { pod } = await ready(
      pubsub('stubborn', bench.images, [stubborn, subscriber as IContainer], { termination: { appStopSeconds: 5 } }),
    );
    const { codes } = await end('stubborn', pod);
    t.deepEqual(codes, { ...ALL_CLEAN, publisher: 137 });
  }),
);

test(
  'a group that the template gives to all containers is enough',
  inTurn(async (t) => {
    const object = pubsub('grouped', bench.images, undefined, {
      template: { spec: { containers: as(apps(bench.images)), securityContext: { fsGroup: 3000 } } },
    });
    const { name, pod } = await ready(object);
    t.deepEqual(pod.spec?.securityContext?.supplementalGroups, undefined);
    t.deepEqual(lost(await flowing(name)), []);
    t.deepEqual(await end('grouped', pod), { codes: ALL_CLEAN, clean: [true, true] });
  }),
);

test.serial('a namespace that enforces restricted refuses different users, and the status says why', async (t) => {
  await label('restricted');
  t.teardown(() => label('baseline'));
  const context = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true };
  const containers = as(apps(bench.images), context);
  const securityContext = { seccompProfile: { type: 'RuntimeDefault' as const } };
  await bench.apply(pubsub('strict', bench.images, undefined, { template: { spec: { containers, securityContext } } }));
  const message = await until('the refusal is in the status', async () => {
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'strict');
    const text = status?.conditions?.find(({ type }) => type === 'Ready')?.message ?? '';
    return text.includes('violates PodSecurity') && text;
  });
  t.regex(
    message,
    /"iceoryx-agent", "iceoryx-roudi" must not include "DAC_OVERRIDE", "KILL"|unrestricted capabilities/,
  );
  await bench.kubectl('delete', 'ioxd', 'strict');
});

test(
  'a user set by an image is left alone and reported, and works with spec.identity',
  inTurn(async (t) => {
    const containers = ['publisher', 'subscriber'].map((role) => ({
      name: role,
      image: bench.images['counter-nobody'].reference,
      args: [role, '--name', role],
    }));
    await bench.apply(pubsub('nobody', bench.images, containers));
    const log = await until('RouDi, as root, admits no app', async () => {
      const text = await bench.kubectl('logs', 'deployment/nobody', '-c', 'publisher', '--tail=100');
      return text.includes('Permission denied') && text;
    });
    t.deepEqual(samples(log.split('\n')), []);
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'nobody');
    const users = status?.computed?.find(({ name }) => name === 'Users');
    t.is(users?.value, 'left to the images');

    await bench.kubectl('delete', 'ioxd', 'nobody');
    const named = pubsub('named', bench.images, containers);
    named.spec.identity = { users: [{ name: 'nobody', uid: 65_534, group: 'nogroup', gid: 65_534 }] };
    const { name, pod } = await ready(named);
    t.deepEqual(lost(await flowing(name)), []);
    t.deepEqual(await end('named', pod), { codes: ALL_CLEAN, clean: [true, true] });
  }),
);

test(
  'segments of spec.identity: a user writes to that of its group only and reads the others, and RouDi enforces it',
  inTurn(async (t) => {
    const users = [
      { name: 'camera', uid: 1001, group: 'imaging', gid: 2001 },
      { name: 'viewer', uid: 1002, group: 'viewers', gid: 2002 },
      { name: 'lidar', uid: 1003, group: 'ranging', gid: 2003 },
    ];
    const [publisher, subscriber] = apps(bench.images) as [IContainer, IContainer];
    const lidar = {
      ...publisher,
      name: 'lidar',
      command: ['/usr/bin/counter', 'publisher', '--name', 'lidar', '--instance', 'Range'],
    };
    const mempools = [{ size: 1024, count: 1000 }];
    const roudi = {
      segments: [
        { writer: 'imaging', mempools },
        { writer: 'ranging', reader: 'imaging', mempools },
      ],
    };
    const object = pubsub('segments', bench.images, as([publisher, subscriber, lidar]), { identity: { users }, roudi });
    const { name, pod } = await ready(object);
    t.deepEqual(lost(await flowing(name)), []);

    const run = (container: string, command: string) =>
      bench.kubectl('exec', name, '-c', container, '--', 'sh', '-c', command);
    /** Data segments that the container's app has mapped, each with the rights. A process shows them to its own user. */
    const mapped = async (container: string) => {
      const lines = await run(container, 'cat /proc/[0-9]*/maps 2> /dev/null | grep /dev/shm');
      return Object.fromEntries(
        [...lines.matchAll(/(r.)-s .*\/([a-z]+)$/gm)].map(([, rights, segment]) => [segment, rights]),
      );
    };
    t.deepEqual(await mapped('publisher'), { imaging: 'rw', ranging: 'r-' });
    t.deepEqual(await mapped('lidar'), { imaging: 'r-', ranging: 'rw' });
    t.deepEqual(await mapped('subscriber'), { imaging: 'r-' });

    const publish = '/usr/bin/counter publisher --name another --instance Y --exit-after 1 2>&1; echo "ended with $?"';
    t.regex(await run('publisher', publish), /"event":"sample"[^]*ended with 0/);
    const refused = await run('subscriber', publish);
    t.regex(refused, /POSH__RUNTIME_NO_WRITABLE_SHM_SEGMENT[^]*ended with 134/);
    t.deepEqual(samples(refused.split('\n')), []);

    const log = bench.follow('logs', '-f', '--tail=1', name, '-c', 'subscriber');
    await log.until(({ stdout }) => samples(stdout).length >= 20);
    t.deepEqual(lost(samples(log.stdout)), [], 'the others continue');
    t.deepEqual((await end('segments', pod)).codes, { ...ALL_CLEAN, lidar: 0 });
  }),
);
