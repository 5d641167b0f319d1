import { type KubeObject, objectKey } from '../../../kube/object.ts';
import { type Resource, typeOf } from '../../../kube/resource.ts';

/** An object as the API server has it, and its type. */
export interface Found {
  readonly resource: Resource;
  readonly object: KubeObject;
}

/** The objects of a report, each once. */
export class Collection {
  readonly #found = new Map<string, Found>();

  add(resource: Resource, objects: Iterable<KubeObject | undefined>): void {
    for (const object of objects) {
      if (object !== undefined) {
        // Objects of a list do not name their type.
        const typed = { ...typeOf(resource), ...object };
        this.#found.set(keyOf(resource.kind, objectKey(object)), { resource, object: typed });
      }
    }
  }

  has(kind: string, key: string): boolean {
    return this.#found.has(keyOf(kind, key));
  }

  get all(): Found[] {
    return [...this.#found.values()];
  }

  of(resource: Resource): KubeObject[] {
    return objectsOf(this.all, resource);
  }

  /** The namespaces that objects are in. */
  get namespaces(): ReadonlySet<string> {
    return new Set(this.all.flatMap(({ object }) => object.metadata.namespace ?? []));
  }
}

/** The objects of one kind. */
export function objectsOf(found: readonly Found[], { kind }: Resource): KubeObject[] {
  return found.flatMap(({ resource, object }) => (resource.kind === kind ? [object] : []));
}

function keyOf(kind: string, key: string): string {
  return `${kind} ${key}`;
}
