import { CONFIGURATION } from './signatures/configuration.ts';
import { CONNECTION } from './signatures/connection.ts';
import { EXCLUSION } from './signatures/exclusion.ts';
import { IDENTITY } from './signatures/identity.ts';
import { LIFETIME } from './signatures/lifetime.ts';
import { LIMITS } from './signatures/limits.ts';
import { MEMORY } from './signatures/memory.ts';
import type { Signature } from './signatures/signature.ts';

export { EXIT_CODES } from './signatures/exit-codes.ts';
export type { ExitSignature } from './signatures/exit-codes.ts';
export type { Explanation, Place, Severity, Signature, Speaker } from './signatures/signature.ts';

/**
 * Messages of RouDi and apps about faults, by theme. Within a severity, earlier ones are more relevant: causes come
 * before consequences, and the signature of all other errors comes last.
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
