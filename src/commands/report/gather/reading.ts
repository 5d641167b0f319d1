import { cutAtDepth } from '../../../api/rules/depth.ts';
import type { KubeClient, Selection } from '../../../kube/client.ts';
import { ConnectionError, isForbidden, isNotFound, isUnauthorized } from '../../../kube/errors.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { splitKey } from '../../../kube/object.ts';
import { readPages } from '../../../kube/pages.ts';
import type { Resource } from '../../../kube/resource.ts';
import { BestOf } from './best-of.ts';
import type { Ledger } from './ledger.ts';

/** What is read of the API server. What cannot be read is noted, and the rest goes on. */
export class Reading {
  readonly client: KubeClient;
  readonly ledger: Ledger;
  /** Ends all reading: {@link attempt} throws its reason. */
  readonly signal: AbortSignal;
  #wasAnswered = false;

  constructor(client: KubeClient, ledger: Ledger, signal: AbortSignal) {
    this.client = client;
    this.ledger = ledger;
    this.signal = signal;
  }

  /**
   * All objects, one after another.
   *
   * @returns whether they could be read
   * @throws ConnectionError if the API server has not answered at all yet, ApiError if it does not know the user
   */
  async each(resource: Resource, selection: Selection, take: (object: KubeObject) => void): Promise<boolean> {
    const seen = new Set<string>();
    const read = (): Promise<unknown> =>
      readPages(this.client, resource, { ...selection, signal: this.signal }, (object) => {
        const { namespace, name } = object.metadata;
        const key = `${namespace} ${name}`;
        if (!seen.has(key)) {
          seen.add(key);
          take(cutAtDepth(object));
        }
      });
    return (await this.attempt({ resource, verb: 'list', namespace: selection.namespace }, read)) !== undefined;
  }

  /** The first objects in an order. That there were more is noted. */
  async best(
    resource: Resource,
    selection: Selection,
    most: number,
    order: (a: KubeObject, b: KubeObject) => number,
  ): Promise<KubeObject[]> {
    const best = new BestOf(most, order);
    await this.each(resource, selection, (object) => best.offer(object.metadata.namespace ?? '', object));
    return best.groups.flatMap(({ group, items, more }) => {
      if (more > 0) {
        this.ledger.leaveOut(`${more} more ${resource.plural}${inNamespace(group)}`, `there are more than ${most}`);
      }
      return items;
    });
  }

  /** One object; undefined if there is none, or it cannot be read. */
  get(resource: Resource, key: string): Promise<KubeObject | undefined> {
    const { namespace } = splitKey(key);
    return this.attempt({ resource, verb: 'get', namespace }, async () =>
      cutAtDepth(await this.client.get(resource, key, { signal: this.signal })),
    );
  }

  /** What a call returns; undefined if it failed, which is noted. */
  async attempt<T>({ resource, verb, namespace, what }: Access, call: () => Promise<T>): Promise<T | undefined> {
    const where = inNamespace(namespace) || (resource.namespaced ? ' in all namespaces' : '');
    const all = `${resource.plural}${where}`;
    try {
      const result = await call();
      this.#wasAnswered = true;
      return result;
    } catch (error) {
      this.signal.throwIfAborted();
      if (isUnauthorized(error) || (error instanceof ConnectionError && !this.#wasAnswered)) {
        throw error;
      }
      this.#wasAnswered = true;
      if (isForbidden(error)) {
        this.ledger.forbidden(all, `${verb} ${nameOf(resource)}${where}`);
      } else if (!isNotFound(error)) {
        this.ledger.unread(what ?? all, errorInWords(error));
      } else if (verb === 'list') {
        this.ledger.unread(resource.plural, `this cluster does not know ${nameOf(resource)}`);
      }
      return undefined;
    }
  }
}

/** A call, as a role allows it. */
export interface Access {
  readonly resource: Resource;
  readonly verb: string;
  /** Undefined for all namespaces, and for objects without one. */
  readonly namespace: string | undefined;
  /** What is missing if it fails; all objects of the resource if absent. */
  readonly what?: string;
}

/** Why a call failed. What the server says of the user's rights is never in it, as it names the user. */
export function errorInWords(error: unknown): string {
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return isLate ? 'no answer in time' : error instanceof Error ? error.message : String(error);
}

/** ` in namespace robot`, or nothing. */
export function inNamespace(namespace: string | undefined): string {
  return namespace === undefined || namespace === '' ? '' : ` in namespace ${namespace}`;
}

/** As kubectl and roles write it: `pods`, `leases.coordination.k8s.io`. */
function nameOf({ plural, group }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`;
}
