/** The few types of DER (ITU-T X.690) that a certificate is made of, each as its encoded bytes. */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;
/** Class of tags whose meaning depends on where they stand. */
const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;

/** The longest content whose length is a single byte. */
const SHORT = 0x7f;

function encoded(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length <= SHORT) {
    return Buffer.from([length]);
  }
  const bytes = minimal(length);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** Big-endian, without leading zeros. */
function minimal(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 0x100)) {
    bytes.unshift(rest % 0x100);
  }
  return bytes;
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => encoded(TAG.sequence, ...items);
export const setOf = (item: Uint8Array): Buffer => encoded(TAG.set, item);
export const octetString = (content: Uint8Array): Buffer => encoded(TAG.octetString, content);
export const utf8String = (text: string): Buffer => encoded(TAG.utf8String, Buffer.from(text));
/** TRUE; FALSE is the default wherever a certificate has one, and DER leaves defaults out. */
export const isTrue = (): Buffer => encoded(TAG.boolean, Buffer.from([0xff]));

/** A whole number that is not negative, as big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  // A first bit that is set would make it negative.
  const sign = (digits[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0);
  return encoded(TAG.integer, sign, digits);
}

/** Bits, of which the last byte does not use the given number. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  encoded(TAG.bitString, Buffer.from([unusedBits]), bytes);

/** @param dotted such as `2.5.29.17` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encoded(TAG.objectIdentifier, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value % 0x80];
  for (let rest = Math.floor(value / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    bytes.unshift(0x80 | (rest % 0x80));
  }
  return bytes;
}

/** In whole seconds; RFC 5280 section 4.1.2.5 wants two digits of the year until 2049. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/\.\d+|[-:T]/g, '');
  return date.getUTCFullYear() < 2050
    ? encoded(TAG.utcTime, Buffer.from(digits.slice(2)))
    : encoded(TAG.generalizedTime, Buffer.from(digits));
}

/** A member with a number of its own that is encoded around a value. */
export const explicit = (number: number, value: Uint8Array): Buffer => encoded(CONTEXT | CONSTRUCTED | number, value);
/** A member with a number of its own in place of its type. */
export const implicit = (number: number, content: Uint8Array): Buffer => encoded(CONTEXT | number, content);
