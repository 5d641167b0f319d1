import type { Log } from '../runtime/log.ts';
import type { Exchange } from './errors.ts';

/** At most this many texts are remembered, so that no server can fill our memory with them. */
const REMEMBERED = 500;

/** Logs the API server's warnings, such as a deprecated API or an unknown field, each once. */
export class Warnings {
  readonly #log: Log;
  readonly #logged = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Logs the Warning headers of a response. */
  take({ method, path }: Exchange, header: string | string[] | undefined): void {
    for (const text of warningTexts(header)) {
      if (!this.#logged.has(text)) {
        if (this.#logged.size === REMEMBERED) {
          this.#logged.clear();
        }
        this.#logged.add(text);
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
