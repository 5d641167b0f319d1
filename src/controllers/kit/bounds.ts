import { cut } from '../../text.ts';

/*
 * What others write and a cache keeps. An object of the API server has up to 1.5 MiB, and takes some six times that in
 * memory: 40 of them would be all that the operator has.
 */

/** Bytes of JSON of one object of ours that are kept: many times what pods of many containers take. */
export const MOST_OBJECT_BYTES = 128 * 1024;
/** UTF-16 units of one text in a status of others, such as the message of a registry. */
export const MOST_TEXT = 2048;
/** Of an annotation of ours, on an object that others may write. */
export const MOST_ANNOTATION = 16 * 1024;
/** Entries of one list in a status of others. */
export const MOST_ENTRIES = 64;

/** Bytes of a value as JSON; strings of other alphabets count more. */
export function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** A value of plain objects and lists with long texts and lists cut. */
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
