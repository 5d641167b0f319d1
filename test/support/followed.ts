import type { KubeClient, Selection } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { type Change, Reflector } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { testLog } from '../unit/test-log.ts';

/**
 * Objects of a kind as a watch tells of them. Where there are hundreds, lists of them again and again would take the
 * processors from those who are waited for.
 */
export class Followed<T> {
  readonly #reflector: Reflector<KubeObject>;
  readonly #end: AbortController;
  readonly #ended: Promise<void>;

  private constructor(reflector: Reflector<KubeObject>) {
    this.#reflector = reflector;
    this.#end = new AbortController();
    this.#ended = reflector.run(this.#end.signal);
  }

  /** Returns when all that there are are known. */
  static async start<T>(client: KubeClient, resource: Resource, selection: Selection = {}): Promise<Followed<T>> {
    const reflector = new Reflector<KubeObject>(client, resource, { log: testLog(), ...selection });
    const followed = new Followed<T>(reflector);
    await reflector.synced;
    return followed;
  }

  /** All that there are. */
  get all(): T[] {
    return this.#reflector.store.list() as T[];
  }

  /** Is called after each change. */
  onChange(handler: (change: Change<KubeObject>) => void): void {
    this.#reflector.onChange(handler);
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#ended;
  }
}
