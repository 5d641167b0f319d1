import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { rendered } from '../../lab/operator/helm.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { roudiDied } from '../support/roudi-died.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';

/*
 * A team that has no rights in the cluster, only the role admin in its namespaces, installs the operator for these. The
 * cluster's administrator has installed the API and its roles before.
 */

const TEAM = ['team', 'team-test'];
const RELEASE = 'iceoryx-operator';

let bench: ApiBench;
let directory: string;
let team: Kubectl;

test.before(async (t) => {
  t.timeout(10 * 60_000, 'the first time helm is built');
  directory = mkdtempSync(join(tmpdir(), 'one-namespace-'));
  bench = await ApiBench.open('test-one-namespace');
  const chart = await rendered();
  await bench.apply(
    ...chart.filter(({ kind, metadata }) => kind === 'ClusterRole' && /-(?:admin|edit|view)$/.test(metadata.name)),
    ...[...TEAM, 'other'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lead', namespace: TEAM[0] } },
    ...TEAM.map((namespace) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'lead', namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'lead', namespace: TEAM[0] }],
    })),
  );
  team = new Kubectl(bench.cluster, TEAM[0]);
  await until('the roles are aggregated', async () => {
    const answer = await bench.kubectl
      .run([...AS_LEAD, 'auth', 'can-i', 'patch', 'ioxd/status', '-n', 'team'])
      .catch(() => '');
    return answer.startsWith('yes');
  });
});
test.after.always(async () => {
  await bench.close();
  rmSync(directory, { recursive: true });
});

const AS_LEAD = [`--as=system:serviceaccount:${TEAM[0]}:lead`];

/** What the team's values make of the chart. */
async function chart(more: object = {}): Promise<KubeObject[]> {
  const values = { watchNamespaces: TEAM, crds: { install: false }, rbac: { aggregate: false }, ...more };
  return rendered({ values, namespace: TEAM[0] ?? '', args: ['--no-hooks'] });
}

/** A kubeconfig with the rights of a service account of the team's, and no others. */
async function kubeconfigOf(account: string): Promise<string> {
  const token = (await team.run(['create', 'token', account, '--duration=1h'])).trim();
  const config = JSON.parse(readFileSync(bench.cluster.kubeconfig, 'utf8'));
  config.users = [{ name: config.users[0].name, user: { token } }];
  const path = join(directory, account);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

async function startOperator(objects: readonly KubeObject[]): Promise<void> {
  const deployment = objects.find(({ kind }) => kind === 'Deployment') as Deployment;
  const [, ...args] = deployment.spec?.template.spec?.containers[0]?.args ?? [];
  const usual = args.filter((each) => !/^--(?:health-port|metrics-port|log-format)=/.test(each));
  const kubeconfig = await kubeconfigOf(RELEASE);
  await bench.startElectedOperator(...usual, '--kubeconfig', kubeconfig, '--leader-election-namespace', 'team');
}

const inTeam = async <T>(...args: string[]): Promise<T> => until(args.join(' '), async () => team.get<T>(...args));

async function isReady(name: string, namespace: string): Promise<IceoryxDeployment> {
  return until(`${name} is ready`, async () => {
    const object = await bench.kubectl.get<IceoryxDeployment>('ioxd', name, '-n', namespace);
    const ready = object?.status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'True' && ready.observedGeneration === object?.metadata.generation && object;
  });
}

const hasRule = (object: unknown): boolean => JSON.stringify(object).includes('"action":"RestartAllContainers"');

test.serial(
  'who is admin of the namespaces installs it: nothing of it is of the cluster, and no right is beyond his',
  async (t) => {
    const objects = await chart();
    t.deepEqual(
      objects.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind),
      [],
    );
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    await t.notThrowsAsync(bench.kubectl.run([...AS_LEAD, 'apply', '-f', '-'], { input }));
  },
);

test.serial('it looks after its namespaces with the rights of its role, and after no other', async (t) => {
  await startOperator(await chart());
  await bench.apply(robot('elsewhere', {}, { namespace: 'other' }));
  await bench.apply(...TEAM.map((namespace) => robot('robot', {}, { namespace })));
  for (const namespace of TEAM) {
    const object = await isReady('robot', namespace);
    t.regex(JSON.stringify(object.status?.computed), /--renew-in-place=always/);
    t.false(hasRule(await bench.kubectl.get('deployment', 'robot', '-n', namespace)));
  }
  t.is(await bench.kubectl.get('deployment', 'elsewhere', '-n', 'other'), undefined);
  t.is((await bench.kubectl.get<IceoryxDeployment>('ioxd', 'elsewhere', '-n', 'other'))?.status, undefined);
});

test.serial('a pod whose RouDi died is replaced there, as nodes are not looked at', async (t) => {
  await bench.apply(robot('mortal', { replicas: 1 }, { namespace: 'team' }));
  const before = await roudiDied(team, 'mortal');
  await until('another pod', async () => {
    const { items } = await inTeam<{ items: IPod[] }>('pods', '-l', 'iceoryx.io/deployment=mortal');
    return items.length === 1 && items[0]?.metadata?.uid !== before.metadata?.uid;
  });
  t.deepEqual(
    bench.log.filter((line) => /forbidden/i.test(JSON.stringify(line))),
    [],
  );
});

test.serial('what would be left without it is told with the same rights', async (t) => {
  const args = ['uninstall-check', ...TEAM.flatMap((name) => ['--namespace', name])];
  const command = ['node', 'src/main.ts', ...args, '--kubeconfig', await kubeconfigOf(RELEASE)];
  const { message } = await t.throwsAsync(run(bench.cluster.wrap(command)));
  t.regex(message, /3 IceoryxDeployments[\s\S]*team-test\/robot, 0 pods/);
  t.notRegex(message, /elsewhere/);
});

test.serial('where it is known that all nodes can, it may be said', async (t) => {
  await bench.stopOperator();
  await startOperator(await chart({ healing: { renewInPlace: 'always' } }));
  await bench.apply(robot('renewed', {}, { namespace: 'team' }));
  await isReady('renewed', 'team');
  t.true(hasRule(await inTeam('deployment', 'renewed')));
});
