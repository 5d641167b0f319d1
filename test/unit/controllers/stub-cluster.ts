import { setImmediate } from 'node:timers/promises';
import type { KubeClient, WatchEvent, WatchOptions, WriteOptions } from '../../../src/kube/client.ts';
import type { ListOptions } from '../../../src/kube/options.ts';
import { ApiError } from '../../../src/kube/errors.ts';
import { applyMergePatch } from '../../support/apply-merge-patch.ts';
import { type KubeObject, objectKey } from '../../../src/kube/object.ts';
import { type Resource, typeOf } from '../../../src/kube/resource.ts';

/** A requested write. */
export interface Call {
  readonly verb: 'apply' | 'create' | 'delete' | 'patch';
  readonly resource: Resource;
  readonly key: string;
  /** The created or applied object. */
  readonly object?: KubeObject;
}

/**
 * Objects of any kind, as kept by an API server without admission, defaults or controllers. It tests what a controller
 * makes of states that others cause; what the API means is tested on a real one.
 */
export class StubCluster {
  readonly calls: Call[] = [];
  /** Plurals of types whose definitions were removed. */
  readonly unserved = new Set<string>();
  /** Answers a write with an error instead of doing it. */
  refuse: (call: Call) => ApiError | undefined = () => undefined;
  /** The same for a create that is a dry run. */
  refuseDryRun: (call: Call) => ApiError | undefined = () => undefined;
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #watches = new Set<{ plural: string; selection: Selection; told: Event[]; wake: () => void }>();
  #version = 1;

  readonly client = {
    resources: async () => [],
    list: async (resource: Resource, { namespace, fieldSelector = '' }: ListOptions = {}) => {
      if (this.unserved.has(resource.plural)) {
        throw refusal(404, 'NotFound');
      }
      const name = /^metadata\.name=(?<name>.+)$/.exec(fieldSelector)?.groups?.['name'];
      const items = this.list(resource).filter(
        ({ metadata }) =>
          (namespace === undefined || metadata.namespace === namespace) &&
          (name === undefined || metadata.name === name),
      );
      return { items, resourceVersion: `${this.#version}` };
    },
    get: async (resource: Resource, key: string) => this.#existing(resource, key),
    watch: (resource: Resource, options: WatchOptions) => this.#watch(resource, options),
    create: async (resource: Resource, object: KubeObject, { dryRun }: WriteOptions = {}) => {
      if (dryRun) {
        const refused = this.refuseDryRun({ verb: 'create', resource, key: objectKey(object), object });
        if (refused !== undefined) {
          throw refused;
        }
        return object;
      }
      if (this.find(resource, objectKey(object)) !== undefined) {
        throw refusal(409, 'AlreadyExists');
      }
      this.#called({ verb: 'create', resource, key: objectKey(object), object });
      return this.put(resource, object);
    },
    apply: async (resource: Resource, object: KubeObject, { dryRun }: WriteOptions = {}) => {
      if (dryRun) {
        return object;
      }
      this.#called({ verb: 'apply', resource, key: objectKey(object), object });
      return this.put(resource, object);
    },
    patch: async (resource: Resource, key: string, patch: object) => {
      this.#called({ verb: 'patch', resource, key });
      return this.put(resource, applyMergePatch(this.#existing(resource, key), patch));
    },
    mergePatchStatus: async (resource: Resource, key: string, patch: object) => {
      this.#called({ verb: 'patch', resource, key: `${key}/status` });
      const { resourceVersion } = (patch as KubeObject).metadata;
      if (resourceVersion !== undefined && resourceVersion !== this.#existing(resource, key).metadata.resourceVersion) {
        throw refusal(409, 'Conflict');
      }
      const before = this.#existing(resource, key);
      const { generation } = before.metadata;
      const after = applyMergePatch(before, patch);
      return this.put(resource, { ...after, metadata: { ...after.metadata, generation } } as KubeObject);
    },
    delete: async (resource: Resource, key: string) => {
      this.#called({ verb: 'delete', resource, key });
      this.remove(resource, key);
    },
  } as unknown as KubeClient;

  find(resource: Resource, key: string): KubeObject | undefined {
    return this.#of(resource).get(key);
  }

  list(resource: Resource): KubeObject[] {
    return [...this.#of(resource).values()];
  }

  /** An update by another client, as the API server would store it. */
  put<T extends KubeObject>(resource: Resource, object: T): T {
    const before = this.find(resource, objectKey(object));
    const { uid = before?.metadata.uid ?? `uid-${this.#version}` } = object.metadata;
    const { generation = (before?.metadata.generation ?? 0) + 1 } = object.metadata;
    this.#version += 1;
    const metadata = { ...object.metadata, uid, generation, resourceVersion: `${this.#version}` };
    const stored = { ...typeOf(resource), ...object, metadata };
    this.#of(resource).set(objectKey(stored), stored);
    this.#tell(resource, before === undefined ? 'ADDED' : 'MODIFIED', stored);
    if (stored.metadata.deletionTimestamp !== undefined && stored.metadata.finalizers?.length === 0) {
      this.remove(resource, objectKey(stored));
    }
    return structuredClone(stored);
  }

  /** A deletion by another client. An object with finalizers stays and is being deleted. */
  remove(resource: Resource, key: string): void {
    const object = this.#existing(resource, key);
    const { finalizers = [], deletionTimestamp } = object.metadata;
    if (finalizers.length === 0) {
      this.#of(resource).delete(key);
      this.#version += 1;
      const metadata = { ...object.metadata, resourceVersion: `${this.#version}` };
      this.#tell(resource, 'DELETED', { ...object, metadata });
    } else if (deletionTimestamp === undefined) {
      this.put(resource, { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } });
    }
  }

  /** Tells watches that an object is gone, as one that lags may be told of an earlier object. It stays. */
  hide(resource: Resource, key: string): void {
    this.#tell(resource, 'DELETED', this.#existing(resource, key));
  }

  /** Writes to a resource, as `verb key`. */
  writesOf({ plural }: Resource): string[] {
    return this.calls.filter(({ resource }) => resource.plural === plural).map(({ verb, key }) => `${verb} ${key}`);
  }

  #called(call: Call): void {
    const refused = this.refuse(call);
    if (refused !== undefined) {
      throw refused;
    }
    this.calls.push(call);
  }

  #of({ plural }: Resource): Map<string, KubeObject> {
    const objects = this.#objects.get(plural) ?? new Map<string, KubeObject>();
    this.#objects.set(plural, objects);
    return objects;
  }

  #existing(resource: Resource, key: string): KubeObject {
    const object = this.find(resource, key);
    if (object === undefined) {
      throw refusal(404, 'NotFound');
    }
    return structuredClone(object);
  }

  #tell({ plural }: Resource, type: Event['type'], object: KubeObject): void {
    for (const watch of this.#watches) {
      if (watch.plural === plural && isSelected(watch.selection, object)) {
        watch.told.push({ type, object: structuredClone(object) } as Event);
        watch.wake();
      }
    }
  }

  async *#watch(resource: Resource, { signal, onOpen, ...selection }: WatchOptions): AsyncGenerator<Event, void> {
    if (this.unserved.has(resource.plural)) {
      throw refusal(404, 'NotFound');
    }
    const watch = { plural: resource.plural, selection, told: [] as Event[], wake: () => {} };
    this.#watches.add(watch);
    onOpen?.();
    for (const object of this.#of(resource).values()) {
      if (isSelected(selection, object)) {
        yield { type: 'ADDED', object: structuredClone(object) };
      }
    }
    const annotations = { 'k8s.io/initial-events-end': 'true' };
    yield { type: 'BOOKMARK', object: { metadata: { resourceVersion: `${this.#version}`, annotations } } };
    for (;;) {
      if (signal?.aborted === true) {
        this.#watches.delete(watch);
        return;
      }
      yield* watch.told.splice(0);
      await setImmediate();
      const { promise, resolve } = Promise.withResolvers<void>();
      watch.wake = () => resolve();
      signal?.addEventListener('abort', () => resolve(), { once: true });
      await (watch.told.length === 0 ? promise : undefined);
    }
  }
}

type Event = WatchEvent<KubeObject>;

/** The answer of an API server that refuses. */
export function refusal(status: number, reason: string, message = reason): ApiError {
  return new ApiError({ method: 'PATCH', path: '/' }, status, { reason, message });
}

type Selection = Pick<WatchOptions, 'fieldSelector' | 'labelSelector'>;

/** Of field selectors only those that leave namespaces out are understood. */
function isSelected({ labelSelector = '', fieldSelector = '' }: Selection, { metadata }: KubeObject): boolean {
  const terms = labelSelector.split(',').filter((term) => term !== '');
  const isExcluded = fieldSelector.split(',').includes(`metadata.namespace!=${metadata.namespace}`);
  return !isExcluded && terms.every((term) => holds(term, metadata.labels ?? {}));
}

/** One of `key`, `!key`, `key=value` and `key!=value`. */
function holds(term: string, labels: Readonly<Record<string, string>>): boolean {
  const {
    not,
    key = '',
    unlike,
    value,
  } = /^(?<not>!?)(?<key>[^!=]+)(?:(?<unlike>!?)=(?<value>.*))?$/.exec(term)?.groups ?? {};
  if (value === undefined) {
    return (labels[key] !== undefined) === (not === '');
  }
  return (labels[key] === value) === (unlike === '');
}
