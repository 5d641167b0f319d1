import type { Dispatcher } from 'undici';

/** A write was not sent because the check before it threw; `cause` is what it threw. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}

/**
 * Runs the check at the last possible moment: a connection is open, and a request other than a read is about to be
 * written to it. A request may wait for its connection as long as its deadline allows.
 */
export function leaderFence(check: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, options.method === 'GET' ? handler : new FencedHandler(handler, check));
}

class FencedHandler implements Dispatcher.DispatchHandler {
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
      throw new FencedError('the write was not sent', { cause });
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
