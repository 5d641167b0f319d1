import { GRANTED } from './granted.generated.ts';
import type { Grants, Operator, Rule } from './facts.ts';
import type { Severity } from './model.ts';
import type { Right } from './right.ts';

/** Rights that a part of the operator lacks. */
export interface MissingGrants {
  readonly part: string;
  readonly severity: Severity;
  readonly rights: readonly Right[];
}

/** Rules that a part of the operator needs, everywhere or in some namespaces. */
interface Part {
  readonly part: string;
  readonly severity?: Severity;
  readonly rules: readonly Rule[];
  /** Undefined: in the whole cluster. */
  readonly namespaces?: readonly string[] | undefined;
}

/** What an operator lacks of the rights that this version's chart gives for its command line. */
export function missingGrants(operator: Operator, grants: Omit<Grants, 'operator'>): MissingGrants[] {
  return partsOf(operator).flatMap(({ part, severity = 'Error', rules, namespaces }) => {
    const places = namespaces ?? [undefined];
    const rights = places.flatMap((namespace) => {
      const granted = [...grants.cluster, ...(namespace === undefined ? [] : (grants.inNamespaces[namespace] ?? []))];
      return rules.flatMap((rule) => rightsOf(rule, namespace)).filter((right) => !covers(granted, right));
    });
    return rights.length === 0 ? [] : [{ part, severity, rights }];
  });
}

/** Whether one of the rules grants a right. */
export function covers(rules: readonly Rule[], { verb, group, resource, name }: Right): boolean {
  const [, subresource] = resource.split('/');
  const resources = ['*', resource, ...(subresource === undefined ? [] : [`*/${subresource}`])];
  return rules.some(
    (rule) =>
      has(rule.verbs, ['*', verb]) &&
      has(rule.apiGroups, ['*', group]) &&
      has(rule.resources, resources) &&
      ((rule.resourceNames ?? []).length === 0 || (name !== undefined && has(rule.resourceNames, [name]))),
  );
}

function has(values: readonly string[] = [], wanted: readonly string[]): boolean {
  return values.some((value) => wanted.includes(value));
}

function rightsOf({ apiGroups = [], resources = [], resourceNames, verbs }: Rule, namespace?: string): Right[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      (resourceNames ?? [undefined]).flatMap((name) =>
        verbs.map((verb) => ({ verb, group, resource, name, namespace })),
      ),
    ),
  );
}

/** The parts that the command line of an operator turns on, with what the chart grants for them. */
function partsOf({ options, namespace }: Operator): Part[] {
  if (options === undefined) {
    return [];
  }
  const { scope, readsLogs, sweeps, webhook, lease } = options;
  const { namespaces } = scope;
  const isWhole = namespaces === undefined;
  const of = (part: string, rules: readonly Rule[], severity?: Severity): Part[] => [
    { part, rules, namespaces, ...(severity === undefined ? {} : { severity }) },
  ];
  return [
    ...of('IceoryxDeployments and IceoryxProfiles', GRANTED.clusterRole),
    ...(readsLogs ? of('findings in logs', GRANTED.podLogs, 'Warning') : []),
    ...of('IceoryxProfiles with rollout: Automatic', GRANTED.profilesRollout, 'Info'),
    ...(isWhole && scope.hasDomains ? of('IceoryxDomains', GRANTED.domains) : []),
    ...(isWhole && scope.assumed === undefined ? of('restarts in place', GRANTED.nodes) : []),
    ...(webhook === undefined ? [] : of('the webhook and its lookups', GRANTED.webhook)),
    ...(webhook === undefined ? [] : certificateParts(webhook, namespace)),
    ...(sweeps === undefined ? [] : of('IceoryxSweeps', GRANTED.sweeps)),
    ...(sweeps === undefined
      ? []
      : [{ part: 'Jobs of sweeps', rules: GRANTED.sweepJobs, namespaces: [sweeps.settings.namespace] }]),
    ...(lease === undefined
      ? []
      : [{ part: 'leader elections', rules: leaseRules(lease.name), namespaces: [lease.namespace ?? namespace] }]),
  ];
}

function leaseRules(name: string): Rule[] {
  const lease = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
  return [
    { ...lease, verbs: ['create'] },
    { ...lease, verbs: ['get', 'patch'], resourceNames: [name] },
  ];
}

/** As in templates/rbac.yaml of the chart. */
function certificateParts(
  { secret, configuration, certificate }: NonNullable<NonNullable<Operator['options']>['webhook']>,
  namespace: string,
): Part[] {
  const isOwn = certificate === 'own';
  const verbs = ['list', 'watch', ...(isOwn ? ['create', 'patch'] : [])];
  const part = 'certificates of the webhook';
  return [
    {
      part,
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs, resourceNames: [secret] }],
      namespaces: [namespace],
    },
    ...(isOwn
      ? [
          {
            part,
            rules: [
              {
                apiGroups: ['admissionregistration.k8s.io'],
                resources: ['mutatingwebhookconfigurations'],
                verbs: ['list', 'watch', 'patch'],
                resourceNames: [configuration],
              },
            ],
          },
        ]
      : []),
  ];
}
