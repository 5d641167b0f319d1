import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/deployment/resource.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import { KubeClient } from '../../src/kube/client.ts';
import type { Lease } from '../../src/kube/lease.ts';
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { installCrds } from '../../lab/operator/crds.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { startOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

/** Long enough for a renewal on a busy machine: half as long, and a leader may lose the lease by itself. */
const LEASE_SECONDS = 10;
/** What a takeover may take beyond the time of the lease. */
const MARGIN_SECONDS = 2;

/** One of several operators, with a way of its own to the API server. */
interface Replica {
  readonly program: Program;
  readonly proxy: ObservingProxy;
}

let cluster: Cluster;
let client: KubeClient;
let directory: string;
let changing: AbortController;
let changes: Promise<void>;
const replicas: Replica[] = [];

test.before(async () => {
  cluster = await up({ name: clusterOfCheckout('test-leader-election'), mode: 'control-plane' });
  const kubectl = new Kubectl(cluster);
  client = new KubeClient({ access: await resolveAccess({ kubeconfig: cluster.kubeconfig }), userAgent: 'user/1' });
  directory = mkdtempSync(join(tmpdir(), 'leader-election-'));
  await installCrds(kubectl);
  changing = new AbortController();
  changes = keepChanging(changing.signal);
  // Thrown again where it is awaited.
  changes.catch(() => undefined);
});
test.after.always(async () => {
  for (const { program, proxy } of replicas) {
    program.signal('SIGKILL');
    await program.exitCode;
    proxy.close();
  }
  changing.abort();
  try {
    await changes;
  } finally {
    await client.close();
    rmSync(directory, { recursive: true });
    await cluster.down();
  }
});

/** There is always something to write for whoever leads, or thinks so. */
async function keepChanging(end: AbortSignal): Promise<void> {
  for (let count = 1; !end.aborted; count += 1) {
    const spec = {
      replicas: 0,
      minReadySeconds: count,
      roudi: { image: 'example.com/roudi:2.0.3' },
      template: { spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] } },
    };
    for (const name of ['a', 'b', 'c']) {
      const object = { metadata: { name, namespace: 'default' }, spec };
      await client.apply(ICEORYX_DEPLOYMENTS, object, { fieldManager: 'user' });
    }
    await delay(200, undefined, { signal: end }).catch(() => undefined);
  }
}

async function newReplica(): Promise<Replica> {
  const proxy = await ObservingProxy.start(cluster.kubeconfig);
  const kubeconfig = join(directory, `${replicas.length}.kubeconfig`);
  proxy.writeKubeconfig(kubeconfig);
  const program = await startOperator(cluster, '--kubeconfig', kubeconfig, '--lease-seconds', String(LEASE_SECONDS));
  const replica = { program, proxy };
  replicas.push(replica);
  await said(replica, 'waiting for leadership');
  return replica;
}

async function said({ program }: Replica, message: string, seconds = 30): Promise<void> {
  await program.until(({ events }) => events.some((event) => event['message'] === message), seconds);
}

const hasSaid = ({ program }: Replica, message: string): boolean =>
  program.events.some((event) => event['message'] === message);

const isLease = ({ path }: { path: string }): boolean => path.includes('/leases');
/** Events are about what was, and need no leadership. */
const isEvent = ({ path }: { path: string }): boolean => path.includes('/events');
const isWork = (write: { path: string }): boolean => !isLease(write) && !isEvent(write);

async function works({ program, proxy }: Replica): Promise<void> {
  const before = proxy.writes.filter(isWork).length;
  const seen = (): string => program.stdout.slice(-10).join('\n');
  await until('it writes', () => proxy.writes.filter(isWork).length > before, { seen });
}

async function isReady({ program }: Replica): Promise<boolean> {
  const { port } = program.events.find(({ message }) => message === 'answering probes') as { port: number };
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
}

/** In the order in which etcd took all writes: each was made by who held the lease then. */
function neverTwoLeaders(t: ExecutionContext): void {
  const observed = replicas
    .flatMap(({ proxy }, replica) =>
      proxy.writes
        .filter((write) => !isEvent(write))
        .map((write) => ({ ...write, replica, version: Number(write.object.metadata.resourceVersion) })),
    )
    .sort((a, b) => a.version - b.version);
  const leases = observed.filter(isLease);
  // A write that changes nothing is answered with the version of an earlier one, which anybody may have made.
  const writes = observed.filter(
    ({ version, sent }) => !leases.some((lease) => lease.answered <= sent && lease.version >= version),
  );
  let holder: number | undefined;
  const reigns: number[] = [];
  for (const write of writes) {
    if (isLease(write)) {
      holder = (write.object as Lease).spec?.holderIdentity ? write.replica : undefined;
    } else {
      t.true(write.replica === holder, `${write.path} at version ${write.version}`);
      if (write.replica !== reigns.at(-1)) {
        reigns.push(write.replica);
      }
    }
  }
  t.deepEqual(
    reigns,
    reigns.toSorted((a, b) => a - b),
    'nobody led twice',
  );
  t.true(reigns.length >= 2);
}

let leader: Replica;

test.serial('of two operators one works, and the other is ready', async (t) => {
  leader = await newReplica();
  await works(leader);
  const standby = await newReplica();
  await until('the standby is ready', () => isReady(standby));
  t.true(await isReady(leader));
  await works(leader);
  t.is(standby.proxy.writes.length, 0);
});

test.serial('when the leader is killed, the standby takes over within the time of the lease', async (t) => {
  const [, standby] = replicas as [Replica, Replica];
  const killed = performance.now();
  leader.program.signal('SIGKILL');
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  t.log(`took over after ${Math.round(performance.now() - killed)} ms`);
  await works(standby);
  leader = standby;
  neverTwoLeaders(t);
});

test.serial('a leader that was stopped and goes on finds that it was replaced, and ends without a write', async (t) => {
  const standby = await newReplica();
  await works(leader);
  leader.program.signal('SIGSTOP');
  const stopped = performance.now();
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  t.log(`took over after ${Math.round(performance.now() - stopped)} ms`);
  await works(standby);
  const written = (): number => leader.proxy.writes.filter((write) => !isEvent(write)).length;
  const before = written();
  leader.program.signal('SIGCONT');
  t.is(await leader.program.exitCode, 1);
  t.regex(leader.program.stderr.join('\n'), /leader election: lease default\/iceoryx-operator/);
  t.is(written(), before);
  leader = standby;
  neverTwoLeaders(t);
});

test.serial('a leader that is asked to stop hands over at once', async (t) => {
  const standby = await newReplica();
  await works(leader);
  const asked = performance.now();
  leader.program.signal('SIGTERM');
  await said(standby, 'running', LEASE_SECONDS / 2);
  t.log(`took over after ${Math.round(performance.now() - asked)} ms`);
  t.is(await leader.program.exitCode, 0);
  t.true(hasSaid(leader, 'leadership released'));
  await works(standby);
  leader = standby;
  neverTwoLeaders(t);
});

test.serial('while the API server is away the leader ends; the standby waits and leads once it is back', async (t) => {
  const standby = await newReplica();
  await said(standby, 'another process leads');
  await works(leader);
  leader.proxy.cut();
  standby.proxy.cut();
  const cut = performance.now();
  t.is(await leader.program.exitCode, 1);
  const ended = performance.now() - cut;
  t.log(`ended after ${Math.round(ended)} ms`);
  t.true(ended < (LEASE_SECONDS + MARGIN_SECONDS) * 1000);
  await until('the lease has run out', () => performance.now() - cut > (LEASE_SECONDS + 1) * 1000);
  t.false(hasSaid(standby, 'running'));
  standby.proxy.isCut = false;
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  await works(standby);
  neverTwoLeaders(t);
});
