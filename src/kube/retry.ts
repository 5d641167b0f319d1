import { backoffMs } from '../runtime/backoff.ts';
import { ApiError, ConnectionError, isTooManyRequests } from './errors.ts';

/** How often a call is retried. */
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
 * Whether a retry of a failed call is safe and may help. A call is idempotent if sending it twice has the same effect
 * as sending it once. Any call may be retried that never reached the server or was shed as overload (429 with
 * Retry-After, as by API Priority and Fairness): the server did nothing. A 429 without a time, or of a disruption
 * budget, is a refusal.
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

/** Milliseconds before the next attempt: what the server asks for, plus a random time of our own. */
export function retryAfterMs({ retryAfterSeconds = 0 }: ApiError, attempt: number): number {
  return retryAfterSeconds * 1000 + backoffMs(attempt, BACKOFF);
}
