import type { Log } from '../runtime/log.ts';
import type { Exchange } from './errors.ts';

/** Told texts are remembered up to this many, so that no server can fill our memory with them. */
const REMEMBERED = 500;

/** Writes what the API server warns of, such as an API that will go or a field it does not know, once each to the log. */
export class Warnings {
  readonly #log: Log;
  readonly #told = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Takes the Warning headers of a response. */
  take({ method, path }: Exchange, header: string | string[] | undefined): void {
    for (const text of warningTexts(header)) {
      if (!this.#told.has(text)) {
        if (this.#told.size === REMEMBERED) {
          this.#told.clear();
        }
        this.#told.add(text);
        this.#log.warn('the API server warns', { warning: text, request: `${method} ${path}` });
      }
    }
  }
}

/** Texts of `299 - "text"`, of which one header may hold several (RFC 9111 §5.5, KEP-1693). */
export function warningTexts(header: string | string[] | undefined): string[] {
  const all = [header ?? []].flat().join(',');
  return [...all.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}
