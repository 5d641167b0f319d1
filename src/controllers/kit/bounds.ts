import { depthProblems } from '../../api/rules/depth.ts';
import { cut } from '../../text.ts';

/*
 * Limits of what a cache keeps of data that others write. An object of the API server has up to 1.5 MiB, and takes some
 * six times that in memory: 40 of them would use all that the operator has.
 */

/** Limit of one of our objects in a cache, in bytes of JSON: many times what pods of many containers need. */
export const MOST_OBJECT_BYTES = 128 * 1024;
/** Limit of one text in a status that others write, such as the message of a registry, in UTF-16 units. */
export const MOST_TEXT = 2048;
/** Limit of an annotation or label of ours, on an object that others may write, in UTF-16 units. */
export const MOST_ANNOTATION = 16 * 1024;
/** Limit of entries of one list in a status that others write. */
export const MOST_ENTRIES = 64;

/** Limit of containers of one pod: some 10 KiB of memory in a cache of many pods. */
export const MOST_CONTAINERS = 256;

/** Bytes of a value as JSON in UTF-8, where characters other than ASCII count more. */
export function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * Why one of our objects is not kept whole, and the way out; undefined if it is. The API server takes 10,000 levels of
 * fields that it does not know (json.Unmarshal of Go 1.26), for which no recursive function has the stack.
 *
 * @param shorten what there is to shorten, in words
 */
export function excessOf(kept: object, shorten: string): string | undefined {
  const [nested] = depthProblems(kept);
  if (nested !== undefined) {
    return `${cut(nested.path, MOST_TEXT)}: ${nested.message}`;
  }
  const bytes = bytesOf(kept);
  const [most, has] = [MOST_OBJECT_BYTES, bytes].map((each) => Math.ceil(each / 1024));
  return bytes <= MOST_OBJECT_BYTES
    ? undefined
    : `the operator keeps specifications of ${most} KiB, and this one has ${has} KiB: shorten ${shorten}`;
}

/** A copy of a value of plain objects and lists, in which long texts and lists are cut. */
export function bounded<T>(value: T): T {
  if (typeof value === 'string') {
    return cut(value, MOST_TEXT) as T;
  }
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((one: unknown) => bounded(one)) as T;
  }
  return typeof value === 'object' && value !== null
    ? (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, bounded(one)])) as T)
    : value;
}
