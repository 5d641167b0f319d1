import type { KubeClient } from '../../../kube/client.ts';
import { ApiError, isForbidden, isNotFound } from '../../../kube/errors.ts';
import { type KubeObject, objectKey, splitKey } from '../../../kube/object.ts';
import { readPages } from '../../../kube/pages.ts';
import type { Selection } from '../../../kube/query.ts';
import type { Resource } from '../../../kube/resource.ts';
import { inWords, type Right } from '../right.ts';
import { Absent, Unknown } from './source.ts';

/** Milliseconds for one answer of the API server. */
const ANSWER_MS = 15_000;

const SELF_REVIEWS: Resource = {
  group: 'authorization.k8s.io',
  version: 'v1',
  kind: 'SelfSubjectAccessReview',
  plural: 'selfsubjectaccessreviews',
  namespaced: false,
};

/** Reads of a cluster that name the right that is missing. */
export class Reads {
  readonly client: KubeClient;

  constructor(client: KubeClient) {
    this.client = client;
  }

  /** @throws Unknown if they may not be listed, Absent if the API server has no such kind */
  async list<T extends KubeObject>(resource: Resource, selection: Selection = {}): Promise<T[]> {
    const objects: T[] = [];
    await this.each(resource, selection, (object) => objects.push(object as T));
    return objects;
  }

  /** Passes on one object after another, for lists of which little is kept. */
  async each(resource: Resource, selection: Selection, take: (object: KubeObject) => unknown): Promise<void> {
    const { namespace } = selection;
    const isEverywhere = resource.namespaced && namespace === undefined;
    const right = { verb: 'list', group: resource.group, resource: resource.plural, namespace, isEverywhere };
    const seen = new Set<string>();
    await known(right, async () =>
      readPages(this.client, resource, { ...selection, timeoutMs: ANSWER_MS }, (object) => {
        const key = objectKey(object);
        if (!seen.has(key)) {
          seen.add(key);
          take(object);
        }
      }),
    );
  }

  /**
   * Undefined if there is none.
   * @throws Unknown if it may not be read
   */
  async get<T extends KubeObject>(resource: Resource, key: string): Promise<T | undefined> {
    const { namespace, name } = splitKey(key);
    const right = { verb: 'get', group: resource.group, resource: resource.plural, namespace, name };
    return known(right, async () => {
      try {
        return await this.client.get<T>(resource, key, { timeoutMs: ANSWER_MS });
      } catch (error) {
        if (isNotFound(error)) {
          return undefined;
        }
        throw error;
      }
    });
  }

  /** Whether the user has a right, by the API server's own word. */
  async isAllowed({ verb, group, resource: full, namespace, name }: Right): Promise<boolean> {
    const [resource, subresource] = full.split('/');
    const spec = { resourceAttributes: { verb, group, resource, subresource, namespace, name } };
    const right = { verb: 'create', group: SELF_REVIEWS.group, resource: SELF_REVIEWS.plural };
    const review = await known(right, async () =>
      this.client.create<KubeObject>(SELF_REVIEWS, { metadata: { name: '' }, spec }, { timeoutMs: ANSWER_MS }),
    );
    return (review['status'] as { allowed?: boolean } | undefined)?.allowed === true;
  }
}

/** Does a request, and says in words why it failed. */
async function known<T>(right: Right, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isNotFound(error)) {
      const kind = `${right.resource}${right.group === '' ? '' : `.${right.group}`}`;
      throw new Absent(`the API server does not have ${kind}`, { cause: error });
    }
    throw new Unknown(reasonOf(error, right), { cause: error });
  }
}

function reasonOf(error: unknown, right: Right): string {
  if (isForbidden(error)) {
    return `you may not ${inWords(right)}`;
  }
  return error instanceof ApiError || error instanceof Error ? error.message : String(error);
}
