import { formatSize } from '../../api/quantity.ts';

/** Bytes of a status for people, whatever is there. */
export function sizeOf(bytes: number | undefined): string {
  return formatSize(BigInt(Number.isSafeInteger(bytes) ? (bytes ?? 0) : 0));
}
