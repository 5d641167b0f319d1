import { createHash } from 'node:crypto';

/** Digest of a value's JSON, with its fields in order; 16 hexadecimal digits. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
