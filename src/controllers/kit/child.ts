import { isDeepStrictEqual } from 'node:util';
import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isAlreadyExists } from '../../kube/errors.ts';
import { ownedByApply, ownedLabels, ownsByUpdate } from '../../kube/field-ownership.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL } from '../../pod/names.ts';
import { MOST_ANNOTATION } from './bounds.ts';
import { keptMetadata } from './metadata.ts';
import type { Obstacle } from './obstacle.ts';
import { managerOf, OPERATOR_ANNOTATION } from './rival.ts';
import { FIELD_MANAGER } from './write-status.ts';

/*
 * An object of ours has a child of the same name. A write without a change costs the API server as much as one with a
 * change. Therefore the status of the owner records the last apply and its result, also for a restarted operator:
 *
 *   digest       of what was sent. A comparison with the live object would not work: the API server normalises it (0.5
 *                becomes 500m), and a field that we no longer set would go unnoticed.
 *   generation   the API server counts every change of a child's spec, by any client.
 *   uid          generations of another child mean nothing, and it identifies a child without its owner reference.
 *
 * Only labels and owner references change without a new generation; they are strings, stored as they were sent.
 */

/** What the status of an owner records about its child. */
export interface ChildRecord {
  readonly uid: string;
  readonly generation: number;
  readonly digest: string;
}

/** A child in the form of a cache. */
export interface Child extends KubeObject {
  /** Present if we own fields as their creator, which an apply would not give up. */
  readonly ownedByUpdate?: true;
}

/** The labels by which this operator finds children, needed also where another writer has changed them. */
const LABELS = [DEPLOYMENT_LABEL, DOMAIN_LABEL, 'app.kubernetes.io/managed-by'] as const;

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined || value.length > MOST_ANNOTATION ? [] : [[name, value]];
    }),
  );
}

/**
 * Cached projection of a child, without what others may have put on it or on an object with our label. Of labels, those that
 * we have set stay, those of the owner among them: one that is missing is set again. `metadata.managedFields` is most of the metadata, and only one bit of it is needed.
 *
 * @param annotations names of those that are needed
 */
export function observedChild<T extends KubeObject>(live: T, annotations: readonly string[] = []): T & Child {
  const { labels = {}, annotations: given = {}, ownerReferences } = live.metadata;
  const metadata = {
    ...keptMetadata(live.metadata, ['generation', 'deletionTimestamp']),
    labels: pick(labels, [...LABELS, ...ownedLabels(live, FIELD_MANAGER)]),
    annotations: pick(given, [OPERATOR_ANNOTATION, ...annotations]),
    ...(ownerReferences === undefined
      ? {}
      : { ownerReferences: ownerReferences.filter(({ controller }) => controller === true) }),
  };
  return { ...live, metadata, ...(ownsByUpdate(live, FIELD_MANAGER) ? { ownedByUpdate: true } : {}) };
}

/** The uid of the object of this kind that controls a child, if one does. */
export function ownerOf({ metadata }: KubeObject, ownerKind: string): string | undefined {
  return metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === ownerKind)?.uid;
}

/**
 * Why a child of an object's name does not belong to the object; undefined if it does. A child that the object created
 * remains its own when the owner reference is removed, by hand or by `kubectl delete --cascade=orphan`.
 *
 * @param record of the child that the object created
 */
export function ownershipOf(
  childKind: string,
  child: KubeObject,
  owner: KubeObject & { readonly kind: string },
  record: Pick<ChildRecord, 'uid'> | undefined,
): Obstacle<'NameTaken' | 'PredecessorEnding'> | undefined {
  const { namespace, name, uid } = child.metadata;
  const named = `${childKind} ${namespace}/${name}`;
  const controller = ownerOf(child, owner.kind);
  if (controller === undefined) {
    // Taking it over would end its owner's pods.
    const message = `${named} exists and is not managed by this ${owner.kind}: delete it, or give this ${owner.kind} another name`;
    return uid === record?.uid ? undefined : { reason: 'NameTaken', message };
  }
  // An owner with another uid no longer exists, for example after delete and create, or after a restore from a backup:
  // there is only one object of a name, and it owns only children of its own name.
  const message = `waiting until ${named} of an earlier ${owner.kind} of this name is gone`;
  return controller === owner.metadata.uid ? undefined : { reason: 'PredecessorEnding', message };
}

/** A child annotated with the name of the operator that creates it; unchanged if the operator has no name. */
export function signed<T extends KubeObject>(child: T, operator: string | undefined): T {
  const { metadata } = child;
  const annotations = {
    ...metadata.annotations,
    ...(operator === undefined ? {} : { [OPERATOR_ANNOTATION]: operator }),
  };
  return operator === undefined ? child : { ...child, metadata: { ...metadata, annotations } };
}

/**
 * Checks a child that existed before ours could be created, and that is the object's own.
 * @throws a conflict if another operator has just created it: the cache will show that
 */
export function throwIfRivals({ metadata }: KubeObject, desired: KubeObject): void {
  const [theirs, ours] = [metadata, desired.metadata].map(({ annotations }) => annotations?.[OPERATOR_ANNOTATION]);
  if (theirs !== undefined && ours !== undefined && theirs !== ours) {
    const exchange = { method: 'POST', path: objectKey({ metadata }) } as const;
    throw new ApiError(exchange, 409, { reason: 'Conflict', message: `operator ${theirs} has made it` });
  }
}

/** Whether a child is unchanged since the recorded apply. */
export function isUntouched(
  child: KubeObject,
  desired: KubeObject,
  record: Pick<ChildRecord, 'generation' | 'uid'> | undefined,
): boolean {
  const operator = managerOf(desired);
  return (
    record !== undefined &&
    (operator === undefined || managerOf(child) === operator) &&
    record.uid === child.metadata.uid &&
    record.generation === child.metadata.generation &&
    carriesMetadata(child, desired)
  );
}

/** Whether our labels and owner references are present, whatever others have added. */
function carriesMetadata({ metadata: live }: KubeObject, { metadata: wanted }: KubeObject): boolean {
  return (
    Object.entries(wanted.labels ?? {}).every(([key, value]) => live.labels?.[key] === value) &&
    (wanted.ownerReferences ?? []).every((owner) =>
      live.ownerReferences?.some((present) => isDeepStrictEqual(present, owner)),
    )
  );
}

/**
 * Creates a child, without taking over an existing one, or applies the desired state to the existing child.
 *
 * @returns the child after the write, or a child of its name that no cache of ours holds: without our label, or our
 * cache is behind
 * @throws ApiError if it is refused; a conflict if the child has been replaced, so that everything must be decided
 * again
 */
export async function writeChild<T extends KubeObject>(
  client: KubeClient,
  resource: Resource,
  desired: T,
  child: Child | undefined,
  signal: AbortSignal,
): Promise<{ readonly live: T; readonly unknown?: never } | { readonly unknown: T; readonly live?: never }> {
  const options = { fieldManager: FIELD_MANAGER, signal };
  const key = objectKey(desired);
  if (child === undefined) {
    try {
      return { live: await client.create(resource, desired, { ...options, fieldValidation: 'Strict' }) };
    } catch (error) {
      if (!isAlreadyExists(error)) {
        throw error;
      }
      return { unknown: await client.get<T>(resource, key, { signal }) };
    }
  }
  if (child.ownedByUpdate) {
    await ownByApply(client, resource, key, signal);
  }
  const { uid } = child.metadata;
  const body = uid === undefined ? desired : { ...desired, metadata: { ...desired.metadata, uid } };
  return { live: await client.apply(resource, body, { ...options, force: true }) };
}

/** Turns our ownership of fields by create into ownership by apply: docs/adr/0011-creates-and-patches.md. */
async function ownByApply(client: KubeClient, resource: Resource, key: string, signal: AbortSignal): Promise<void> {
  const live = await client.get(resource, key, { metadataOnly: true, signal });
  const { resourceVersion } = live.metadata;
  // A `test` operation on the version would be refused as invalid; setting another version than the present one is a
  // conflict.
  const operations = [
    { op: 'replace', path: '/metadata/managedFields', value: ownedByApply(live, FIELD_MANAGER) },
    { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
  ] as const;
  await client.jsonPatch(resource, key, operations, { fieldManager: FIELD_MANAGER, metadataOnly: true, signal });
}
