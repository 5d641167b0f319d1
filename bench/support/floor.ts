import { AGENT_IMAGE } from '../../src/commands/usage.ts';
import { type Dispatcher, Pool } from 'undici';
import type { Deployment } from '../../src/controllers/deployment/child.ts';
import { decide } from '../../src/controllers/deployment/decide.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from '../../src/controllers/resources.ts';
import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { DEPLOYMENTS, type Resource, resourcePath, type ResourceScope, typeOf } from '../../src/kube/resource.ts';
import { AT_A_TIME, inParallel } from './load.ts';

/**
 * The operator's two writes for each object, by a client that does nothing else, with bodies made beforehand and over as
 * many connections: what the API server needs. No operator that writes the same can be faster.
 */
export class Floor {
  readonly #pool: Pool;
  readonly #headers: Record<string, string>;

  private constructor(pool: Pool, headers: Record<string, string>) {
    this.#pool = pool;
    this.#headers = headers;
  }

  static async open({ server, credentials }: ClusterAccess): Promise<Floor> {
    const { tls, authorization, headers } = await credentials();
    const pool = new Pool(server.origin, { connections: AT_A_TIME, allowH2: false, connect: tls });
    return new Floor(pool, { ...headers, ...(authorization === undefined ? {} : { authorization }) });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /**
   * Makes the bodies; the function returned sends them.
   *
   * @param objects are created first if they have no uid
   * @param statuses by name, as the operator wrote them
   */
  prepare(objects: readonly KubeObject[], statuses: ReadonlyMap<string, unknown>): () => Promise<void> {
    const writes = new Map(objects.map((object) => [object.metadata.name, { object, child: childOf(object) }]));
    return () =>
      inParallel([...writes.keys()], async (name) => {
        const { object, child } = writes.get(name) as { object: KubeObject; child: Deployment };
        const { namespace } = object.metadata;
        const { metadata } =
          object.metadata.uid === undefined
            ? await this.#send('POST', ICEORYX_DEPLOYMENTS, { namespace }, object)
            : object;
        const { uid = '', resourceVersion = '' } = metadata;
        const [owner] = child.metadata.ownerReferences ?? [];
        if (owner !== undefined) {
          owner.uid = uid;
        }
        await this.#send('POST', DEPLOYMENTS, { namespace }, child);
        const status = { metadata: { resourceVersion }, status: statuses.get(name) };
        await this.#send('PATCH', ICEORYX_DEPLOYMENTS, { namespace, name, subresource: 'status' }, status);
      });
  }

  async #send(
    method: Dispatcher.HttpMethod,
    resource: Resource,
    scope: ResourceScope,
    object: object,
  ): Promise<KubeObject> {
    const path = `${resourcePath(resource, scope)}?fieldManager=floor${method === 'POST' ? '&fieldValidation=Strict' : ''}`;
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const headers = { ...this.#headers, accept: 'application/json', 'content-type': type };
    const body = JSON.stringify(method === 'PATCH' ? object : { ...typeOf(resource), ...object });
    const answer = await this.#pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) {
      throw new Error(`${method} ${path}: ${answer.statusCode}: ${text}`);
    }
    return JSON.parse(text) as KubeObject;
  }
}

function childOf(object: KubeObject): Deployment {
  const decision = decide({
    object: { ...typeOf(ICEORYX_DEPLOYMENTS), ...object } as IceoryxDeployment,
    child: undefined,
    capabilities: { restartAllContainers: false, because: 'no node that the pods may land on was known' },
    agent: { image: AGENT_IMAGE },
  });
  if (decision.obstacle !== undefined) {
    throw new Error(decision.obstacle.message);
  }
  return decision.desired;
}
