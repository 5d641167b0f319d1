import { ApiError, ConnectionError, isForbidden, isNotFound, isUnauthorized } from '../../../kube/errors.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { NAMESPACES, NODES } from '../../../kube/resource.ts';
import {
  ICEORYX_DEPLOYMENTS,
  ICEORYX_DOMAINS,
  ICEORYX_PROFILES,
  ICEORYX_SWEEPS,
  type Node,
} from '../../../controllers/resources.ts';
import type { Cluster, ClusterOptions } from '../../kit/cluster.ts';
import { DEFINITIONS } from '../../kit/resources.ts';
import type { Definition, NamedDefinition, Scope, Server } from '../facts.ts';
import type { Reads } from './reads.ts';
import { Unknown } from './source.ts';

/** Our kinds. */
export const OURS = [ICEORYX_DEPLOYMENTS, ICEORYX_PROFILES, ICEORYX_DOMAINS, ICEORYX_SWEEPS];

/** Milliseconds that a cluster gets to say its version. Every other request follows this one. */
const FIRST_ANSWER_MS = 10_000;

/** The API server, or why it cannot be asked. */
export async function server({ client, access }: Cluster): Promise<Server> {
  const url = access.server.href;
  try {
    const { gitVersion = '' } = await client.version({ timeoutMs: FIRST_ANSWER_MS });
    return { url, version: gitVersion };
  } catch (error) {
    // Some clusters keep their version to themselves.
    return isForbidden(error) ? { url, version: '' } : { url, version: '', problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (isUnauthorized(error)) {
    return `it does not accept the credentials: ${error.detail}`;
  }
  if (error instanceof ConnectionError) {
    return error.message.replace(/^.*?: no answer from \S+: /, 'it does not answer: ');
  }
  return error instanceof ApiError ? error.detail : error instanceof Error ? error.message : String(error);
}

/** Whose objects are looked at: without a wish all that may be listed. */
export async function scope(reads: Reads, cluster: Cluster, options: ClusterOptions): Promise<Scope> {
  if (options.namespace !== undefined) {
    return { namespace: options.namespace };
  }
  const { group, plural: resource } = ICEORYX_DEPLOYMENTS;
  return options.allNamespaces === true || (await reads.isAllowed({ verb: 'list', group, resource }))
    ? {}
    : { namespace: cluster.access.namespace, isNarrowed: true };
}

/** Plurals of our kinds that the API server serves. */
export async function served({ client }: Reads): Promise<string[]> {
  const { group, version } = ICEORYX_DEPLOYMENTS;
  try {
    return (await client.resources(group, version)).map(({ plural }) => plural);
  } catch (error) {
    if (isNotFound(error)) {
      return [];
    }
    throw new Unknown(problemOf(error), { cause: error });
  }
}

/** The definitions of our kinds. */
export function definitions(reads: Reads): Promise<NamedDefinition[]> {
  return Promise.all(
    OURS.map(async ({ plural, group }) => {
      const name = `${plural}.${group}`;
      const definition = await reads.get<Definition>(DEFINITIONS, name);
      return { name, ...(definition === undefined ? {} : { definition }) };
    }),
  );
}

export function nodes(reads: Reads): Promise<Node[]> {
  return reads.list<Node>(NODES);
}

/** All namespaces, or the one that is looked at. */
export async function namespaces(reads: Reads, { namespace }: Scope): Promise<KubeObject[]> {
  if (namespace === undefined) {
    return reads.list(NAMESPACES);
  }
  const found = await reads.get<KubeObject>(NAMESPACES, namespace);
  return found === undefined ? [] : [found];
}
