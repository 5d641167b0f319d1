import type { Dispatcher } from 'undici';

/** A write was not sent, since the check before it threw; `cause` is what it threw. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
}

/**
 * Runs the check at the last moment there is: when a connection has been found and made, and anything but a read is
 * about to be written to it. A request may have waited for that for as long as its deadline allows.
 */
export function writeGate(check: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, options.method === 'GET' ? handler : new Gated(handler, check));
}

class Gated implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #check: () => void;

  constructor(handler: Dispatcher.DispatchHandler, check: () => void) {
    this.#handler = handler;
    this.#check = check;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    try {
      this.#check();
    } catch (cause) {
      throw new Withheld('the write was not sent', { cause });
    }
    this.#handler.onRequestStart?.(controller, context);
  }

  onResponseStart(...response: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>): void {
    this.#handler.onResponseStart?.(...response);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#handler.onResponseData?.(controller, chunk);
  }

  onResponseEnd(...end: Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseEnd']>>): void {
    this.#handler.onResponseEnd?.(...end);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#handler.onResponseError?.(controller, error);
  }
}
