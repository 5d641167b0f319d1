import { CONFIGURATION } from './last-words/configuration.ts';
import { CONNECTION } from './last-words/connection.ts';
import { EXCLUSION } from './last-words/exclusion.ts';
import { IDENTITY } from './last-words/identity.ts';
import { LIFETIME } from './last-words/lifetime.ts';
import { LIMITS } from './last-words/limits.ts';
import { MEMORY } from './last-words/memory.ts';
import type { Signature } from './last-words/signature.ts';

export { EXIT_CODES } from './last-words/exit-codes.ts';
export type { ExitSignature } from './last-words/exit-codes.ts';
export type { Explanation, Place, Severity, Signature, Speaker } from './last-words/signature.ts';

/**
 * What RouDi and apps say when something is wrong, by theme. Within a severity the earlier one tells more: causes come
 * before what follows from them, and the one for every other error comes last.
 */
export const THEMES: Readonly<Record<string, readonly Signature[]>> = {
  'Configuration and command line': CONFIGURATION,
  'Users and groups': IDENTITY,
  'Shared memory': MEMORY,
  'Locks and sockets': EXCLUSION,
  'Between app and RouDi': CONNECTION,
  'Start, stop and crashes of apps': LIFETIME,
  'Pools and limits': LIMITS,
};

export const SIGNATURES: readonly Signature[] = Object.values(THEMES).flat();
