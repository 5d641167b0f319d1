import * as fc from 'fast-check';

/** Fields by name, each with its possible values. */
export type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** A plain object with these fields. Optional ones are present one time in `oneIn`. */
export function fields(required: Fields, optional: Fields = {}, oneIn = 4): fc.Arbitrary<Record<string, unknown>> {
  const all = { ...required, ...Object.fromEntries(Object.entries(optional).map(rarely(oneIn))) };
  // fast-check's own records sometimes have no prototype, which no parser of JSON or YAML produces.
  return fc
    .record(all)
    .map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));
}

function rarely(oneIn: number): (field: [string, fc.Arbitrary<unknown>]) => [string, fc.Arbitrary<unknown>] {
  return ([name, value]) => [
    name,
    fc.oneof(
      { withCrossShrink: true },
      { weight: oneIn - 1, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: value },
    ),
  ];
}

/** One of some values of any types. */
export function one(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...values);
}

/** One to `most` different strings from a few. */
export function some(values: readonly string[], most = values.length): fc.Arbitrary<string[]> {
  return fc.subarray([...values], { minLength: 1, maxLength: most });
}

/** A map of strings, such as labels. */
export function pairs(keys: readonly string[], values: readonly string[]): fc.Arbitrary<Record<string, string>> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)), {
      minLength: 1,
      maxLength: 3,
      selector: ([key]) => key,
    })
    .map((entries) => Object.fromEntries(entries));
}

/** Code points of halves of surrogate pairs, which are no characters. */
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any character, for strings with it as their unit. fast-check's own, `binary`, first makes a table of all of Unicode,
 * which takes most of a second in each file.
 */
export const ANY_CHARACTER: fc.Arbitrary<string> = fc.nat(0x10_ff_ff - SURROGATES.count).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (character) => {
    if (typeof character !== 'string' || !/^\P{Cs}$/su.test(character)) {
      throw new TypeError('not a character');
    }
    const point = character.codePointAt(0) ?? 0;
    return point < SURROGATES.first ? point : point - SURROGATES.count;
  },
);
