import type { IceoryxDeployment, Pod } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isMalformed, isNotFound } from '../../kube/errors.ts';
import { EVENTS } from '../../kube/event.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { ListOptions } from '../../kube/options.ts';
import { readPages } from '../../kube/pages.ts';
import { PODS, type Resource } from '../../kube/resource.ts';
import { UsageError } from '../usage.ts';
import { type Found, type Kind, KINDS } from './kinds.ts';
import { chosen, notFound, type Subject } from './subject.ts';

/** What of a cluster is to be shown. */
export interface Selection {
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly subject?: Subject | undefined;
  /** Milliseconds for each list; 30 s by default. */
  readonly timeoutMs?: number | undefined;
}

/** What the API server tells, as far as it may be read. */
export interface Gathered {
  readonly found: readonly Found[];
  /** IceoryxDeployments that were seen, also those that are not to be shown. */
  readonly deployments: readonly IceoryxDeployment[];
  /** Undefined if pods may not be listed. */
  readonly pods: readonly Pod[] | undefined;
  readonly events: readonly KubeObject[];
  readonly remarks: readonly string[];
}

/** The controller that the operator names in its Events. */
const OPERATOR = 'iceoryx.io/operator';

/**
 * Reads the objects with their pods and Events.
 *
 * @throws Error if no kind can be listed, or no object has the name
 */
export async function gather(client: KubeClient, selection: Selection): Promise<Gathered> {
  const { namespace, labelSelector, subject, timeoutMs } = selection;
  const lists = await Promise.all(
    KINDS.map((kind) => listedKind(client, kind, { namespace, labelSelector, timeoutMs })),
  );
  const left = lists.flatMap(({ remark }) => remark ?? []);
  if (left.length === lists.length) {
    throw nothingToShow(lists, namespace);
  }
  const all = lists.flatMap(({ found }) => found);
  const found = subject === undefined ? all : chosen(all, subject);
  if (subject !== undefined && found.length === 0) {
    throw notFound(subject, all, namespace ?? '');
  }
  const kinds = KINDS.filter(({ resource }) => found.some(({ kind }) => kind === resource.kind));
  const [pods, events] = await Promise.all([
    permitted(
      listedPods(client, kinds, selection),
      `pods are not shown, and their numbers are those of the objects' status: ${right(PODS, namespace)}`,
    ),
    permitted(
      found.length === 0
        ? Promise.resolve([])
        : listed(client, EVENTS, { namespace, timeoutMs, fieldSelector: `reportingController=${OPERATOR}` }),
      `past recoveries and faults are known only as far as the objects' status has them: ${right(EVENTS, namespace)}`,
    ),
  ]);
  return {
    found,
    deployments: all.flatMap((each) => (each.kind === 'IceoryxDeployment' ? [each.object] : [])),
    pods: pods.items as readonly Pod[] | undefined,
    events: events.items ?? [],
    remarks: [
      ...(found.length === 0 ? [nothingIn(selection)] : []),
      ...left,
      ...(pods.remark ?? []),
      ...(events.remark ?? []),
    ],
  };
}

function nothingIn({ namespace, labelSelector }: Selection): string {
  const which = labelSelector === undefined ? '' : ` with the labels ${labelSelector}`;
  const where = namespace === undefined ? '' : ` in namespace ${namespace}; -A shows those of all namespaces`;
  return `there is no IceoryxDeployment, IceoryxProfile or IceoryxDomain${which}${where}`;
}

interface ListedKind {
  readonly found: readonly Found[];
  /** Why the kind is left out. */
  readonly remark?: string;
  readonly isForbidden?: true;
}

function nothingToShow(lists: readonly ListedKind[], namespace: string | undefined): Error {
  const plurals = KINDS.map(({ resource }) => `${resource.plural}.${resource.group}`).join(', ');
  const others = namespace === undefined ? 'name one namespace with -n' : 'name another one with -n';
  return new Error(
    lists.some(({ isForbidden: is }) => is)
      ? `you may not list any of ${plurals} in ${placeOf(namespace)}: ask an administrator of the cluster for the role view there, or ${others}`
      : `the operator is not installed in this cluster, or not completely: there are no CustomResourceDefinitions ${plurals}; docs/install.md says how to install it`,
  );
}

async function listedKind(client: KubeClient, { resource }: Kind, options: ListOptions): Promise<ListedKind> {
  const { kind, plural, group } = resource;
  try {
    const objects = await listed(client, resource, options);
    return { found: objects.map((object) => ({ kind, object }) as unknown as Found) };
  } catch (error) {
    if (isNotFound(error)) {
      return {
        found: [],
        remark: `${kind}s are left out: their CustomResourceDefinition, ${plural}.${group}, is not installed`,
      };
    }
    if (isForbidden(error)) {
      return { found: [], isForbidden: true, remark: `${kind}s are left out: ${right(resource, options.namespace)}` };
    }
    if (isMalformed(error) && options.labelSelector !== undefined) {
      throw new UsageError(`-l '${options.labelSelector}' is not possible: ${error.detail}`, { cause: error });
    }
    throw error;
  }
}

async function listedPods(
  client: KubeClient,
  kinds: readonly Kind[],
  { namespace, subject, timeoutMs }: Selection,
): Promise<KubeObject[]> {
  const lists = await Promise.all(
    kinds.map(async ({ label, also = '' }) =>
      listed(client, PODS, {
        namespace,
        timeoutMs,
        labelSelector: `${subject === undefined ? label : `${label}=${subject.name}`}${also}`,
      }),
    ),
  );
  return [...new Map(lists.flat().map((pod) => [objectKey(pod), pod])).values()];
}

async function listed(client: KubeClient, resource: Resource, options: ListOptions): Promise<KubeObject[]> {
  const objects = new Map<string, KubeObject>();
  await readPages(client, resource, options, (object) => {
    objects.set(objectKey(object), object);
  });
  return [...objects.values()];
}

/** What may not be read is left out, with a remark. */
async function permitted(
  reading: Promise<KubeObject[]>,
  remark: string,
): Promise<{ readonly items?: readonly KubeObject[]; readonly remark?: readonly string[] }> {
  try {
    return { items: await reading };
  } catch (error) {
    if (isForbidden(error)) {
      return { remark: [remark] };
    }
    throw error;
  }
}

function right({ plural, group }: Resource, namespace: string | undefined): string {
  const what = group === '' ? plural : `${plural}.${group}`;
  return `you may not list ${what} in ${placeOf(namespace)}`;
}

function placeOf(namespace: string | undefined): string {
  return namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
}
