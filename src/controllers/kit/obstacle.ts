import {
  type ApiError,
  isForbidden,
  isInvalid,
  isMalformed,
  isNamespaceEnding,
  isTooLarge,
} from '../../kube/errors.ts';
import type { Requeue } from './requeue.ts';

/** Why something cannot be done until a user acts, or until a problem has passed. */
export interface Obstacle<Reason extends string = string> {
  /** The reason as one CamelCase word. */
  readonly reason: Reason;
  readonly message: string;
}

/**
 * Answers by which the API server refuses a write until a user acts. Any other error may pass by itself. `Forbidden`
 * comes from a quota, an admission webhook, or missing rights.
 */
const REFUSALS = [
  ['TooLarge', isTooLarge],
  ['Invalid', isInvalid],
  ['Malformed', isMalformed],
  ['Forbidden', isForbidden],
] as const;

export type Refusal = (typeof REFUSALS)[number][0];

/** How the API server has refused a write; undefined for an error that may pass by itself. */
export function refusalIn(error: unknown): { readonly refusal: Refusal; readonly error: ApiError } | undefined {
  for (const [refusal, isOne] of REFUSALS) {
    if (isOne(error)) {
      return { refusal, error };
    }
  }
  return undefined;
}

/**
 * Why an object cannot be written until a user acts; undefined for an error that may pass by itself.
 *
 * @param kind of the object, for the message
 * @param field of the owner's specification that the object is made from
 */
export function refusalOf(
  error: unknown,
  kind: string,
  field: string,
): Obstacle<'Forbidden' | 'TemplateRefused'> | undefined {
  const refused = refusalIn(error);
  if (refused === undefined || isNamespaceEnding(error)) {
    return undefined;
  }
  const { detail } = refused.error;
  switch (refused.refusal) {
    case 'TooLarge': {
      const message = `the ${kind} is too large for the API server, which accepts 1.5 MiB including metadata: shorten ${field} (${detail})`;
      return { reason: 'TemplateRefused', message };
    }
    case 'Invalid':
    case 'Malformed': {
      const message = `the API server refuses the ${kind}, most likely because of ${field}: ${detail}`;
      return { reason: 'TemplateRefused', message };
    }
    case 'Forbidden':
      return { reason: 'Forbidden', message: `the API server does not allow the ${kind}: ${detail}` };
  }
}

/**
 * Milliseconds until a write is retried. Other owners' children, quotas and policies are not watched, so no event shows
 * that they have changed.
 */
const RETRY_MS: Readonly<Partial<Record<string, number>>> = {
  NameTaken: 30_000,
  TemplateRefused: 60_000,
  Forbidden: 30_000,
};

/** When to retry after an obstacle. */
export function retryOf(obstacle: Obstacle | undefined): Requeue {
  return { requeueAfterMs: obstacle && RETRY_MS[obstacle.reason] };
}
