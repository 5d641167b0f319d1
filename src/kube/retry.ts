import { backoffMs } from '../runtime/backoff.ts';
import { ApiError, ConnectionError, isTooManyRequests } from './errors.ts';

/** A call is tried again this often. */
export const RETRIES = 4;

const BACKOFF = { baseMs: 100, capMs: 5_000 };

/** No connection was made, so the server has not seen the request. */
const NOT_SENT = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_PRX_CONN',
]);

/** A connection broke, and what the server did with the request is unknown. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET']);

/**
 * Whether a failed call may be sent again and that may help. A call is idempotent if to send it twice does no more than to
 * send it once. Any call may be sent again that never reached the server or was shed as overload (429 with Retry-After, as
 * by API Priority and Fairness): nothing was done about it. A 429 that names no time or is a disruption budget's is a
 * refusal.
 */
export function isRepeatable(error: unknown, idempotent: boolean): boolean {
  if (error instanceof ConnectionError) {
    return NOT_SENT.has(error.code) || (idempotent && BROKEN.has(error.code));
  }
  if (!(error instanceof ApiError)) {
    return false;
  }
  const { retryAfterSeconds, status, causes } = error;
  if (isTooManyRequests(error)) {
    return retryAfterSeconds !== undefined && causes.every(({ reason }) => reason !== 'DisruptionBudget');
  }
  return idempotent && (status === 503 || (status >= 500 && retryAfterSeconds !== undefined));
}

/** Milliseconds after which the server may be asked again: what it wants callers to wait, and then at a time of our own. */
export function retryAfterMs({ retryAfterSeconds = 0 }: ApiError, attempt: number): number {
  return retryAfterSeconds * 1000 + backoffMs(attempt, BACKOFF);
}
