import type { KubeObject } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { shortList } from '../../text.ts';

/** Objects of one kind. */
export interface Found {
  readonly resource: Resource;
  readonly objects: readonly KubeObject[];
}

/** Circumstances of the uninstallation. */
export interface Circumstances {
  /** Whether the CustomResourceDefinitions, and so all objects, remain after the operator is uninstalled. */
  readonly definitionsStay: boolean;
  /** Namespaces that the operator watches; undefined for all. */
  readonly namespaces: readonly string[] | undefined;
  /** Command that uninstalls the operator nevertheless. */
  readonly anyway: string;
}

const MOST_SHOWN = 20;

/**
 * Report of the objects that would remain without their operator, for the user who uninstalls it; undefined if there
 * are none.
 */
export function uninstallReport(found: readonly Found[], circumstances: Circumstances): string | undefined {
  const present = found.filter(({ objects }) => objects.length > 0);
  if (present.length === 0) {
    return undefined;
  }
  const { definitionsStay, namespaces, anyway } = circumstances;
  const lines = present.flatMap(({ resource, objects }) => objects.map((object) => inWords(resource, object)));
  return [
    `The iceoryx operator still manages ${present.map(count).join(' and ')}:`,
    '',
    ...shortList(lines, MOST_SHOWN, (line) => line).map((line) => `  ${line}`),
    '',
    ...(definitionsStay ? ORPHANED : DELETED),
    '',
    'To end them cleanly, delete them while the operator is running:',
    ...present.map(({ resource }) => `  ${deletion(resource, namespaces)}`),
    'To uninstall nevertheless:',
    `  ${anyway}`,
    '',
  ].join('\n');
}

const ORPHANED = [
  'Without an operator their pods continue to run, but',
  '  - changes of these objects have no effect',
  '  - a pod is not replaced when its RouDi dies; pods still recover if their containers can be restarted in place',
  '  - new pods that ask for an IceoryxProfile are created without RouDi, and do not work',
  '  - faults are not reported: their status stays as it is now.',
  'An operator that is installed later manages them again and restarts no pod.',
];
const DELETED = [
  'Their CustomResourceDefinitions are deleted with the chart (crds.keep is false), and with them all of these objects and their pods.',
];

function count({ resource, objects }: Found): string {
  return `${objects.length} ${objects.length === 1 ? resource.kind : `${resource.kind}s`}`;
}

function inWords({ kind }: Resource, { metadata, status }: KubeObject): string {
  const { replicas, pods: ofProfile } = (status ?? {}) as { replicas?: number; pods?: { total?: number } };
  const pods = replicas ?? ofProfile?.total;
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
