import type { KubeObject } from '../../../kube/object.ts';
import { PODS, type Resource } from '../../../kube/resource.ts';

/** Where an object is in the archive: by namespace, kind and name, with everything of a pod in a directory of its own. */
export function objectPath(resource: Resource, object: KubeObject): string {
  const { namespace, name } = object.metadata;
  if (resource.plural === PODS.plural) {
    return podPath(object, 'pod.yaml');
  }
  return path(...placeOf(namespace), resource.plural, `${name}.yaml`);
}

/** A file of a pod. */
export function podPath({ metadata }: KubeObject, file: string): string {
  return path(...placeOf(metadata.namespace), PODS.plural, metadata.name, file);
}

/** A file of a namespace. */
export function namespacePath(namespace: string, file: string): string {
  return path(...placeOf(namespace), file);
}

function placeOf(namespace: string | undefined): string[] {
  return namespace === undefined || namespace === '' ? ['cluster'] : ['namespaces', namespace];
}

/** Names of some objects may contain what is no part of a file's name. */
function path(...parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_')).join('/');
}
