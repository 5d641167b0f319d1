import type { ObjectMeta } from '../../kube/object.ts';

/** The identity of an object and the given fields: a cache may hold ten thousand objects. */
export function keptMetadata(metadata: ObjectMeta, fields: readonly (keyof ObjectMeta)[] = []): ObjectMeta {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...Object.fromEntries(fields.flatMap((field) => (metadata[field] === undefined ? [] : [[field, metadata[field]]]))),
  };
}
