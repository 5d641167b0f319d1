import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { freePorts } from '../../lab/cluster/ports.ts';
import { until } from '../../lab/host/until.ts';
import type { Program } from '../../lab/host/program.ts';
import { startOperator, stopOperator } from '../../lab/operator/operator.ts';
import { webhookConfiguration, webhookOptions } from '../../lab/operator/webhook.ts';
import type { Pod } from '../../src/controllers/resources.ts';
import { ApiError } from '../../src/kube/errors.ts';
import { LEASES } from '../../src/kube/lease.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { PODS } from '../../src/kube/resource.ts';
import {
  bundlesOf,
  MUTATING_WEBHOOKS,
  type WebhookConfiguration,
} from '../../src/webhook/certificates/configuration.ts';
import type { AdmissionResponse } from '../../src/webhook/admission-review.ts';
import { issueAuthority, issueLeaf } from '../../src/webhook/certificates/issue.ts';
import { WebhookServer } from '../../src/webhook/server.ts';
import { ApiBench } from '../support/api-bench.ts';
import { testLog } from '../unit/test-log.ts';

let bench: ApiBench;
let configuration: string;
let port: number;
const replicas: Program[] = [];

/** Has the API server ask at this address about pods of these namespaces. */
async function configure(address: string, namespaces: readonly string[]): Promise<void> {
  const wanted = await webhookConfiguration(configuration, address, namespaces);
  await bench.client.apply(MUTATING_WEBHOOKS, wanted, { fieldManager: 'test' });
}

async function startReplica(at: number, lease: string): Promise<Program> {
  const replica = await startOperator(
    bench.cluster,
    `--leader-election-namespace=${bench.namespace}`,
    `--leader-election-name=${lease}`,
    // No test waits for a lease to run out, and an API server that is silent for a while must not end the operator.
    '--lease-seconds=60',
    ...webhookOptions(configuration, at),
    '--metrics-port=0',
    '--renew-in-place=always',
  );
  replicas.push(replica);
  return replica;
}

/** Waits until an operator answers with a certificate that the API server trusts. */
async function serving(): Promise<void> {
  await until('the webhook answers', async () => {
    const pod = asking('probe', {}, { 'iceoryx.io/profile': 'none' });
    const error = await bench.client.create(PODS, pod, { dryRun: true }).then(
      () => undefined,
      (failed: unknown) => failed,
    );
    return error instanceof ApiError && /IceoryxProfile \S+\/none does not exist/.test(error.message);
  });
}

test.before(async () => {
  bench = await ApiBench.join('webhook');
  configuration = bench.nameFor('webhook');
  ({ webhook: port } = await freePorts({ webhook: 0 }));
  await configure(`localhost:${port}`, [bench.namespace]);
  await startReplica(port, 'webhook');
  await serving();
  await bench.apply(profile('camera'));
});
test.after.always(async () => {
  await Promise.all(replicas.filter((replica) => !replica.hasEnded).map(stopOperator));
  await bench.client.delete(MUTATING_WEBHOOKS, configuration);
  await bench.close();
});

function profile(name: string, spec: object = {}): object {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxProfile',
    metadata: { name },
    spec: { roudi: { image: 'example.com/roudi:2.0.3' }, ...spec },
  };
}

function asking(
  name: string,
  spec: object = {},
  labels: Record<string, string> = { 'iceoryx.io/profile': 'camera' },
): Pod {
  return {
    metadata: { name, namespace: bench.namespace, labels },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1' }], ...spec },
  } as Pod;
}

const names = (containers: readonly IContainer[] = []): string[] => containers.map(({ name }) => name);

/** Why a pod is not created. */
async function refusal(pod: Pod): Promise<string> {
  try {
    await bench.client.create(PODS, pod);
  } catch (error) {
    if (error instanceof ApiError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('the pod was created');
}

test.serial(
  'a pod that asks by a label has RouDi when it is created, and keeps all that its author wrote',
  async (t) => {
    const { metadata, spec } = await bench.client.create<Pod>(PODS, asking('plain'));
    t.deepEqual(names(spec?.initContainers), ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']);
    t.deepEqual(names(spec?.containers), ['app']);
    t.regex(metadata.annotations?.['iceoryx.io/injected'] ?? '', /^[0-9a-f]{16}$/);
    t.is(spec?.initContainers?.[2]?.image, 'example.com/roudi:2.0.3');
  },
);

test.serial(
  'a replica is Ready although another leads that has no webhook, as in an upgrade from a version without',
  async (t) => {
    const name = bench.nameFor('upgraded');
    const renewTime = new Date().toISOString().replace('Z', '000Z');
    await bench.client.create<KubeObject>(LEASES, {
      metadata: { name: 'older', namespace: bench.namespace },
      spec: { holderIdentity: 'older', leaseDurationSeconds: 3600, acquireTime: renewTime, renewTime },
    });
    await bench.client.apply(MUTATING_WEBHOOKS, await webhookConfiguration(name, 'localhost:1', [name]), {
      fieldManager: 'test',
    });
    t.teardown(async () => bench.client.delete(MUTATING_WEBHOOKS, name));
    const replica = await startOperator(
      bench.cluster,
      `--leader-election-namespace=${bench.namespace}`,
      '--leader-election-name=older',
      ...webhookOptions(name, (await freePorts({ webhook: 0 })).webhook),
    );
    replicas.push(replica);
    const readyz = `http://127.0.0.1:${String(portOf(replica, 'answering probes'))}/readyz`;
    await until('it is Ready', async () => (await fetch(readyz)).ok);
    const { spec } = await bench.client.get<KubeObject>(LEASES, `${bench.namespace}/older`);
    t.like(spec, { holderIdentity: 'older' });
    const bundles = bundlesOf(await bench.client.get<WebhookConfiguration>(MUTATING_WEBHOOKS, name));
    t.true(
      bundles.every((bundle) => bundle.startsWith('-----BEGIN CERTIFICATE')),
      'API servers trust it',
    );
  },
);

test.serial('a profile that is created just before its pods is used', async (t) => {
  for (let round = 0; round < 20; round += 1) {
    const name = `fresh-${round}`;
    await bench.apply(profile(name));
    const { spec } = await bench.client.create<Pod>(PODS, asking(name, {}, { 'iceoryx.io/profile': name }));
    t.is(spec?.initContainers?.length, 3, name);
  }
});

test.serial('what cannot work is refused with the field, its value and the way out', async (t) => {
  t.regex(
    await refusal(asking('host', { hostPID: true })),
    /RouDi cannot be added by IceoryxProfile camera: spec\.hostPID: hostPID is true, but RouDi needs/,
  );
  t.regex(
    await refusal(asking('wrong', {}, { 'iceoryx.io/inject': 'yes' })),
    /label 'iceoryx\.io\/inject' is 'yes'; use "true"/,
  );
  t.regex(
    await refusal(asking('nameless', {}, { 'iceoryx.io/inject': 'true' })),
    /neither it nor namespace \S+ names an IceoryxProfile/,
  );
});

test.serial('a dry run shows the pod as it would be, and a refusal in it records no Event', async (t) => {
  const { spec } = await bench.client.create<Pod>(PODS, asking('dry'), { dryRun: true });
  t.is(spec?.initContainers?.length, 3);
});

test.serial('the refusal of a pod is an Event of its controller', async (t) => {
  const labels = { app: 'refused', 'iceoryx.io/profile': 'camera' };
  const template = { metadata: { labels }, spec: { hostPID: true, containers: asking('x').spec?.containers } };
  const replicaSet = {
    metadata: { name: 'refused' },
    spec: { selector: { matchLabels: { app: 'refused' } }, template },
  };
  await bench.apply({ apiVersion: 'apps/v1', kind: 'ReplicaSet', ...replicaSet });
  const events = await until('there are Events of the operator and of Kubernetes', async () => {
    const of = '--field-selector=involvedObject.kind=ReplicaSet,involvedObject.name=refused';
    const { items = [] } = (await bench.kubectl.get<{ items: Event[] }>('events', of)) ?? {};
    return ['InvalidPod', 'FailedCreate'].every((each) => items.some(({ reason }) => reason === each)) && items;
  });
  t.regex(
    events.find(({ reason }) => reason === 'InvalidPod')?.message ?? '',
    /^no pod: RouDi cannot .*hostPID is true/,
  );
  t.true(
    events.some(({ reason, message }) => reason === 'FailedCreate' && message.includes('hostPID is true')),
    "Kubernetes' own Event has the same words",
  );
});

interface Event {
  readonly reason: string;
  readonly message: string;
}

test.serial(
  'a namespace names the profile of those of its pods that ask without naming one, and only of those',
  async (t) => {
    const namespace = await bench.newNamespace('named', { 'iceoryx.io/profile': 'lidar' });
    await configure(`localhost:${port}`, [bench.namespace, namespace]);
    await bench.apply({ ...profile('lidar'), metadata: { name: 'lidar', namespace } });
    const create = async (name: string, labels: Record<string, string>): Promise<Pod> =>
      bench.client.create<Pod>(PODS, { ...asking(name), metadata: { name, namespace, labels } });
    const asked = await until('the API server asks about the namespace', async () => {
      const pod = await create('asking', { 'iceoryx.io/inject': 'true' });
      await (pod.spec?.initContainers === undefined && bench.client.delete(PODS, `${namespace}/asking`));
      return pod.spec?.initContainers !== undefined && pod;
    });
    t.is(asked.metadata.labels?.['iceoryx.io/profile'], 'lidar');
    t.is((await create('silent', {})).spec?.initContainers, undefined);
    t.is((await create('declining', { 'iceoryx.io/inject': 'false' })).spec?.initContainers, undefined);
  },
);

test.serial('about pods that do not ask, the operator is never called', async (t) => {
  const at = portOf(replicas[0], 'serving metrics');
  const calls = async (): Promise<string[]> => {
    const page = await (await fetch(`http://127.0.0.1:${String(at)}/metrics`)).text();
    return page.split('\n').filter((line) => /^iceoryx_webhook_pods_total\{.*NotAsking/.test(line));
  };
  await bench.client.create<Pod>(PODS, asking('plain-1', {}, {}), { dryRun: true });
  await bench.client.create<Pod>(PODS, asking('plain-2', {}, { 'iceoryx.io/inject': 'false' }), { dryRun: true });
  const both = { 'iceoryx.io/profile': 'camera', 'iceoryx.io/inject': 'false' };
  await bench.client.create<Pod>(PODS, asking('plain-3', {}, both), { dryRun: true });
  t.deepEqual(await calls(), []);
});

/** A webhook of somebody else that adds a container, as Istio does, and is called again after others have changed a pod. */
async function foreignWebhook(name: string): Promise<{ close: () => Promise<void> }> {
  const now = new Date();
  const authority = issueAuthority(now);
  const leaf = issueLeaf(authority, ['localhost'], now);
  const pair = {
    cert: leaf.certificate.toString(),
    key: leaf.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const server = new WebhookServer({
    log: testLog(),
    port: 0,
    certificate: {
      problem: undefined,
      onChange: (handler) => {
        handler(pair);
        return () => {};
      },
    },
    admit: async ({ object }) => proxied(object as Pod),
    drainMs: 0,
  });
  const stop = new AbortController();
  const ended = server.run(stop.signal, new AbortController().signal);
  const { port: at } = await server.listening;
  const rule = { apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] };
  await bench.client.apply(
    MUTATING_WEBHOOKS,
    {
      metadata: { name },
      webhooks: [
        {
          name: 'proxy.example.com',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          reinvocationPolicy: 'IfNeeded',
          rules: [rule],
          objectSelector: { matchLabels: { proxied: 'true' } },
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': bench.namespace } },
          clientConfig: {
            url: `https://localhost:${at}/inject`,
            caBundle: Buffer.from(authority.certificate.toString()).toString('base64'),
          },
        },
      ],
    },
    { fieldManager: 'test' },
  );
  const close = async (): Promise<void> => {
    await bench.client.delete(MUTATING_WEBHOOKS, name);
    stop.abort();
    await ended;
  };
  return { close };
}

function proxied({ spec, metadata }: Pod): AdmissionResponse {
  const { containers = [], volumes } = spec ?? {};
  if (containers.some(({ name }) => name === 'istio-proxy')) {
    return { allowed: true };
  }
  const proxy = {
    name: 'istio-proxy',
    image: 'example.com/proxy:1',
    volumeMounts: [{ name: 'envoy', mountPath: '/e' }],
  };
  const volume = { name: 'envoy', emptyDir: {} };
  return {
    allowed: true,
    patch: [
      { op: 'add', path: '/spec/containers/0', value: proxy },
      {
        op: 'add',
        path: volumes === undefined ? '/spec/volumes' : '/spec/volumes/0',
        value: volumes ? volume : [volume],
      },
      {
        op: 'add',
        path: '/metadata/annotations',
        value: { ...metadata.annotations, proxied: 'yes' },
      },
    ],
  };
}

test.serial('a webhook that adds a container before or after makes no difference to the pod', async (t) => {
  const shapes: unknown[] = [];
  const byName = (items: readonly { name: string }[] = []): unknown =>
    items.filter(({ name }) => !name.startsWith('kube-api-access')).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const order of ['a', 'z']) {
    const foreign = await foreignWebhook(`${order}-${configuration}`);
    const labels = { 'iceoryx.io/profile': 'camera', proxied: 'true' };
    const both = async (): Promise<Pod | false> => {
      const pod = await bench.client.create<Pod>(PODS, asking('both', {}, labels), { dryRun: true });
      return pod.metadata.annotations?.['proxied'] === 'yes' && pod;
    };
    const pod = await until('both have changed a pod', both);
    await foreign.close();
    t.deepEqual(names(pod.spec?.containers), ['istio-proxy', 'app']);
    t.deepEqual(names(pod.spec?.initContainers), ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']);
    shapes.push([pod.metadata.annotations, byName(pod.spec?.containers), byName(pod.spec?.volumes)]);
  }
  const [before, after] = shapes.map((shape) => JSON.stringify(shape).replaceAll(/kube-api-access-\w+/g, 'token'));
  t.is(before, after);
});

/** Forwards connections to one of several ports, as a Service does: new ones to those that are ready. */
class Balancer {
  ready: number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #next = 0;

  constructor(ready: number[]) {
    this.ready = ready;
    this.#server = createServer((socket) => {
      const to = this.ready[this.#next++ % this.ready.length] ?? 0;
      const upstream = connect(to, '127.0.0.1');
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ] as const) {
        this.#sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

function portOf(replica: Program | undefined, message: string): unknown {
  return replica?.events.find((event) => event['message'] === message)?.['port'];
}

test.serial('two replicas: one is asked to end under load, and not one creation of a pod fails', async (t) => {
  const { second } = await freePorts({ second: 0 });
  const other = await startReplica(second, 'webhook');
  await other.until(({ events }) => events.some(({ message }) => message === 'showing a certificate'));
  const balancer = new Balancer([port, second]);
  t.teardown(() => balancer.close());
  await configure(`localhost:${await balancer.listen()}`, [bench.namespace]);
  await serving();

  const failures: unknown[] = [];
  let created = 0;
  const end = new AbortController();
  const load = Array.from({ length: 4 }, async (_, worker) => {
    while (!end.signal.aborted) {
      try {
        await bench.client.create(PODS, asking(`load-${worker}`), { dryRun: true });
        created += 1;
      } catch (error) {
        failures.push(error);
      }
    }
  });
  await until('there is load', async () => created > 20);
  const [first] = replicas;
  const probe = `http://127.0.0.1:${String(portOf(first, 'answering probes'))}/readyz`;
  first?.signal('SIGTERM');
  // As a kubelet probes it, and a Service stops sending new connections then.
  await until('it is not ready any more', async () => (await fetch(probe)).status !== 200);
  balancer.ready = [second];
  t.is(await first?.exitCode, 0);
  const before = created;
  await until('the other one goes on', async () => created > before + 20);
  end.abort();
  await Promise.all(load);
  t.deepEqual(failures, []);
});

test.serial(
  'while no operator runs, pods that ask are refused with a reason, and all others are created',
  async (t) => {
    await Promise.all(replicas.filter((replica) => !replica.hasEnded).map(stopOperator));
    t.regex(await refusal(asking('lonely')), /failed calling webhook "profile\.iceoryx\.io"/);
    const { spec } = await bench.client.create<Pod>(PODS, asking('free', {}, {}));
    t.is(spec?.initContainers, undefined);
  },
);
