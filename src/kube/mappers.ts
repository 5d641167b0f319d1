import { type KubeObject, objectKey } from './object.ts';
import type { Resource } from './resource.ts';

/** Which keys a change of an object concerns: what a controller's watch of secondary objects needs. */
export type Mapper<T extends KubeObject = KubeObject> = (object: T) => string[];

/** The object itself. */
export const toSelf: Mapper = (object) => [objectKey(object)];

/** The object's owner of that type, whichever version its reference names; only the one that controls it, if asked. */
export function toOwner(owner: Resource, { onlyController = true } = {}): Mapper {
  return ({ metadata: { namespace, ownerReferences = [] } }) =>
    ownerReferences
      .filter(
        ({ apiVersion, kind, controller }) =>
          kind === owner.kind && groupOf(apiVersion) === owner.group && (controller === true || !onlyController),
      )
      .map(({ name }) => objectKey({ metadata: { name, namespace: owner.namespaced ? namespace : undefined } }));
}

/** What the value of a label names, in the object's own namespace; nothing without the label. */
export function toLabel(label: string): Mapper {
  return ({ metadata: { namespace, labels } }) => {
    const name = labels?.[label];
    return name === undefined ? [] : [objectKey({ metadata: { name, namespace } })];
  };
}

/** Everything there is, for objects that matter to all; best with a filter, so that only what matters does this. */
export function toAll(objects: { list(): KubeObject[] }): Mapper {
  return () => objects.list().map(objectKey);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
