const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

interface Scale {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const SCALES: ReadonlyMap<string, Scale> = new Map([
  ...BINARY.map((suffix, index) => [suffix, { numerator: 1024n ** BigInt(index + 1), denominator: 1n }] as const),
  ...DECIMAL.map((suffix, index) => [suffix, powerOfTen((index - 3) * 3)] as const),
]);

/** Groups: sign, whole digits, fraction, suffix and exponent. Unnamed groups are twice as fast as named ones. */
const QUANTITY = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d{1,2}))?$/;

/**
 * A Kubernetes quantity as a whole number, rounded up (away from zero for negative ones), as the API server does where
 * it needs an integer: `1.5Gi`, `128974848`, `129e6`, `500m` (1).
 *
 * @param perUnit fractions of a unit to count in: with 1000n, `500m` is 500n
 * @throws RangeError if the text is not a quantity
 */
export function parseQuantity(quantity: number | string, perUnit = 1n): bigint {
  if (typeof quantity === 'number' && Number.isSafeInteger(quantity)) {
    return BigInt(quantity) * perUnit;
  }
  const parts = QUANTITY.exec(String(quantity));
  if (parts === null) {
    throw new RangeError(`'${quantity}' is not a quantity; write for example 512Mi, 1.5Gi or 536870912`);
  }
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = parts;
  const scale = exponent === undefined ? SCALES.get(suffix) : powerOfTen(Number(exponent));
  const { numerator, denominator } = scale ?? powerOfTen(0);
  const divisor = fraction === '' ? denominator : denominator * 10n ** BigInt(fraction.length);
  const product = BigInt(whole + fraction) * numerator * perUnit;
  const magnitude = divisor === 1n ? product : (product + divisor - 1n) / divisor;
  return sign === '-' ? -magnitude : magnitude;
}

/** Whether {@link parseQuantity} accepts it. */
export function isQuantity(quantity: number | string): boolean {
  return QUANTITY.test(String(quantity));
}

function powerOfTen(power: number): Scale {
  return power < 0
    ? { numerator: 1n, denominator: 10n ** BigInt(-power) }
    : { numerator: 10n ** BigInt(power), denominator: 1n };
}

/** Whether a value is a quantity of 0 or more. */
export function isAmount(value: unknown): value is number | string {
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    isQuantity(value) &&
    (!String(value).startsWith('-') || parseQuantity(value) === 0n)
  );
}

/** Bytes as an exact quantity with the largest binary suffix that needs no fraction: `228Mi`, `1Gi`, `1025`. */
export function formatBinary(bytes: bigint): string {
  let value = bytes;
  let suffix = '';
  for (const next of BINARY) {
    if (value === 0n || value % 1024n !== 0n) {
      break;
    }
    value /= 1024n;
    suffix = next;
  }
  return `${value}${suffix}`;
}

/** Bytes for people, rounded up to a tenth: `227.5 MiB`. Not a quantity. */
export function formatSize(bytes: bigint): string {
  const power = BINARY.findLastIndex((_, index) => bytes >= 1024n ** BigInt(index + 1));
  if (power === -1) {
    return `${bytes} B`;
  }
  const unit = 1024n ** BigInt(power + 1);
  const tenths = (bytes * 10n + unit - 1n) / unit;
  return `${tenths / 10n}.${tenths % 10n} ${BINARY[power]}B`;
}
