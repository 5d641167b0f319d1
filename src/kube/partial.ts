import type { KubeObject } from './object.ts';
import { type Resource, typeOf } from './resource.ts';

/** Accept header that asks for metadata only; a server without that feature sends whole objects. */
export function acceptOf(
  kind: 'PartialObjectMetadata' | 'PartialObjectMetadataList',
  metadataOnly: boolean | undefined,
): string | undefined {
  return metadataOnly ? `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json` : undefined;
}

/** The object with its API type: objects of a list carry none, and metadata-only objects carry that of the metadata. */
export function typed<T extends KubeObject>(resource: Resource, object: T, metadataOnly: boolean | undefined): T {
  const type = typeOf(resource);
  return metadataOnly ? ({ ...type, metadata: object.metadata } as T) : Object.assign(object, type);
}
