import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import type { Resource } from '../../kube/resource.ts';
import type { Selection } from '../../kube/query.ts';

/** Reads from the API server, and remembers which of them the user has no right to. */
export class Reads {
  readonly #client: KubeClient;
  readonly #unknown = new Set<string>();

  constructor(client: KubeClient) {
    this.#client = client;
  }

  /** What is not known because of a missing right, in words. */
  get unknown(): readonly string[] {
    return [...this.#unknown];
  }

  /**
   * An object; undefined if there is none, or without the right to get it.
   *
   * @param without what is not known then, such as `which profile the namespace names`
   */
  async get<T extends KubeObject>(resource: Resource, key: string, without: string): Promise<T | undefined> {
    try {
      return await this.#client.get<T>(resource, key);
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      this.forgive(error, `${without} is not known, without the right to get ${resource.plural}`);
      return undefined;
    }
  }

  /** All objects; undefined without the right to list them, or if the API server has no such kind. */
  async list<T extends KubeObject>(
    resource: Resource,
    selection: Selection,
    without: string,
  ): Promise<readonly T[] | undefined> {
    const found: T[] = [];
    try {
      await readPages(this.#client, resource, selection, (object) => found.push(object as T));
      return found;
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      this.forgive(error, `${without} is not known, without the right to list ${resource.plural}`);
      return undefined;
    }
  }

  /** @throws the error unless it is a missing right, which is remembered in these words */
  forgive(error: unknown, words: string): void {
    if (!isForbidden(error)) {
      throw error;
    }
    this.note(words);
  }

  /** Remembers what is not known. */
  note(words: string): void {
    this.#unknown.add(words);
  }
}
