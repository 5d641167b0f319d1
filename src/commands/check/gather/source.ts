import type { Facts } from '../facts.ts';

/** Why something is not known, in words that a person who runs a check can use. */
export class Unknown extends Error {}

/** Why there is nothing to know about. */
export class Absent extends Error {}

/** Reads facts; one may be read by means of others. */
export type Readers = { readonly [K in keyof Facts]: (source: Source) => Promise<Facts[K]> };

/** Reads each fact once, when it is needed first. */
export class Source {
  readonly #readers: Readers;
  readonly #read = new Map<keyof Facts, Promise<unknown>>();

  constructor(readers: Readers) {
    this.#readers = readers;
  }

  /** @throws Unknown if it cannot be had, Absent if there is nothing */
  fact<K extends keyof Facts>(name: K): Promise<Facts[K]> {
    const known = this.#read.get(name) as Promise<Facts[K]> | undefined;
    if (known !== undefined) {
      return known;
    }
    const reading = this.#readers[name](this);
    this.#read.set(name, reading);
    return reading;
  }

  /** @throws the same if one of them cannot be had */
  async facts(names: readonly (keyof Facts)[]): Promise<Facts> {
    const entries = await Promise.all(names.map(async (name) => [name, await this.fact(name)] as const));
    // A check sees no others than those that it names.
    return Object.fromEntries(entries) as unknown as Facts;
  }
}
