import { type KubeObject, objectKey } from './object.ts';

interface Index<T> {
  valuesOf: (object: T) => Iterable<string>;
  keys: Map<string, Set<string>>;
}

/** Objects by key, in the last known state. Read only and shared: never change what it returns. */
export interface Store<T extends KubeObject> {
  readonly size: number;
  get(key: string): T | undefined;
  list(): T[];
  /** Objects for which the index gives this value. */
  byIndex(name: string, value: string): T[];
  /** Makes objects findable by values computed from them, such as the uid of an owner. */
  addIndex(name: string, valuesOf: (object: T) => Iterable<string>): void;
}

/** The store as its reflector fills it. */
export class MutableStore<T extends KubeObject> implements Store<T> {
  readonly #objects = new Map<string, T>();
  readonly #indexes = new Map<string, Index<T>>();

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  list(): T[] {
    return [...this.#objects.values()];
  }

  byIndex(name: string, value: string): T[] {
    const index = this.#indexes.get(name);
    if (index === undefined) {
      throw new Error(`no index '${name}'; there are: ${[...this.#indexes.keys()].join(', ') || 'none'}`);
    }
    return [...(index.keys.get(value) ?? [])].flatMap((key) => this.#objects.get(key) ?? []);
  }

  addIndex(name: string, valuesOf: (object: T) => Iterable<string>): void {
    if (this.#indexes.has(name)) {
      throw new Error(`there is an index '${name}' already`);
    }
    const index: Index<T> = { valuesOf, keys: new Map() };
    this.#indexes.set(name, index);
    for (const [key, object] of this.#objects) {
      enter(index, key, object);
    }
  }

  set(object: T): void {
    const key = objectKey(object);
    this.delete(key);
    this.#objects.set(key, object);
    for (const index of this.#indexes.values()) {
      enter(index, key, object);
    }
  }

  delete(key: string): void {
    const object = this.#objects.get(key);
    if (object === undefined) {
      return;
    }
    this.#objects.delete(key);
    for (const index of this.#indexes.values()) {
      leave(index, key, object);
    }
  }
}

function enter<T>({ valuesOf, keys }: Index<T>, key: string, object: T): void {
  for (const value of valuesOf(object)) {
    const entry = keys.get(value);
    if (entry === undefined) {
      keys.set(value, new Set([key]));
    } else {
      entry.add(key);
    }
  }
}

function leave<T>({ valuesOf, keys }: Index<T>, key: string, object: T): void {
  for (const value of valuesOf(object)) {
    const entry = keys.get(value);
    entry?.delete(key);
    if (entry?.size === 0) {
      keys.delete(value);
    }
  }
}
