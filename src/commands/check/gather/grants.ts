import type { IClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { Typed } from '../../../kube/object.ts';
import type { Resource } from '../../../kube/resource.ts';
import type { Grants, Operator, Rule } from '../facts.ts';
import type { Reads } from './reads.ts';

const RBAC = { group: 'rbac.authorization.k8s.io', version: 'v1' };
const CLUSTER_ROLES: Resource = { ...RBAC, kind: 'ClusterRole', plural: 'clusterroles', namespaced: false };
const ROLES: Resource = { ...RBAC, kind: 'Role', plural: 'roles', namespaced: true };
const CLUSTER_BINDINGS: Resource = {
  ...RBAC,
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
};
const BINDINGS: Resource = { ...RBAC, kind: 'RoleBinding', plural: 'rolebindings', namespaced: true };

type Binding = Typed<IRoleBinding>;
type Role = Typed<IClusterRole>;

/** What roles grant to the service account of an operator. Undefined if its command line is not known. */
export async function grantsOf(reads: Reads, operator: Operator): Promise<Grants | undefined> {
  const { options, namespace, deployment } = operator;
  if (options === undefined) {
    return undefined;
  }
  const name = deployment.spec?.template.spec?.serviceAccountName ?? 'default';
  const places = [
    options.lease?.namespace ?? namespace,
    namespace,
    ...(options.sweeps === undefined ? [] : [options.sweeps.settings.namespace]),
    ...(options.scope.namespaces ?? []),
  ];
  const isOurs = (binding: Binding): boolean => isFor(binding, namespace, name);
  const cluster = await rulesOf(reads, (await reads.list<Binding>(CLUSTER_BINDINGS)).filter(isOurs));
  const inNamespaces = await Promise.all(
    [...new Set(places)].map(async (place) => {
      const bindings = (await reads.list<Binding>(BINDINGS, { namespace: place })).filter(isOurs);
      return [place, await rulesOf(reads, bindings)] as const;
    }),
  );
  return { account: `${namespace}/${name}`, cluster, inNamespaces: Object.fromEntries(inNamespaces) };
}

async function rulesOf(reads: Reads, bindings: readonly Binding[]): Promise<Rule[]> {
  const roles = await Promise.all(
    bindings.map(async ({ roleRef, metadata }) =>
      roleRef.kind === 'ClusterRole'
        ? reads.get<Role>(CLUSTER_ROLES, roleRef.name)
        : reads.get<Role>(ROLES, `${metadata.namespace ?? ''}/${roleRef.name}`),
    ),
  );
  return roles.flatMap((role) => role?.rules ?? []);
}

function isFor({ subjects = [] }: Binding, namespace: string, name: string): boolean {
  const groups = new Set(['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`]);
  return subjects.some(
    (subject) =>
      (subject.kind === 'ServiceAccount' && subject.namespace === namespace && subject.name === name) ||
      (subject.kind === 'Group' && groups.has(subject.name)),
  );
}
