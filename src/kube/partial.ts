import type { KubeObject } from './object.ts';
import { type Resource, typeOf } from './resource.ts';

/** Accept header that asks for metadata only; a server that cannot do so sends whole objects. */
export function acceptOf(
  kind: 'PartialObjectMetadata' | 'PartialObjectMetadataList',
  metadataOnly: boolean | undefined,
): string | undefined {
  return metadataOnly ? `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json` : undefined;
}

/** Gives the object the type it has in the API: those of a list name none, and metadata names itself. */
export function typed<T extends KubeObject>(resource: Resource, object: T): T {
  return Object.assign(object, typeOf(resource));
}
