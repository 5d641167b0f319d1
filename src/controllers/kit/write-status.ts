import { isDeepStrictEqual } from 'node:util';
import type { KubeClient } from '../../kube/client.ts';
import { mergePatch } from '../../kube/merge-patch.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';

/** The operator's name in `metadata.managedFields`. */
export const FIELD_MANAGER = 'iceoryx-operator';

/**
 * Writes the parts of the status that have changed; an unchanged status costs nothing and triggers no watch. A merge
 * patch costs the API server less than an apply (docs/adr/0011-creates-and-patches.md).
 *
 * @throws a conflict if the object has changed since it was read, or is another one of its name
 * @returns the object as the API server has it now, or undefined if nothing was written
 */
export async function writeStatus<T extends KubeObject & { status?: unknown }>(
  client: KubeClient,
  resource: Resource,
  { metadata, status: present = {} }: T,
  status: T['status'],
  signal: AbortSignal,
): Promise<T | undefined> {
  if (isDeepStrictEqual(present, status)) {
    return undefined;
  }
  const { resourceVersion } = metadata;
  const patch = {
    metadata: { resourceVersion },
    status: mergePatch(present as Record<string, unknown>, status as Record<string, unknown>),
  };
  return client.mergePatchStatus<T>(resource, objectKey({ metadata }), patch, { fieldManager: FIELD_MANAGER, signal });
}
