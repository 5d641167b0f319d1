import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { ICEORYX_DEPLOYMENTS } from '../../src/controllers/resources.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import type { Lease } from '../../src/kube/lease.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { ObservingProxy } from '../support/observing-proxy.ts';
import { startOperator } from '../../lab/operator/operator.ts';
import type { Program } from '../../lab/host/program.ts';
import { until } from '../../lab/host/until.ts';

/**
 * Long enough for renewals on a busy machine: a leader that cannot renew in time exits. Each test has operators and a
 * Lease of its own, and the tests wait for the expiry of their leases side by side.
 */
const LEASE_SECONDS = 15;
/** Time that a takeover may take beyond the lease duration on such a machine. */
const MARGIN_SECONDS = 10;
/** Interval of the changes of the objects. */
const CHANGE_MS = 500;

/** One of several operators, with its own connection to the API server. */
interface Replica {
  readonly program: Program;
  readonly proxy: ObservingProxy;
}

let bench: ApiBench;
let directory: string;

test.before(async () => {
  bench = await ApiBench.join('leader-election');
  directory = mkdtempSync(join(tmpdir(), 'leader-election-'));
});
test.after.always(async () => {
  rmSync(directory, { recursive: true });
  await bench.close();
});

/** Operators of one Lease and one namespace, in which there is always something to write. */
class Candidates {
  readonly namespace: string;
  readonly replicas: Replica[] = [];
  readonly #proxies: ObservingProxy[] = [];
  readonly #changing = new AbortController();
  readonly #changes: Promise<void>;

  private constructor(namespace: string) {
    this.namespace = namespace;
    this.#changes = this.#keepChanging();
    // Thrown again where it is awaited.
    this.#changes.catch(() => undefined);
  }

  static async open(t: ExecutionContext, purpose: string): Promise<Candidates> {
    const candidates = new Candidates(await bench.newNamespace(purpose));
    t.teardown(async () => candidates.#close());
    return candidates;
  }

  async newReplica(): Promise<Replica> {
    const proxy = await ObservingProxy.start(bench.cluster.kubeconfig);
    this.#proxies.push(proxy);
    const kubeconfig = join(directory, `${this.namespace}-${this.replicas.length}.kubeconfig`);
    proxy.writeKubeconfig(kubeconfig);
    const lease = ['--lease-seconds', String(LEASE_SECONDS), '--leader-election-namespace', this.namespace];
    const options = ['--kubeconfig', kubeconfig, '--namespace', this.namespace, ...lease];
    const replica = { program: await startOperator(bench.cluster, ...options), proxy };
    this.replicas.push(replica);
    await said(replica, 'waiting for leadership');
    return replica;
  }

  /** Starts an operator that leads and works, and one that stands by. */
  async pair(): Promise<[leader: Replica, standby: Replica]> {
    const leader = await this.newReplica();
    await works(leader);
    const standby = await this.newReplica();
    await said(standby, 'another process leads');
    await works(leader);
    return [leader, standby];
  }

  async #keepChanging(): Promise<void> {
    const { signal } = this.#changing;
    for (let count = 1; !signal.aborted; count += 1) {
      for (const name of ['a', 'b', 'c']) {
        const object = robot(name, { minReadySeconds: count }, { namespace: this.namespace }) as KubeObject;
        await bench.client.apply(ICEORYX_DEPLOYMENTS, object, { fieldManager: 'user' });
      }
      await delay(CHANGE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #close(): Promise<void> {
    for (const { program } of this.replicas) {
      program.signal('SIGKILL');
      await program.exitCode;
    }
    this.#proxies.forEach((proxy) => proxy.close());
    this.#changing.abort();
    await this.#changes;
  }
}

async function said({ program }: Replica, message: string, seconds = 120): Promise<void> {
  await program.until(({ events }) => events.some((event) => event['message'] === message), seconds);
}

const hasSaid = ({ program }: Replica, message: string): boolean =>
  program.events.some((event) => event['message'] === message);

const isLease = ({ path }: { path: string }): boolean => path.includes('/leases');
/** Events describe the past and need no leadership. */
const isEvent = ({ path }: { path: string }): boolean => path.includes('/events');
const isWork = (write: { path: string }): boolean => !isLease(write) && !isEvent(write);

async function works({ program, proxy }: Replica): Promise<void> {
  const before = proxy.writes.filter(isWork).length;
  const seen = (): string => program.stdout.slice(-10).join('\n');
  await until('the leader writes', () => proxy.writes.filter(isWork).length > before, { seen });
}

async function isReady({ program }: Replica): Promise<boolean> {
  const { port } = program.events.find(({ message }) => message === 'answering probes') as { port: number };
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
}

/** Writes in the order of etcd, each with the holder of the lease at that time. */
function history({ replicas }: Candidates) {
  const observed = replicas
    .flatMap(({ proxy }, replica) =>
      proxy.writes
        .filter((write) => !isEvent(write))
        .map((write) => ({ ...write, replica, version: Number(write.object.metadata.resourceVersion) })),
    )
    .sort((a, b) => a.version - b.version);
  const leases = observed.filter(isLease);
  // A write without a change is answered with the version of an earlier write, of any client.
  const writes = observed.filter(
    ({ version, sent }) => !leases.some((lease) => lease.answered <= sent && lease.version >= version),
  );
  let holder: number | undefined;
  return writes.flatMap((write) => {
    if (!isLease(write)) return [{ ...write, holder }];
    holder = (write.object as Lease).spec?.holderIdentity ? write.replica : undefined;
    return [];
  });
}

/** Each write was made by the holder of the lease, and an operator that has lost it never writes again. */
async function neverTwoLeaders(t: ExecutionContext, candidates: Candidates): Promise<void> {
  // The first writes of a new leader may change nothing; there is always something to write for it.
  await until(
    'two operators have changed something',
    () => new Set(history(candidates).map(({ replica }) => replica)).size >= 2,
  );
  const reigns: number[] = [];
  for (const { path, version, replica, holder } of history(candidates)) {
    t.is(holder, replica, `${path} at version ${version}`);
    if (replica !== reigns.at(-1)) {
      reigns.push(replica);
    }
  }
  t.deepEqual(
    reigns,
    reigns.toSorted((a, b) => a - b),
    'no operator led twice',
  );
}

test('one of two operators works, the other is ready; a leader that is asked to stop hands over', async (t) => {
  const candidates = await Candidates.open(t, 'handed-over');
  const [leader, standby] = await candidates.pair();
  await until('the standby is ready', () => isReady(standby));
  t.true(await isReady(leader));
  await works(leader);
  t.is(standby.proxy.writes.length, 0);

  const asked = performance.now();
  leader.program.signal('SIGTERM');
  await said(standby, 'running', LEASE_SECONDS / 2);
  t.log(`when the leader was asked to stop it took over after ${Math.round(performance.now() - asked)} ms`);
  t.is(await leader.program.exitCode, 0);
  t.true(hasSaid(leader, 'leadership released'));
  await works(standby);
  await neverTwoLeaders(t, candidates);
});

test('when the leader is killed, the standby takes over within the lease duration', async (t) => {
  const candidates = await Candidates.open(t, 'killed');
  const [leader, standby] = await candidates.pair();
  const killed = performance.now();
  leader.program.signal('SIGKILL');
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  t.log(`took over after ${Math.round(performance.now() - killed)} ms`);
  await works(standby);
  await neverTwoLeaders(t, candidates);
});

test('a leader that was suspended sees that it was replaced, and exits without a write', async (t) => {
  const candidates = await Candidates.open(t, 'stopped');
  const [leader, standby] = await candidates.pair();
  leader.program.signal('SIGSTOP');
  const stopped = performance.now();
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  t.log(`took over after ${Math.round(performance.now() - stopped)} ms`);
  await works(standby);
  const written = (): number => leader.proxy.writes.filter((write) => !isEvent(write)).length;
  const before = written();
  leader.program.signal('SIGCONT');
  t.is(await leader.program.exitCode, 1);
  const lease = `${candidates.namespace}/iceoryx-operator`;
  t.true(leader.program.stderr.join('\n').includes(`leader election: lease ${lease}`), leader.program.output);
  t.is(written(), before);
  await neverTwoLeaders(t, candidates);
});

test('the leader exits while the API server is away; the standby waits and leads once it is back', async (t) => {
  const candidates = await Candidates.open(t, 'cut-off');
  const [leader, standby] = await candidates.pair();
  leader.proxy.cut();
  standby.proxy.cut();
  const cut = performance.now();
  t.is(await leader.program.exitCode, 1);
  const ended = performance.now() - cut;
  t.log(`ended after ${Math.round(ended)} ms`);
  t.true(ended < (LEASE_SECONDS + MARGIN_SECONDS) * 1000);
  await until('the lease has expired', () => performance.now() - cut > (LEASE_SECONDS + 1) * 1000);
  t.false(hasSaid(standby, 'running'));
  standby.proxy.isCut = false;
  await said(standby, 'running', LEASE_SECONDS + MARGIN_SECONDS);
  await works(standby);
  await neverTwoLeaders(t, candidates);
});
