import type { Resource } from '../../src/kube/resource.ts';

const admission = { group: 'admissionregistration.k8s.io', version: 'v1', namespaced: false };
export const POLICIES: Resource = {
  ...admission,
  kind: 'MutatingAdmissionPolicy',
  plural: 'mutatingadmissionpolicies',
};
export const BINDINGS: Resource = {
  ...admission,
  kind: 'MutatingAdmissionPolicyBinding',
  plural: 'mutatingadmissionpolicybindings',
};

/** Match constraints for the creation of objects of a type. */
export const rules = (group: string, resource: string): object => ({
  resourceRules: [{ apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE'], resources: [resource] }],
});

/** A policy and its binding to all namespaces. */
export function policyOf(name: string, spec: object): object[] {
  const of = { apiVersion: `${POLICIES.group}/v1`, metadata: { name } };
  return [
    { ...of, kind: POLICIES.kind, spec: { failurePolicy: 'Fail', reinvocationPolicy: 'Never', ...spec } },
    { ...of, kind: BINDINGS.kind, spec: { policyName: name } },
  ];
}

/** A policy for pods that have its name as a label. */
export function policyForPods(name: string, mutation: object): object[] {
  const expression = `object.metadata.?labels.policy.orValue("") == ${cel(name)}`;
  return policyOf(name, {
    matchConstraints: rules('', 'pods'),
    matchConditions: [{ name: 'asks', expression }],
    mutations: [mutation],
  });
}

/** A value as an expression. The items of a list or map must have one type, which `dyn` gives to all of them. */
export function cel(value: unknown): string {
  if (Array.isArray(value)) {
    return `dyn([${value.map(cel).join(',')}])`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${cel(field)}`);
    return `dyn({${entries.join(',')}})`;
  }
  return `dyn(${JSON.stringify(value)})`;
}
