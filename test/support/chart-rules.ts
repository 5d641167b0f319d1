import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** Rights that the API server requires implicitly, for which there is no call. */
const ON_THE_WAY = new Set([
  // Required with the admission plugin OwnerReferencesPermissionEnforcement.
  'update iceoryx.io/iceoryxdeployments/finalizers',
  'update iceoryx.io/iceoryxdomains/finalizers',
  // An apply that creates (`pkg/endpoints/handlers/patch.go` of k8s.io/apiserver, v1.36).
  'create /secrets',
  'create /persistentvolumes',
  'create /persistentvolumeclaims',
]);
/** Without watch lists, lists are read in pages. The API server decides which of the two it is. */
const WATCH_LIST = /^list /;

/** The operator's rights from the chart, in the terms of RBAC: `verb group/resource/subresource`. */
export function chartRules(): Set<string> {
  const inFiles = globSync('helm/iceoryx-operator/files/rbac/*.yaml').flatMap(
    (file) => parse(readFileSync(file, 'utf8')) as Rule[],
  );
  const template = readFileSync('helm/iceoryx-operator/templates/rbac.yaml', 'utf8');
  const inline = [...template.matchAll(/^ {2}- (?<rule>\{ apiGroups: .*\})$/gm)].map(
    ({ groups }) => parse((groups?.['rule'] ?? '').replaceAll(/\{\{[^}]*\}\}/g, 'NAME')) as Rule,
  );
  return new Set(
    [...inFiles, ...inline].flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
    ),
  );
}

/** What every authenticated user may read by the ClusterRole `system:discovery` of each cluster. */
const DISCOVERY = /^get \/apis?(?:\/[^?]*)?$/;

/** Calls that no rule allows. */
export function withoutRule(calls: ReadonlySet<string>, rules: ReadonlySet<string>): string[] {
  return [...calls].filter((call) => !rules.has(call) && !DISCOVERY.test(call)).toSorted();
}

/** Rules that no call needs. */
export function withoutCall(calls: ReadonlySet<string>, rules: ReadonlySet<string>): string[] {
  return [...rules].filter((rule) => !calls.has(rule) && !ON_THE_WAY.has(rule) && !WATCH_LIST.test(rule)).toSorted();
}
