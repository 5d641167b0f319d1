import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { ApiBench, robot } from '../support/api-bench.ts';
import { bundledOperator } from '../../lab/operator/bundle.ts';
import { rendered } from '../../lab/operator/helm.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { roudiDied } from '../support/roudi-died.ts';
import { run } from '../../lab/host/run.ts';
import { until } from '../../lab/host/until.ts';

/*
 * A team without rights in the cluster, with only the roles admin and installer in its namespaces, installs the
 * operator for these. The cluster's administrator has installed the API and its roles before, and bound the second role
 * to the team.
 */

const RELEASE = 'iceoryx-operator';

let bench: ApiBench;
let namespaces: readonly [string, string];
let elsewhere: string;
let asLead: readonly string[];
let roles: readonly string[];
let directory: string;
let team: Kubectl;

test.before(async (t) => {
  t.timeout(10 * 60_000, 'helm is built on first use');
  directory = mkdtempSync(join(tmpdir(), 'one-namespace-'));
  bench = await ApiBench.join('one-namespace');
  const home = await bench.newNamespace('team');
  const trial = await bench.newNamespace('team-test');
  namespaces = [home, trial];
  elsewhere = await bench.newNamespace('other');
  asLead = [`--as=system:serviceaccount:${home}:lead`];
  const aggregated = (await rendered()).filter(
    ({ kind, metadata }) => kind === 'ClusterRole' && /-(?:admin|edit|view|installer)$/.test(metadata.name),
  );
  roles = aggregated.map(({ metadata }) => metadata.name);
  await bench.apply(
    ...aggregated,
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'lead', namespace: home } },
    ...namespaces.map((namespace) => bound('admin', namespace)),
  );
  team = new Kubectl(bench.cluster, home);
  await until('the roles are aggregated', async () => leadMay('create', 'ioxd'));
});
test.after.always(async () => {
  await bench.kubectl.run(['delete', 'clusterrole', ...roles]);
  await bench.close();
  rmSync(directory, { recursive: true });
});

function bound(role: string, namespace: string): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: `lead-${role}`, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'lead', namespace: namespaces[0] }],
  };
}

async function leadMay(verb: string, resource: string): Promise<boolean> {
  const [kind = '', subresource] = resource.split('/');
  const which = subresource === undefined ? [] : ['--subresource', subresource];
  const question = ['auth', 'can-i', verb, kind, ...which, '-n', namespaces[0]];
  return (await bench.kubectl.run([...asLead, ...question]).catch(() => '')).startsWith('yes');
}

/** The chart rendered with the team's values. */
async function chart(more: object = {}): Promise<KubeObject[]> {
  const values = { watchNamespaces: namespaces, crds: { install: false }, rbac: { aggregate: false }, ...more };
  return rendered({ values, namespace: namespaces[0], args: ['--no-hooks'] });
}

/** A kubeconfig with the rights of a service account of the team, and no others. */
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
  await bench.startElectedOperator(...usual, '--kubeconfig', kubeconfig, '--leader-election-namespace', namespaces[0]);
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

test.serial('an admin of a namespace cannot write statuses, from which the operator decides', async (t) => {
  t.false(await leadMay('patch', 'ioxd/status'));
  t.false(await leadMay('update', 'ioxdom/status'));
  await bench.apply(...namespaces.map((namespace) => bound('iceoryx-operator-installer', namespace)));
  await until('the role is bound', async () => leadMay('patch', 'ioxd/status'));
});

test.serial(
  'the admin of the namespaces installs the operator without cluster-scoped objects and without rights beyond the own',
  async (t) => {
    const objects = await chart();
    t.deepEqual(
      objects.filter(({ metadata }) => metadata.namespace === undefined).map(({ kind }) => kind),
      [],
    );
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    // The objects name their namespaces.
    await t.notThrowsAsync(new Kubectl(bench.cluster).run([...asLead, 'apply', '-f', '-'], { input }));
  },
);

test.serial('the operator reconciles its namespaces with the rights of its role, and no other namespace', async (t) => {
  await startOperator(await chart());
  await bench.apply(robot('elsewhere', {}, { namespace: elsewhere }));
  await bench.apply(...namespaces.map((namespace) => robot('robot', {}, { namespace })));
  for (const namespace of namespaces) {
    const object = await isReady('robot', namespace);
    t.regex(JSON.stringify(object.status?.computed), /--renew-in-place=always/);
    t.false(hasRule(await bench.kubectl.get('deployment', 'robot', '-n', namespace)));
  }
  t.is(await bench.kubectl.get('deployment', 'elsewhere', '-n', elsewhere), undefined);
  t.is((await bench.kubectl.get<IceoryxDeployment>('ioxd', 'elsewhere', '-n', elsewhere))?.status, undefined);
});

test.serial('a pod whose RouDi died is replaced, as nodes are not read', async (t) => {
  await bench.apply(robot('mortal', { replicas: 1 }, { namespace: namespaces[0] }));
  const before = await roudiDied(team, 'mortal');
  await until('another pod exists', async () => {
    const { items } = await inTeam<{ items: IPod[] }>('pods', '-l', 'iceoryx.io/deployment=mortal');
    return items.length === 1 && items[0]?.metadata?.uid !== before.metadata?.uid;
  });
  t.deepEqual(
    bench.log.filter((line) => /forbidden/i.test(JSON.stringify(line))),
    [],
  );
});

test.serial('uninstall-check works with the same rights and reports what would be left', async (t) => {
  const args = ['uninstall-check', ...namespaces.flatMap((name) => ['--namespace', name])];
  const command = ['node', await bundledOperator(), ...args, '--kubeconfig', await kubeconfigOf(RELEASE)];
  const { message } = await t.throwsAsync(run(bench.cluster.wrap(command)));
  t.regex(message, new RegExp(String.raw`3 IceoryxDeployments[\s\S]*${namespaces[1]}/robot, 0 pods`));
  t.notRegex(message, /elsewhere/);
});

test.serial('restarts in place can be switched on where all nodes are known to support them', async (t) => {
  await bench.stopOperator();
  await startOperator(await chart({ healing: { renewInPlace: 'always' } }));
  await bench.apply(robot('renewed', {}, { namespace: namespaces[0] }));
  await isReady('renewed', namespaces[0]);
  t.true(hasRule(await inTeam('deployment', 'renewed')));
});
