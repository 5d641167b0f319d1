/** A resource type of the API server, as its discovery names it. */
export interface Resource {
  /** `''` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export const DEPLOYMENTS: Resource = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
};
export const DAEMON_SETS: Resource = {
  group: 'apps',
  version: 'v1',
  kind: 'DaemonSet',
  plural: 'daemonsets',
  namespaced: true,
};
export const STATEFUL_SETS: Resource = {
  group: 'apps',
  version: 'v1',
  kind: 'StatefulSet',
  plural: 'statefulsets',
  namespaced: true,
};
export const REPLICA_SETS: Resource = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  namespaced: true,
};
export const CLAIMS: Resource = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  namespaced: true,
};
export const VOLUMES: Resource = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  namespaced: false,
};
export const PODS: Resource = { group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true };
export const NODES: Resource = { group: '', version: 'v1', kind: 'Node', plural: 'nodes', namespaced: false };
export const NAMESPACES: Resource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};

/** `apps/v1`, or `v1` for the core group: the `apiVersion` of objects of this type. */
export function apiVersion(resource: Resource): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** The `apiVersion` and `kind` of objects of this type. */
export function typeOf(resource: Resource): { apiVersion: string; kind: string } {
  return { apiVersion: apiVersion(resource), kind: resource.kind };
}

/** Which part of a resource type a request is about; no name means the collection, no namespace all of them. */
export interface ResourceScope {
  namespace?: string | undefined;
  name?: string | undefined;
  subresource?: string | undefined;
}

/**
 * URL path of a collection, object or subresource, starting with `/api` or `/apis`.
 * @throws TypeError if the scope cannot exist, such as a named object of a namespaced type without its namespace
 */
export function resourcePath(resource: Resource, { namespace, name, subresource }: ResourceScope = {}): string {
  if (namespace !== undefined && !resource.namespaced) {
    throw new TypeError(`${resource.plural} are not namespaced, but namespace '${namespace}' was given`);
  }
  if (name !== undefined && namespace === undefined && resource.namespaced) {
    throw new TypeError(`${resource.plural} are namespaced, but '${name}' was named without a namespace`);
  }
  if (subresource !== undefined && name === undefined) {
    throw new TypeError(`subresource '${subresource}' of ${resource.plural} needs the name of an object`);
  }
  const root = resource.group === '' ? '/api' : `/apis/${resource.group}`;
  const segments = [
    ...(namespace === undefined ? [] : ['namespaces', segment(namespace, 'namespace')]),
    resource.plural,
    ...(name === undefined ? [] : [segment(name, 'name')]),
    ...(subresource === undefined ? [] : [subresource]),
  ];
  return `${root}/${resource.version}/${segments.join('/')}`;
}

/** An empty or dotted segment would silently turn a request for one object into one for another path. */
function segment(text: string, what: string): string {
  if (text === '' || text === '.' || text === '..') {
    throw new TypeError(`'${text}' is not a valid ${what} of an object`);
  }
  return encodeURIComponent(text);
}
