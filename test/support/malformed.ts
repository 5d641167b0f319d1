import * as fc from 'fast-check';
import { ANY_CHARACTER } from './arbitraries.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** Keys with a meaning in JavaScript, or in other places of a pod. */
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  '',
  'name',
  'spec',
  '💥',
  'a.b/c',
];
const WORDS = [
  ...KEYS,
  'NaN',
  'Infinity',
  '-1',
  '1e9999',
  '0x10',
  '1'.repeat(400),
  '1Gi',
  '-5Mi',
  '5XB',
  '9223372036854775808',
  'a'.repeat(10_000),
  ' ',
  '\u0000',
  '\ud800',
  '\u202e..',
  '$(A)',
  '../../etc',
  'roudi:2.0.6',
  '2'.repeat(5_000),
  'Always',
];
const NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  1e308,
  -1e308,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

const scalar = fc.oneof(
  fc.constantFrom<Json>(null, true, false, ...NUMBERS, ...WORDS),
  fc.double(),
  fc.string({ unit: ANY_CHARACTER }),
);
const shallow: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.array(fc.tuple(fc.constantFrom(...KEYS), scalar), { maxLength: 3 }).map(objectOf),
);
const nested = fc
  .tuple(fc.constantFrom(2, 20, 1_000), fc.boolean(), scalar)
  .map(([depth, inList, inner]) => wrapped(inner, depth, inList));
const anything: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: shallow },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: fc.array(shallow, { maxLength: 5 }) },
);

function wrapped(inner: Json, depth: number, inList: boolean): Json {
  let value = inner;
  for (let level = 0; level < depth; level++) {
    value = inList ? [value] : { a: value };
  }
  return value;
}

/** Builds an object like a parser does: `__proto__` is a key like any other. */
function objectOf(entries: readonly (readonly [string, Json])[]): { [key: string]: Json } {
  const object: { [key: string]: Json } = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return object;
}

type Fault = (parent: Json[] | { [key: string]: Json }, key: string | number) => Json;

const fault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 4,
    arbitrary: anything.map(
      (value): Fault =>
        (parent, key) =>
          changed(parent, key, () => value),
    ),
  },
  { weight: 2, arbitrary: fc.constant<Fault>(without) },
  { weight: 1, arbitrary: fc.constant<Fault>((parent, key) => changed(parent, key, (value) => [value, value])) },
  {
    weight: 1,
    arbitrary: fc.constant<Fault>((parent, key) => changed(parent, key, (value) => ({ name: 'app', x: value }))),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...KEYS), anything).map(
      ([name, value]): Fault =>
        (parent, key) =>
          changed(parent, key, (old) => (isObject(old) ? objectOf([...Object.entries(old), [name, value]]) : value)),
    ),
  },
);

function changed(parent: Json[] | { [key: string]: Json }, key: string | number, change: (value: Json) => Json): Json {
  return Array.isArray(parent)
    ? parent.map((item, index) => (index === key ? change(item) : item))
    : objectOf(Object.entries(parent).map(([name, value]) => [name, name === key ? change(value) : value]));
}

function without(parent: Json[] | { [key: string]: Json }, key: string | number): Json {
  return Array.isArray(parent)
    ? parent.filter((_, index) => index !== key)
    : objectOf(Object.entries(parent).filter(([name]) => name !== key));
}

/** Values of which one to three parts are missing, doubled, of another type or senseless. */
export function malformed(sound: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const faults = fc.array(fc.tuple(fc.nat(), fault), { minLength: 1, maxLength: 3 });
  return fc.tuple(sound, faults).map(([value, faults]) =>
    faults.reduce<Json>((spoilt, [place, fault]) => {
      const paths = pathsOf(spoilt);
      return spoiltAt(spoilt, paths[place % paths.length] ?? [], fault);
    }, value as Json),
  );
}

function spoiltAt(value: Json, [key, ...rest]: Path, fault: Fault): Json {
  if (key === undefined || typeof value !== 'object' || value === null) {
    return value;
  }
  return rest.length === 0 ? fault(value, key) : changed(value, key, (child) => spoiltAt(child, rest, fault));
}

/** Deep nests are left alone: they are faults already. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null || path.length > 30) {
    return [];
  }
  const entries: (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])]);
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
