/**
 * What pods of a domain leave on two real nodes when they are killed, and what a domain leaves when it is deleted. The
 * faults are a slice of `npm run soak -- --only domain`; SEED=… repeats a run, FAULTS=… sets their number.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDomain } from '../../src/api/iceoryx-domain.generated.ts';
import { domainChaos } from '../../lab/trials/domain-chaos.ts';
import { domain, member, memberPods, roudiPods } from '../../lab/operator/domains.ts';
import type { Bench } from '../../lab/operator/node-cluster.ts';
import { flowing, nameOf, restartsOf } from '../../lab/operator/renewal.ts';
import { rootOf, SWEEPS, TwoNodes } from '../../lab/operator/two-nodes.ts';
import { until } from '../../lab/host/until.ts';
import { seedOf } from '../support/seed.ts';

const NODES = ['node-1', 'node-2'] as const;
const FAULTS = Number(process.env['FAULTS'] ?? 4);

let place: TwoNodes;
let bench: Bench;
let home: string;
test.before(async (t) => {
  t.timeout(15 * 60_000, 'the image is built on first use');
  place = await TwoNodes.openSweeping('robots');
  ({ bench, home } = place);
  await bench.kubectl('label', 'node', '--all', 'robot=yes');
});
test.after(async () => place.leave());
test.after.always(async () => place.close());

test.serial(`${FAULTS} random faults under continuous sweeps: no file in use is removed`, async (t) => {
  t.timeout(Math.max(300_000, FAULTS * 90_000));
  const seed = seedOf();
  t.log(`seed ${seed}`);
  const onSurvived = (what: string, seconds: number): void => t.log(`${what}: samples after ${seconds} s`);
  const result = await domainChaos({ bench, home, faults: FAULTS, seed, onSurvived });
  const { removed, sweeps, killedSweeps, gone, violations, leftovers } = result;
  t.log(`${sweeps} sweeps removed ${removed} of ${gone} files that went, ${killedSweeps} sweepers were killed`);
  t.deepEqual(violations, []);
  t.deepEqual(leftovers, []);
  t.true(sweeps > FAULTS);
});

test.serial('what a force-deleted pod left is removed, and nothing in use', async (t) => {
  t.timeout(480_000);
  const of = { name: 'robot', namespace: home };
  const spec = { allowedNamespaces: [bench.namespace], nodeSelector: { robot: 'yes' } };
  await bench.applyIn(home, domain('robot', bench.images, spec));
  await bench.apply(
    member('publisher', of, bench.images),
    member('subscriber', of, bench.images),
    member('publisher', of, bench.images, {
      name: 'lonely',
      replicas: 1,
      args: ['--ignore-sigterm'],
      termination: { appStopSeconds: 2 },
    }),
  );
  const members = ['publisher', 'subscriber', 'lonely'].map((name) => `ioxd/${name}`);
  await bench.kubectl('wait', '--for=condition=Ready', ...members, '--timeout=180s');
  const [node, lonely] = onlyOf(await memberPods(bench, 'lonely'));
  const before = await memberPods(bench, 'subscriber');
  const log = await flowing(bench, podOn(before, node), 'subscriber');
  await bench.kubectl('cordon', node);
  await bench.kubectl('delete', 'pod', nameOf(lonely), '--force', '--grace-period=0');
  await until('the pod is on another node', async () => {
    const [[now] = ['']] = await memberPods(bench, 'lonely');
    return now !== '' && now !== node;
  });
  t.deepEqual(named(node, 'lonely'), ['lonely', 'lonely.lock'], 'the pod left its files');

  await until('the files are removed', () => named(node, 'lonely').length === 0, { timeoutSeconds: 180 });
  await condition('NodesClean', 'True', 'Removed');
  const count = log.stdout.length;
  await log.until(({ stdout }) => stdout.length > count + 10);
  log.signal('SIGTERM');
  t.deepEqual(
    [...(await memberPods(bench, 'subscriber'))].map(([name, pod]) => [name, restartsOf(pod)]),
    [...before].map(([name, pod]) => [name, restartsOf(pod)]),
  );
  t.deepEqual(named(node, 'subscriber'), ['subscriber', 'subscriber.lock']);
  await bench.kubectl('uncordon', node);
});

test.serial('a node that leaves the domain loses the directories once it has no pod of the domain', async (t) => {
  t.timeout(480_000);
  const objects = ['publisher', 'subscriber', 'lonely'].map((name) => `ioxd/${name}`);
  await bench.kubectl('delete', ...objects);
  t.true(existsSync(directoryOn('node-2')));
  await bench.kubectl('label', 'node', 'node-2', 'robot-');
  await until('the directories of node-2 are gone', () => !existsSync(directoryOn('node-2')), { timeoutSeconds: 180 });
  t.true(existsSync(directoryOn('node-1')), 'RouDi is still there');
  t.deepEqual([...(await roudiPods(bench, home, 'robot')).keys()], ['node-1']);
});

test.serial('Jobs that cannot be created are reported by the domain', async (t) => {
  t.timeout(480_000);
  await bench.kubectl('label', 'namespace', SWEEPS, 'pod-security.kubernetes.io/enforce=baseline', '--overwrite');
  const [, roudi] = onlyOf(await roudiPods(bench, home, 'robot'));
  await bench.kubectl('delete', 'pod', nameOf(roudi), '-n', home, '--force', '--grace-period=0');
  t.regex(await condition('NodesClean', 'False', 'SweepRefused'), /must admit privileged pods/);
  await bench.kubectl('label', 'namespace', SWEEPS, 'pod-security.kubernetes.io/enforce=privileged', '--overwrite');
});

test.serial('a domain that is deleted with its namespace takes its directories with it', async (t) => {
  t.timeout(480_000);
  await bench.kubectl('label', 'node', '--all', 'robot=yes', '--overwrite');
  await until('RouDi is on both nodes', async () => (await roudiPods(bench, home, 'robot')).size === 2);
  await bench.kubectl('wait', '--for=condition=Ready', 'ioxdom/robot', '-n', home, '--timeout=180s');
  // The status may still be that of before, when one node was enough.
  await until('both nodes have directories', () => NODES.every((node) => existsSync(directoryOn(node))));
  await bench.kubectl('delete', 'namespace', home, '--timeout=180s');
  t.deepEqual(
    NODES.filter((node) => existsSync(`${rootOn(node)}/dev/shm/iceoryx.io/${home}`)),
    [],
  );
  t.is((await bench.kubectl('get', 'pv', '-o', 'name')).trim(), '');
});

function onlyOf(pods: ReadonlyMap<string, IPod>): [string, IPod] {
  const [first, ...others] = pods;
  assert(first !== undefined && others.length === 0, 'there is one pod');
  return first;
}

function podOn(pods: ReadonlyMap<string, IPod>, node: string): IPod {
  const pod = pods.get(node);
  assert(pod !== undefined, `there is a pod on ${node}`);
  return pod;
}

function rootOn(name: string): string {
  const node = bench.cluster.nodes.find((each) => each.name === name);
  assert(node !== undefined);
  return rootOf(node);
}

function directoryOn(node: string): string {
  return `${rootOn(node)}/dev/shm/iceoryx.io/${home}/robot`;
}

/** Socket and lock of an app on a node. */
function named(node: string, app: string): string[] {
  return readdirSync(`${directoryOn(node)}/tmp`)
    .filter((name) => name === app || name === `${app}.lock`)
    .toSorted();
}

/** Waits for a condition of the domain; its message. */
async function condition(type: string, status: string, reason?: string): Promise<string> {
  let seen: unknown;
  return until(
    `${type} is ${status}`,
    async () => {
      const { status: now } = await bench.json<IceoryxDomain>('get', 'ioxdom', 'robot', '-n', home);
      const one = now?.conditions?.find((each) => each.type === type);
      seen = one;
      return one?.status === status && (reason ?? one.reason) === one.reason && one.message;
    },
    { timeoutSeconds: 180, seen: () => JSON.stringify(seen) },
  );
}
