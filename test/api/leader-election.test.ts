import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import type { Lease } from '../../src/kube/lease.ts';
import { type Cluster, up } from '../cluster/cluster.ts';
import { Kubectl } from '../support/kubectl.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { startOperator } from '../support/operator.ts';
import type { Program } from '../support/program.ts';
import { until } from '../support/until.ts';

const LEASE_SECONDS = 4;
/** What a takeover may take beyond the time of the lease. */
const MARGIN_SECONDS = 2;

/** One of several operators, with a way of its own to the API server. */
interface Replica {
  readonly program: Program;
  readonly proxy: ObservingProxy;
}

let cluster: Cluster;
let kubectl: Kubectl;
let directory: string;
let changing: AbortController;
let changes: Promise<void>;
const replicas: Replica[] = [];

test.before(async () => {
  cluster = await up({ name: 'test-leader-election', mode: 'control-plane' });
  kubectl = new Kubectl(cluster.wrap);
  directory = mkdtempSync(join(tmpdir(), 'leader-election-'));
  await kubectl.run(['apply', '-f', 'crds/']);
  await kubectl.run(['wait', '--for=condition=Established', 'crd/iceoryxdeployments.iceoryx.io']);
  changing = new AbortController();
  changes = keepChanging(changing.signal);
});
test.after.always(async () => {
  changing.abort();
  await changes;
  for (const { program, proxy } of replicas) {
    program.signal('SIGKILL');
    await program.exitCode;
    proxy.close();
  }
  rmSync(directory, { recursive: true });
  await cluster.down();
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
    const objects = ['a', 'b', 'c'].map((name) => ({
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxDeployment',
      metadata: { name },
      spec,
    }));
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    await kubectl.run(['apply', '-f', '-'], { input });
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

const isLease = ({ path }: { path: string }): boolean => path.includes('/leases');
const isWork = ({ path }: { path: string }): boolean => !isLease({ path }) && !path.includes('/events');

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
  const seen = new Set<number>();
  const writes = replicas
    .flatMap(({ proxy }, replica) =>
      proxy.writes
        .filter((write) => isLease(write) || isWork(write))
        .map((write) => ({ ...write, replica, version: Number(write.object.metadata.resourceVersion) })),
    )
    .sort((a, b) => a.version - b.version)
    // A write that changed nothing is answered with the version of an earlier one.
    .filter(({ version }) => !seen.has(version) && seen.add(version));
  let leader: number | undefined;
  const reigns: number[] = [];
  for (const write of writes) {
    if (isLease(write)) {
      leader = (write.object as Lease).spec?.holderIdentity ? write.replica : undefined;
    } else {
      t.true(write.replica === leader, `${write.path} at version ${write.version}`);
      if (write.replica !== reigns.at(-1)) {
        reigns.push(write.replica);
      }
    }
  }
  t.deepEqual(
    reigns,
    replicas.map((_, index) => index).filter((index) => reigns.includes(index)),
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
  const before = leader.proxy.writes.length;
  leader.program.signal('SIGCONT');
  t.is(await leader.program.exitCode, 1);
  t.regex(leader.program.stderr.join('\n'), /leader election: lease default\/iceoryx-operator/);
  t.is(leader.proxy.writes.length, before);
  leader = standby;
  neverTwoLeaders(t);
});
