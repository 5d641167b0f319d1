import { type KubeObject, objectKey } from './object.ts';

/** Which keys a change of an object concerns: what a controller's watch of secondary objects needs. */
export type Mapper<T extends KubeObject = KubeObject> = (object: T) => string[];

/** The object itself. */
export const toSelf: Mapper = (object) => [objectKey(object)];

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
