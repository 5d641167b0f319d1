import type { Right } from './right.ts';

type Needed = Right & { readonly neededFor: string };

const OURS = 'iceoryx.io';
const NAMESPACED = ['iceoryxdeployments', 'iceoryxprofiles', 'iceoryxdomains'];

/** A row: verbs, group, resources. */
type Row = readonly [verbs: readonly string[], group: string, resources: readonly string[]];

const OBJECTS: Row = [['list'], OURS, NAMESPACED];
const PODS: Row = [['list'], '', ['pods']];
const LOGS: Row = [['get'], '', ['pods/log']];
const EXEC: Row = [['create'], '', ['pods/exec']];

/** What each command asks of a namespace. Without some of it, most commands show the rest. */
const COMMANDS: Readonly<Record<string, readonly Row[]>> = {
  status: [OBJECTS, PODS],
  top: [OBJECTS, PODS, EXEC],
  explain: [OBJECTS, PODS],
  diagnose: [PODS, LOGS],
  size: [OBJECTS, PODS, EXEC],
  logs: [PODS, LOGS],
  report: [OBJECTS, PODS, LOGS, EXEC, [['list'], 'events.k8s.io', ['events']]],
  restart: [
    OBJECTS,
    PODS,
    [['patch'], 'apps', ['deployments', 'statefulsets', 'daemonsets']],
    [['delete'], '', ['pods']],
    [['create'], '', ['pods/eviction']],
  ],
};

/** The same of the cluster. */
const CLUSTER_COMMANDS: Readonly<Record<string, readonly Row[]>> = {
  status: [[['list'], OURS, ['iceoryxsweeps']]],
  sweep: [[['create', 'get', 'list', 'watch', 'patch', 'delete'], OURS, ['iceoryxsweeps']]],
  top: [[['list'], '', ['nodes']]],
};

/** What the commands of this program need, for the objects of a namespace or of all. */
export function commandRights(namespace: string | undefined): Needed[] {
  const named = (commands: typeof COMMANDS, where: Where): Needed[] =>
    Object.entries(commands).flatMap(([command, rows]) => rows.flatMap((row) => rights(row, command, where)));
  return [...named(COMMANDS, { namespace, isEverywhere: namespace === undefined }), ...named(CLUSTER_COMMANDS, {})];
}

/** Kinds that the chart has by default, in the release's namespace. */
const INSTALLED: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['serviceaccounts', 'services', 'secrets']],
  ['apps', ['deployments']],
  ['networking.k8s.io', ['networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
  ['rbac.authorization.k8s.io', ['roles', 'rolebindings']],
];
/** The same of the cluster. */
const INSTALLED_IN_CLUSTER: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['namespaces']],
  ['apiextensions.k8s.io', ['customresourcedefinitions']],
  [
    'admissionregistration.k8s.io',
    ['mutatingwebhookconfigurations', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
  ],
  ['scheduling.k8s.io', ['priorityclasses']],
  ['rbac.authorization.k8s.io', ['clusterroles', 'clusterrolebindings']],
];

/** What an installation with the chart's defaults needs. */
export function installRights(namespace: string): Needed[] {
  const create = (where: Where) => (row: (typeof INSTALLED)[number]) =>
    rights([['create'], ...row], 'the installation', where);
  return [
    ...INSTALLED_IN_CLUSTER.flatMap(create({})),
    ...INSTALLED.flatMap(create({ namespace })),
    // Who gives rights must have them, or this one.
    ...rights([['escalate'], 'rbac.authorization.k8s.io', ['clusterroles']], 'granting the operator its rights', {}),
  ];
}

type Where = Pick<Right, 'isEverywhere' | 'namespace'>;

function rights([verbs, group, resources]: Row, neededFor: string, where: Where): Needed[] {
  return resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource, ...where, neededFor })));
}
