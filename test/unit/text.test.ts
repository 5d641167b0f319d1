import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { cut, escaped, printable, printableAll, shortList } from '../../src/text.ts';
import { ANY_CHARACTER } from '../support/arbitraries.ts';

test('characters that control a terminal are escaped, and plain text is not changed', (t) => {
  t.is(printable('Größe: 7 µm, 日本, 🤖, C:\\x'), 'Größe: 7 µm, 日本, 🤖, C:\\x');
  t.is(printable('\u001B[2J\u009B1m\u0007'), '\\u{1b}[2J\\u{9b}1m\\u{7}');
  t.is(printable('a\nb\u2028c'), 'a\\nb\\u{2028}c');
  t.is(printable('\u202Egpj.exe'), '\\u{202e}gpj.exe', 'nothing changes the direction of the text');
  t.is(printable('\uD83D|\uDE00'), '\\u{d83d}|\\u{de00}', 'halves of surrogate pairs');
});

test('escaping twice is the same as once, and everything can be written', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), fc.integer({ min: 0, max: 0xffff }), (text, unit) => {
      const once = printable(text + String.fromCharCode(unit));
      return once === printable(once) && once.isWellFormed() && !/\p{C}/u.test(once);
    }),
  );
  t.pass();
});

test('all texts of a value are escaped', (t) => {
  t.deepEqual(printableAll({ a: ['\u0007', 7, undefined, null], b: { c: '\n' }, d: true }), {
    a: ['\\u{7}', 7, undefined, null],
    b: { c: '\\n' },
    d: true,
  });
});

test('a short list names the first items and counts the others', (t) => {
  const squared = (number: number): string => `${number * number}`;
  t.deepEqual(shortList([1, 2, 3], 3, squared), ['1', '4', '9']);
  t.deepEqual(shortList([1, 2, 3, 4], 2, squared), ['1', '4', 'and 2 more']);
});

test('a cut does not split a character', (t) => {
  t.is(cut('a🤖b', 1), 'a');
  t.is(cut('a🤖b', 2), 'a');
  t.is(cut('a🤖b', 3), 'a🤖');
  t.is(cut('a🤖b', 9), 'a🤖b');
  t.is(cut('a🤖', 3), 'a🤖');
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), fc.nat(20), (text, most) => {
      const short = cut(text, most);
      return text.startsWith(short) && short.isWellFormed() && short.length <= most;
    }),
  );
});

test('JSON and YAML keep their meaning when escaped, and control nothing', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), (text) => {
      const json = escaped(JSON.stringify({ text }));
      const yaml = escaped(stringify({ text }, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }));
      return (
        !/\p{C}/u.test(json) &&
        !/(?!\n)\p{C}/u.test(yaml) &&
        isDeepStrictEqual(JSON.parse(json), { text }) &&
        isDeepStrictEqual(parse(yaml), { text })
      );
    }),
  );
  t.pass();
});
