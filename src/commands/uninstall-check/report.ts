import type { KubeObject } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { shortList } from '../../text.ts';

/** Objects of one kind. */
export interface Found {
  readonly resource: Resource;
  readonly objects: readonly KubeObject[];
}

export interface Circumstances {
  /** Whether the CustomResourceDefinitions, and so all objects, are there when the operator is gone. */
  readonly definitionsStay: boolean;
  /** Those that the operator looks after; all if undefined. */
  readonly namespaces: readonly string[] | undefined;
  /** The command that uninstalls in spite of this. */
  readonly anyway: string;
}

const MOST_SHOWN = 20;

/** What would be left without its operator, in words for whoever uninstalls it; undefined if nothing would. */
export function uninstallReport(found: readonly Found[], circumstances: Circumstances): string | undefined {
  const present = found.filter(({ objects }) => objects.length > 0);
  if (present.length === 0) {
    return undefined;
  }
  const { definitionsStay, namespaces, anyway } = circumstances;
  const lines = present.flatMap(({ resource, objects }) => objects.map((object) => inWords(resource, object)));
  return [
    `The iceoryx operator still looks after ${present.map(count).join(' and ')}:`,
    '',
    ...shortList(lines, MOST_SHOWN, (line) => line).map((line) => `  ${line}`),
    '',
    ...(definitionsStay ? ORPHANED : DELETED),
    '',
    'To have them end well, delete them while the operator is there:',
    ...present.map(({ resource }) => `  ${deletion(resource, namespaces)}`),
    'To uninstall nevertheless:',
    `  ${anyway}`,
    '',
  ].join('\n');
}

const ORPHANED = [
  'Without an operator their pods run on, but',
  '  - a change of one of them changes nothing',
  '  - no pod is replaced whose RouDi died; only where containers are renewed in place, pods still heal themselves',
  '  - nobody tells what is wrong: their status stays as it is now.',
  'An operator that is installed later takes them over and restarts no pod.',
];
const DELETED = [
  'The definitions of their kinds go with the chart (crds.keep is false): all of them are deleted, and their pods.',
];

function count({ resource, objects }: Found): string {
  return `${objects.length} ${objects.length === 1 ? resource.kind : `${resource.kind}s`}`;
}

function inWords({ kind }: Resource, { metadata, status }: KubeObject): string {
  const pods = (status as { replicas?: number } | undefined)?.replicas;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  return `${kind} ${name}${pods === undefined ? '' : `, ${pods} ${pods === 1 ? 'pod' : 'pods'}`}`;
}

function deletion({ plural, group, namespaced }: Resource, namespaces: readonly string[] | undefined): string {
  const all = `kubectl delete ${plural}.${group} --all`;
  if (!namespaced) {
    return all;
  }
  return namespaces === undefined
    ? `${all} --all-namespaces`
    : namespaces.map((namespace) => `${all} --namespace ${namespace}`).join('\n  ');
}
