import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../../controllers/resources.ts';
import { type KubeObject, objectKey } from '../../../kube/object.ts';
import { PODS, type Resource } from '../../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../../../pod/names.ts';
import { askOf, recordAt } from '../../../pod/workload.ts';
import type { Target } from '../../kit/target.ts';
import type { Collection } from './collection.ts';
import { worthLooking } from './order.ts';
import type { Reading } from './reading.ts';
import { OURS } from './resources.ts';

/** What a report is about. */
export interface Wanted {
  /** Objects or pods; empty for all. */
  readonly targets: readonly Target[];
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
}

/** Objects that carry a label of the operator. */
export interface Labelled {
  readonly namespace: string | undefined;
  readonly label: string;
  /** Values of the label; undefined for any. */
  readonly names: readonly string[] | undefined;
}

/** The most objects of one of our kinds in a namespace. */
const MOST = 100;
/** The kinds whose objects have pods, with the label that those carry. */
const LABELS: readonly (readonly [Resource, string])[] = [
  [ICEORYX_DEPLOYMENTS, DEPLOYMENT_LABEL],
  [ICEORYX_PROFILES, PROFILE_LABEL],
  [ICEORYX_DOMAINS, DOMAIN_LABEL],
];

/**
 * Adds our objects that are wanted, and the domains that they use.
 *
 * @returns how to find what belongs to them
 * @throws Error if a name is not there
 */
export async function selectOurs(reading: Reading, wanted: Wanted, into: Collection): Promise<Labelled[]> {
  const listed = new Map<Resource, readonly KubeObject[]>(
    await Promise.all(
      OURS.map(async (resource) => {
        const selection = resource.namespaced ? { namespace: wanted.namespace } : {};
        return [resource, await reading.best(resource, selection, MOST, worthLooking)] as const;
      }),
    ),
  );
  const pods = await namedPods(reading, wanted, listed);
  into.add(PODS, pods);
  for (const [resource, objects] of listed) {
    const label = LABELS.find(([kind]) => kind === resource)?.[1];
    into.add(
      resource,
      objects.filter((object) => isWanted(resource, object, wanted) || ownsOne(object, label, pods)),
    );
  }
  if (wanted.targets.length > 0) {
    addUsersOfDomains(listed, into);
  }
  const foreign = await addDomains(reading, into, pods);
  return wanted.targets.length === 0
    ? [...ofAll(wanted.namespace), ...foreign.flatMap((domain) => ofObjects(ICEORYX_DOMAINS, [domain]))]
    : LABELS.flatMap(([resource]) => ofObjects(resource, into.of(resource)));
}

function isWanted(resource: Resource, object: KubeObject, { targets }: Wanted): boolean {
  return targets.length === 0 || targets.some((target) => isNamed(resource, object, target));
}

function isNamed(resource: Resource, { metadata }: KubeObject, { kind, name }: Target): boolean {
  return metadata.name === name && (kind === undefined || kind.resource.kind === resource.kind);
}

function ownsOne({ metadata }: KubeObject, label: string | undefined, pods: readonly KubeObject[]): boolean {
  return pods.some(
    (pod) =>
      label !== undefined &&
      pod.metadata.namespace === metadata.namespace &&
      pod.metadata.labels?.[label] === metadata.name,
  );
}

/** Pods whose names are no object's. */
async function namedPods(
  reading: Reading,
  { targets, namespace }: Wanted,
  listed: ReadonlyMap<Resource, readonly KubeObject[]>,
): Promise<KubeObject[]> {
  const others = targets.filter(
    (target) => ![...listed].some(([resource, objects]) => objects.some((object) => isNamed(resource, object, target))),
  );
  const pods = await Promise.all(
    others.map(async ({ kind, name }) =>
      namespace === undefined || (kind !== undefined && kind.resource.kind !== PODS.kind)
        ? undefined
        : reading.get(PODS, `${namespace}/${name}`),
    ),
  );
  const missing = others.filter((_, at) => pods[at] === undefined);
  // Without a right it may be there, and the report says which right is missing.
  if (missing.length > 0 && reading.ledger.lacks.unread.length === 0) {
    const place = namespace === undefined ? 'in any namespace' : `in namespace ${namespace}`;
    throw new Error(
      `no IceoryxDeployment, IceoryxProfile, IceoryxDomain, IceoryxSweep${namespace === undefined ? '' : ' or pod'} named '${missing.map(({ name }) => name).join("', '")}' was found ${place}; kubectl get iceoryx -A lists what there is`,
    );
  }
  return pods.filter((pod) => pod !== undefined);
}

/** What uses a domain that was asked for by its name. */
function addUsersOfDomains(listed: ReadonlyMap<Resource, readonly KubeObject[]>, into: Collection): void {
  const domains = new Set(into.of(ICEORYX_DOMAINS).map(objectKey));
  for (const resource of [ICEORYX_DEPLOYMENTS, ICEORYX_PROFILES]) {
    into.add(
      resource,
      (listed.get(resource) ?? []).filter((object) => domains.has(domainOf(object) ?? '')),
    );
  }
}

/** Adds the domains that objects and pods use, and returns those that were not there yet. */
async function addDomains(reading: Reading, into: Collection, pods: readonly KubeObject[]): Promise<KubeObject[]> {
  const users = [...into.of(ICEORYX_DEPLOYMENTS), ...into.of(ICEORYX_PROFILES)];
  const keys = new Set([...users.map(domainOf), ...pods.map(domainAsked)].filter((key) => key !== undefined));
  const absent = [...keys].filter((key) => !into.has(ICEORYX_DOMAINS.kind, key));
  const found = await Promise.all(absent.map((key) => reading.get(ICEORYX_DOMAINS, key)));
  into.add(ICEORYX_DOMAINS, found);
  return found.filter((domain) => domain !== undefined);
}

function domainOf({ metadata, spec }: KubeObject): string | undefined {
  const { name, namespace } = recordAt(spec, ['domain']);
  return typeof name === 'string'
    ? `${typeof namespace === 'string' ? namespace : (metadata.namespace ?? '')}/${name}`
    : undefined;
}

function domainAsked(pod: KubeObject): string | undefined {
  const domain = askOf({ ...pod, apiVersion: 'v1', kind: 'Pod' }).ask?.domain;
  return domain === undefined ? undefined : `${domain.namespace}/${domain.name}`;
}

function ofAll(namespace: string | undefined): Labelled[] {
  const labels = [...LABELS.map(([, label]) => label), INJECT_LABEL];
  return labels.map((label) => ({ namespace, label, names: undefined }));
}

function ofObjects(resource: Resource, objects: readonly KubeObject[]): Labelled[] {
  const label = LABELS.find(([kind]) => kind === resource)?.[1] ?? '';
  const namespaces = Map.groupBy(objects, ({ metadata }) => metadata.namespace);
  return [...namespaces].map(([namespace, some]) => ({
    namespace,
    label,
    names: some.map(({ metadata }) => metadata.name),
  }));
}

/** The selector of a list. */
export function selectorOf({ label, names }: Labelled): string {
  return names === undefined ? label : `${label} in (${names.join(',')})`;
}

/** Key of the object that a pod belongs to, for bounds and headings. */
export function ownerOfPod({ metadata }: KubeObject): string {
  const { namespace, labels = {} } = metadata;
  const [resource, label] = LABELS.find(([, each]) => labels[each] !== undefined) ?? [];
  return resource === undefined || label === undefined
    ? `pods without a profile${namespace === undefined ? '' : ` in namespace ${namespace}`}`
    : `${resource.kind} ${objectKey({ metadata: { name: labels[label] ?? '', namespace } })}`;
}
