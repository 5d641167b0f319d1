import test from 'ava';
import { until } from '../../lab/host/until.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { BINDINGS, cel, POLICIES, policyOf, rules } from '../support/admission-policies.ts';
import { ApiBench } from '../support/api-bench.ts';

/* What a holder of the operator's token could do if the operator made MutatingAdmissionPolicies (docs/adr/0019). */

const RBAC = 'rbac.authorization.k8s.io';
const CLUSTER_ROLE_BINDINGS: Resource = {
  group: RBAC,
  version: 'v1',
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
};

const REVIEWS: Resource = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SubjectAccessReview',
  plural: 'subjectaccessreviews',
  namespaced: false,
};

type Review = KubeObject & { readonly status?: { readonly allowed: boolean } };

type ClusterRoleBinding = KubeObject & { readonly subjects: readonly object[] };

let bench: ApiBench;

test.before(async () => {
  bench = await ApiBench.join('policy-rights');
});
test.after.always(async () => bench.close());

test('who may create policies gets the rights that an administrator gives to somebody else', async (t) => {
  const name = bench.nameFor('rights');
  const ofOther = `${name}-of-another`;
  const maker = { kind: 'ServiceAccount', name: 'default', namespace: bench.namespace };
  const user = `system:serviceaccount:${bench.namespace}:default`;
  const bindingOf = (binding: string, role: string, subject: object): ClusterRoleBinding => ({
    metadata: { name: binding },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [subject],
  });
  const roles = { apiGroups: [POLICIES.group], resources: [POLICIES.plural, BINDINGS.plural], verbs: ['create'] };
  await bench.apply({ apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name }, rules: [roles] });
  await bench.client.create(CLUSTER_ROLE_BINDINGS, bindingOf(name, name, maker));
  t.teardown(async () => {
    await Promise.all([name, ofOther].map(async (each) => bench.client.delete(CLUSTER_ROLE_BINDINGS, each)));
    await Promise.all([BINDINGS, POLICIES].map(async (each) => bench.client.delete(each, name)));
    await bench.kubectl.run(['delete', 'clusterrole', name]);
  });
  const may = async (verb: string, group: string, resource: string): Promise<boolean> => {
    const spec = { user, resourceAttributes: { verb, group, resource } };
    const { status } = await bench.client.create<Review>(REVIEWS, { metadata: { name: '' }, spec });
    return status?.allowed === true;
  };
  await until('the role is in force', async () => may('create', POLICIES.group, BINDINGS.plural));
  t.false(await may('get', '', 'secrets'));

  const expression = `[JSONPatch{op: "add", path: "/subjects/-", value: ${cel(maker)}}]`;
  const objects = policyOf(name, {
    matchConstraints: rules(RBAC, CLUSTER_ROLE_BINDINGS.plural),
    matchConditions: [{ name: 'this', expression: `object.metadata.name == ${cel(ofOther)}` }],
    mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression } }],
  });
  for (const object of objects) {
    await bench.kubectl.run(['create', '-f', '-', `--as=${user}`], { input: JSON.stringify(object) });
  }
  const other = bindingOf(ofOther, 'cluster-admin', { kind: 'User', name: 'another', apiGroup: RBAC });
  await until('the policy is used', async () => {
    const { subjects } = await bench.client.create<ClusterRoleBinding>(CLUSTER_ROLE_BINDINGS, other, { dryRun: true });
    return subjects.length === 2;
  });
  // Kubernetes looks at the rights of the administrator who creates the binding.
  await bench.client.create(CLUSTER_ROLE_BINDINGS, other);
  await until('the right is in force', async () => may('get', '', 'secrets'));
  t.pass();
});
