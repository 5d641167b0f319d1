import test from 'ava';
import * as fc from 'fast-check';
import { formatBinary, formatSize, isAmount, isQuantity, parseQuantity } from '../../../src/api/quantity.ts';

const FACTORS: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1000n,
  M: 1000n ** 2n,
  G: 1000n ** 3n,
  T: 1000n ** 4n,
  P: 1000n ** 5n,
  E: 1000n ** 6n,
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
  Ti: 1024n ** 4n,
  Pi: 1024n ** 5n,
  Ei: 1024n ** 6n,
};
const bytes = fc.bigInt({ min: 0n, max: 2n ** 70n });

test('reads the examples of the Kubernetes documentation', (t) => {
  for (const text of ['128974848', '129e6', '129M', '128974848000m', '123Mi']) {
    t.is(parseQuantity(text) / 1_000_000n, 128n + (text.startsWith('129') ? 1n : 0n), text);
  }
  t.is(parseQuantity(129), 129n);
  t.is(parseQuantity('.5Ki'), 512n);
  t.is(parseQuantity('1.Ki'), 1024n);
  t.is(parseQuantity('+1E3'), 1000n);
  t.is(parseQuantity('1E'), 10n ** 18n);
});

test('rounds up to whole numbers, away from zero', (t) => {
  t.is(parseQuantity('1m'), 1n);
  t.is(parseQuantity('1001m'), 2n);
  t.is(parseQuantity('1n'), 1n);
  t.is(parseQuantity('1000000u'), 1n);
  t.is(parseQuantity('1.1'), 2n);
  t.is(parseQuantity('1e-1'), 1n);
  t.is(parseQuantity('-1.1'), -2n);
  t.is(parseQuantity('0m'), 0n);
});

test('a suffix multiplies exactly, however large the number', (t) => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(...Object.keys(FACTORS)), (value, suffix) => {
      t.is(parseQuantity(`${value}${suffix}`), value * (FACTORS[suffix] ?? 0n));
    }),
  );
  t.pass();
});

test('a decimal exponent is the number with its zeros', (t) => {
  fc.assert(
    fc.property(bytes, fc.nat(20), (value, power) => {
      t.is(parseQuantity(`${value}e${power}`), parseQuantity(`${value}${'0'.repeat(power)}`));
      t.is(parseQuantity(`${value}${'0'.repeat(power)}e-${power}`), value);
    }),
  );
});

test('a fraction never reads as less than it is, nor as a whole number too much', (t) => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 999_999 }), (whole, millionths) => {
      const text = `${whole}.${String(millionths).padStart(6, '0')}`;
      t.is(parseQuantity(text), BigInt(whole) + (millionths === 0 ? 0n : 1n));
    }),
  );
});

test('a quantity that is written reads back as the same', (t) => {
  fc.assert(fc.property(bytes, (value) => t.is(parseQuantity(formatBinary(value)), value)));
  t.is(formatBinary(228n * 1024n * 1024n), '228Mi');
  t.is(formatBinary(1025n), '1025');
  t.is(formatBinary(0n), '0');
});

test('sizes are written for readers', (t) => {
  t.deepEqual([0n, 1023n, 1024n, 216_028_160n, 1n + 1024n ** 3n].map(formatSize), [
    '0 B',
    '1023 B',
    '1.0 KiB',
    '206.1 MiB',
    '1.1 GiB',
  ]);
});

test('an invalid quantity is refused with an example of a valid one', (t) => {
  for (const text of ['', ' ', '.', '-', 'Mi', '1 Mi', '1mi', '1KB', '1e', '1e1.5', '0x10', '1,5', 'NaN', '1Mi ']) {
    t.false(isQuantity(text), text);
    t.throws(() => parseQuantity(text), { instanceOf: RangeError, message: /is not a quantity; write for example/ });
  }
  t.true(isQuantity('1.5Gi'));
});

test('an amount is a quantity from 0 upwards', (t) => {
  for (const value of [0, '0', '-0', '1.5Gi', 7, '+1', '.5', '5.']) {
    t.true(isAmount(value), String(value));
  }
  for (const value of [-1, '-1n', '', '.', 'm', null, {}, undefined, Number.NaN]) {
    t.false(isAmount(value), JSON.stringify(value));
  }
});
