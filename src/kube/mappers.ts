import { type KubeObject, objectKey } from './object.ts';

/** The keys that a change of an object concerns: for a controller's watch of secondary objects. */
export type Mapper<T extends KubeObject = KubeObject> = (object: T) => string[];

/** The object itself. */
export const toSelf: Mapper = (object) => [objectKey(object)];

/** The name in a label, in the object's own namespace; nothing without the label. */
export function toLabel(label: string): Mapper {
  return ({ metadata: { namespace, labels } }) => {
    const name = labels?.[label];
    return name === undefined ? [] : [objectKey({ metadata: { name, namespace } })];
  };
}

/** All objects, for a change that concerns every one of them; use it with a filter. */
export function toAll(objects: { list(): KubeObject[] }): Mapper {
  return () => objects.list().map(objectKey);
}
