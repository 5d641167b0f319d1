import test from 'ava';
import type { IReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/resources.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { Lease } from '../../src/kube/lease.ts';
import { DEPLOYMENTS, REPLICA_SETS, type Resource } from '../../src/kube/resource.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { Followed } from '../support/followed.ts';
import { startOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

/*
 * Two replicas, of which one that has ended is started again as by the kubelet: the leader is killed in the middle of its
 * work, again and again, while many rollouts are requested. On a busy machine a leader may also end by itself, because
 * it cannot renew its lease.
 */

const OBJECTS = 50;
/** In each round a share of the objects is changed and the leader is killed. */
const ROUNDS = 3;
const LEASE_SECONDS = 10;
const LEASES: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

let bench: ApiBench;
let client: KubeClient;
let objects: Followed<IceoryxDeployment>;
const operators = new Set<Program>();
let isOver = false;

test.before(async () => {
  bench = await ApiBench.join('leader-killed');
  ({ client } = bench);
  objects = await Followed.start(client, ICEORYX_DEPLOYMENTS, { namespace: bench.namespace });
  await Promise.all([start(), start()]);
});
test.after.always(async () => {
  isOver = true;
  for (const operator of operators) {
    operator.signal('SIGKILL');
    await operator.exitCode;
  }
  await objects.stop();
  await bench.close();
});

async function start(): Promise<void> {
  const options = ['--lease-seconds', String(LEASE_SECONDS), '--leader-election-namespace', bench.namespace];
  const operator = await startOperator(bench.cluster, ...options);
  operators.add(operator);
  void again(operator);
}

/** Starts another operator when that one has ended. */
async function again(operator: Program): Promise<void> {
  await operator.exitCode;
  operators.delete(operator);
  if (!isOver) await start();
}

/** The process that leads, according to the Lease. */
async function leader(): Promise<Program> {
  return until('there is a leader', async () => {
    const lease = await client.get<Lease>(LEASES, `${bench.namespace}/iceoryx-operator`).catch(() => undefined);
    const holder = lease?.spec?.holderIdentity ?? '';
    return [...operators].find(({ events }) => events.some(({ identity }) => identity === holder));
  });
}

async function each(work: (name: string, index: number) => Promise<unknown>): Promise<void> {
  const names = Array.from({ length: OBJECTS }, (_, index) => `robot-${index}`);
  for (let next = 0; next < names.length; next += 10) {
    await Promise.all(names.slice(next, next + 10).map(async (name, index) => work(name, next + index)));
  }
}

const all = async <T extends Deployment | IReplicaSet>(resource: Resource): Promise<T[]> =>
  (await client.list(resource, { namespace: bench.namespace })).items as unknown as T[];

/** Waits until every object is Ready in its current generation. */
async function allReady(): Promise<void> {
  let missing = 0;
  await until(
    'all rollouts are done',
    () => {
      const { all: present } = objects;
      missing = present.filter(({ metadata, status }) => {
        const ready = status?.conditions?.find(({ type }) => type === 'Ready');
        return ready?.status !== 'True' || ready.observedGeneration !== metadata.generation;
      }).length;
      return present.length === OBJECTS && missing === 0;
    },
    { timeoutSeconds: 240, seen: () => `${missing} are not` },
  );
}

test(`killing the leader again and again during ${OBJECTS} rollouts loses none and repeats none`, async (t) => {
  t.timeout(10 * 60_000);
  await each(async (name) =>
    client.create(ICEORYX_DEPLOYMENTS, robot(name, {}, { namespace: bench.namespace }) as IceoryxDeployment),
  );
  await allReady();

  const template = (index: number): object => ({
    spec: { containers: [{ name: 'app', image: 'example.com/app:2', env: [{ name: 'N', value: String(index) }] }] },
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = await leader();
    const before = victim.events.length;
    const rollouts = each(async (name, index) => {
      if (index % ROUNDS === round) {
        await client.patch(ICEORYX_DEPLOYMENTS, `${bench.namespace}/${name}`, { spec: { template: template(index) } });
      }
    });
    await until('it is in the middle of its work', () => victim.hasEnded || victim.events.length > before + 3);
    victim.signal('SIGKILL');
    await Promise.all([rollouts, victim.exitCode]);
  }
  await allReady();

  const deployments = await all<Deployment>(DEPLOYMENTS);
  const images = deployments.map(({ metadata, spec }) => {
    const app = spec?.template.spec?.containers.find(({ name }) => name === 'app');
    return `${metadata.name} ${app?.image} ${app?.env?.[0]?.value}`;
  });
  t.deepEqual(
    images.toSorted(),
    Array.from({ length: OBJECTS }, (_, index) => `robot-${index} example.com/app:2 ${index}`).toSorted(),
  );
  const sets = Map.groupBy(
    await all<IReplicaSet>(REPLICA_SETS),
    ({ metadata }) => metadata?.ownerReferences?.[0]?.name,
  );
  t.deepEqual(
    [...sets].filter(([, { length }]) => length !== 2).map(([name]) => name),
    [],
    'one before and one after',
  );
});
