import type { KubeClient, Selection } from '../../src/kube/client.ts';
import type { KubeObject } from '../../src/kube/object.ts';
import { type Change, Reflector } from '../../src/kube/reflector.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { testLog } from '../unit/test-log.ts';

/**
 * Objects of a kind, kept up to date by a watch. With hundreds of them, repeated lists would take processor time from
 * the programs under test.
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

  /** Returns when all existing objects are known. */
  static async start<T>(client: KubeClient, resource: Resource, selection: Selection = {}): Promise<Followed<T>> {
    const reflector = new Reflector<KubeObject>(client, resource, { log: testLog(), ...selection });
    const followed = new Followed<T>(reflector);
    await reflector.synced;
    return followed;
  }

  /** All objects. */
  get all(): T[] {
    return this.#reflector.store.list() as T[];
  }

  /** Registers a handler that is called after each change. */
  onChange(handler: (change: Change<KubeObject>) => void): void {
    this.#reflector.onChange(handler);
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#ended;
  }
}
