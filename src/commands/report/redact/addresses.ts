import { isIP } from 'node:net';
import type { Tally } from './removals.ts';

const V4 = /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g;
/** Also times and names of C++, which are no addresses: each is looked at. */
const V6 = /(?<![\w:.])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:(?<=:)(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/g;
/** The same on every machine. */
const OF_ALL: ReadonlySet<string> = new Set(['127.0.0.1', '0.0.0.0', '255.255.255.255']);

/** Gives each IP address a number. */
export class Addresses {
  readonly #numbers = new Map<string, number>();
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  replace(text: string): string {
    const numbered = (address: string): string => this.#numbered(address);
    return text
      .replace(V6, (found) => (/\d/.test(found) && found !== '::1' ? numbered(found) : found))
      .replace(V4, numbered);
  }

  #numbered(address: string): string {
    if (isIP(address) === 0 || OF_ALL.has(address)) {
      return address;
    }
    const number = this.#numbers.get(address) ?? this.#numbers.size + 1;
    this.#numbers.set(address, number);
    this.#tally.add('address');
    return `ip-${number}`;
  }
}
