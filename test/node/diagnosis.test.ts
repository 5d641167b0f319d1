import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { atATime } from '../../lab/host/at-a-time.ts';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { killApp } from '../../lab/operator/pod-processes.ts';
import { endVisibly, inRoudi, killRoudi } from '../../lab/operator/renewal.ts';
import { apps, pubsub } from '../../lab/operator/templates.ts';
import { until } from '../../lab/host/until.ts';

const inTurn = atATime(3);

let bench: Bench;
test.before(async () => {
  bench = await Bench.open('diagnosis');
});
test.after.always(async () => bench.close());

interface Case {
  spec?: Parameters<typeof pubsub>[3];
  /** Arguments of the apps instead of none. */
  publisher?: string;
  subscriber?: string;
  /** Fields of the publisher's container that replace the default ones. */
  container?: Partial<IContainer>;
  /** What happens to a pod that is Ready. */
  afterwards?: (name: string) => Promise<unknown>;
  reason: string;
  /** What a user finds who reads only `kubectl describe ioxd`. */
  says: RegExp;
}

/** 122 GiB: as many mempools as a segment may have, each about as large as RouDi 2.0 accepts. */
const LARGEST = Array.from({ length: 32 }, (_, index) => ({ size: 1_048_576 + 8 * index, count: 3900 }));

/** Failures that were first reproduced by hand on a node, each with its remedy. */
const CASES: Record<string, Case> = {
  'out-of-memory': {
    // This figure is too small for what this build takes: the computed memory limit lies below the segments.
    spec: {
      roudi: { managementBytes: 4096, resources: { limits: { memory: '32Mi' } } },
      sharedMemory: { sizeLimit: '256Mi' },
    },
    reason: 'ExitOutOfMemory',
    says: /container iceoryx-roudi: .*What to do: RouDi: remove spec\.roudi\.resources\.limits\.memory/,
  },
  'volume-too-small': {
    spec: {
      roudi: { managementBytes: 4096, resources: { limits: { memory: '512Mi' } } },
      sharedMemory: { sizeLimit: '32Mi' },
    },
    reason: 'SharedMemoryTooSmall',
    says: /container iceoryx-roudi: .*What to do: .*spec\.sharedMemory\.sizeLimit/,
  },
  'not-an-iox-roudi': {
    spec: { roudi: { command: ['/bin/false'] } },
    reason: 'ExitRefused',
    says: /container iceoryx-roudi: .*What to do: .*spec\.roudi\.extraArgs/,
  },
  'no-such-image': {
    spec: { roudi: { image: 'localhost/none:2.0.3', imagePullPolicy: 'Never' } },
    reason: 'ImageNotPulled',
    says: /container iceoryx-roudi: an image cannot be pulled: .*localhost\/none:2\.0\.3.*What to do: set spec\.roudi\.image/,
  },
  'app-aborts': {
    publisher: '--abort-after 3',
    reason: 'ExitAborted',
    says: /container publisher: The program aborted/,
  },
  'app-complains-and-runs-on': {
    container: {
      command: ['/bin/sh', '-c', 'echo "Error in sending keep alive"; exec sleep 1000'],
      readinessProbe: { exec: { command: ['/bin/false'] } },
    },
    reason: 'KeepAliveFailed',
    says: /container publisher: RouDi is gone\. .*It said: Error in sending keep alive/,
  },
  'roudi-killed-and-renewed': {
    afterwards: async (name) => endVisibly(bench, name, (pod) => killRoudi(bench, pod)),
    reason: 'RoudiKilled',
    says: /container iceoryx-roudi: SIGKILL ended RouDi/,
  },
  'roudi-aborted-and-renewed': {
    afterwards: async (name) => endVisibly(bench, name, (pod) => killRoudi(bench, pod, 'ABRT')),
    reason: 'ExitAborted',
    says: /container iceoryx-roudi: The program aborted/,
  },
  'roudi-out-of-memory-later': {
    // The OOM killer takes the largest process of the container, not the one that allocates.
    afterwards: async (name) =>
      endVisibly(bench, name, (pod) => inRoudi(bench, pod, 'tail -c 64m /dev/zero').catch(() => undefined)),
    reason: 'ExitOutOfMemory',
    says: /container iceoryx-roudi: .*What to do: RouDi: remove spec\.roudi\.resources\.limits\.memory/,
  },
  'app-killed': {
    afterwards: async (name) => killApp(await bench.onlyPod(name), 'publisher'),
    reason: 'ExitKilled',
    says: /container publisher: SIGKILL ended the program/,
  },
  'same-name-twice': {
    publisher: '--name subscriber',
    reason: 'NameInUse',
    says: /container (?:publisher|subscriber): Another process that uses the same RouDi has the runtime name subscriber.*What to do: /,
  },
  'sample-larger-than-any-pool': {
    publisher: '--payload-bytes 100000',
    reason: 'PayloadTooLarge',
    says: /container publisher: .*What to do: Add a larger pool to spec\.roudi\.segments\[\]\.mempools/,
  },
  'flag-that-roudi-does-not-know': {
    spec: { roudi: { extraArgs: ['--nonsense'] } },
    reason: 'UnknownOption',
    says: /container iceoryx-roudi: RouDi does not understand its command line.*What to do: .*correct spec\.roudi\.extraArgs/,
  },
  'user-that-the-image-does-not-know': {
    spec: { roudi: { securityContext: { runAsUser: 4711, runAsGroup: 4711 } } },
    reason: 'SegmentWithoutName',
    says: /container iceoryx-roudi: RouDi has no name for a data segment.*What to do: Use the names that RouDi's image has/,
  },
  'segments-larger-than-any-node': {
    spec: { roudi: { segments: [{ mempools: LARGEST }] } },
    reason: 'Unschedulable',
    says: /no node takes the pod: .*Insufficient memory.*What to do: .*make spec\.roudi\.segments smaller/,
  },
  'pool-exhausted-in-a-ready-pod': {
    spec: { roudi: { segments: [{ mempools: [{ size: 1024, count: 10 }] }] } },
    subscriber: '--hold 200',
    reason: 'PoolExhausted',
    says: /container publisher: .*spec\.roudi\.segments.*The pod is Ready all the same\./,
  },
  'roudi-killed-unhealed': {
    spec: { recovery: { mode: 'None' } },
    afterwards: async (name) => killRoudi(bench, await bench.onlyPod(name)),
    reason: 'RoudiKilled',
    says: /HealingAllowed[\s\S]*spec\.recovery\.mode is None: delete the pod/,
  },
};

for (const [
  name,
  { spec = {}, publisher = '', subscriber = '', container, afterwards, reason, says },
] of Object.entries(CASES)) {
  test(
    `kubectl describe ioxd says what to do: ${name}`,
    inTurn(async (t) => {
      const more = [publisher, subscriber].map((words) => words.split(' ').filter((word) => word !== ''));
      const containers = apps(bench.images).map((app, index) => ({
        ...app,
        command: [...(app.command ?? []), ...(more[index] ?? [])],
        ...(index === 0 ? container : {}),
      }));
      await bench.apply(pubsub(name, bench.images, containers, spec));
      if (afterwards !== undefined) {
        await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
        await afterwards(name);
      }
      let seen = '';
      await until(
        `FaultFree is False for ${reason}`,
        async () => {
          const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', name);
          const condition = status?.conditions?.find(({ type }) => type === 'FaultFree');
          seen = JSON.stringify(condition);
          return condition?.status === 'False' && condition.reason === reason;
        },
        { seen: () => seen },
      );
      let described = '';
      await until(
        `the Event, and ${String(says)}`,
        async () => {
          described = (await bench.kubectl('describe', 'ioxd', name)).replaceAll(/\n\s+/g, '\n');
          return described.split('Events:')[1]?.includes(reason) === true && says.test(described);
        },
        { seen: () => described },
      );
      t.regex(described, says);
      await bench.kubectl('delete', 'ioxd', name, '--wait=false');
    }),
  );
}

test(
  'an app that spec.containers names and that never connects makes the object not Ready, and is named',
  inTurn(async (t) => {
    const [publisher, subscriber] = apps(bench.images) as [IContainer, IContainer];
    const silent = { ...publisher, command: ['/bin/sh', '-c', 'exec sleep 1000'] };
    const containers = ['publisher', 'subscriber'];
    await bench.apply(pubsub('silent', bench.images, [silent, subscriber], { containers }));
    await bench.kubectl('wait', '--for=condition=Ready', 'ioxd/silent', '--timeout=180s');
    await bench.kubectl('wait', '--for=condition=AppsConnected=False', 'ioxd/silent', '--timeout=60s');
    t.regex(await bench.kubectl('get', 'ioxd', 'silent'), /APPS[^]*\b1\/2\b/);
    await bench.kubectl('wait', '--for=condition=Ready=False', 'ioxd/silent', '--timeout=120s');
    const { status } = await bench.json<IceoryxDeployment>('get', 'ioxd', 'silent');
    const ready = status?.conditions?.find(({ type }) => type === 'Ready');
    t.is(ready?.reason, 'AppsNotConnected');
    t.regex(
      ready?.message ?? '',
      /^1 of 2 apps are connected to RouDi\. Not connected: publisher in pod silent-\S+, which/,
    );
    await bench.kubectl('delete', 'ioxd', 'silent', '--wait=false');
  }),
);
