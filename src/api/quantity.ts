const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

const QUANTITY =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:(?<suffix>[KMGTPE]i|[numkMGTPE])|[eE](?<exponent>[+-]?\d{1,2}))?$/;

/**
 * A Kubernetes quantity as a whole number, rounded up (away from zero below it), as the API server does where it needs
 * one: `1.5Gi`, `128974848`, `129e6`, `500m` (1).
 *
 * @param perUnit parts of a unit to count in: with 1000n, `500m` is 500n
 * @throws RangeError if the text is not a quantity
 */
export function parseQuantity(quantity: number | string, perUnit = 1n): bigint {
  const { whole = '', fraction = '', suffix, exponent, sign } = QUANTITY.exec(String(quantity))?.groups ?? {};
  if (whole === '' && fraction === '') {
    throw new RangeError(`'${quantity}' is not a quantity; write for example 512Mi, 1.5Gi or 536870912`);
  }
  const { numerator, denominator } = scale(suffix, exponent);
  const divisor = denominator * 10n ** BigInt(fraction.length);
  const magnitude = (BigInt(whole + fraction) * numerator * perUnit + divisor - 1n) / divisor;
  return sign === '-' ? -magnitude : magnitude;
}

/** Whether {@link parseQuantity} accepts it. */
export function isQuantity(quantity: number | string): boolean {
  const groups = QUANTITY.exec(String(quantity))?.groups;
  return groups !== undefined && `${groups['whole'] ?? ''}${groups['fraction'] ?? ''}` !== '';
}

function scale(suffix = '', exponent?: string): { numerator: bigint; denominator: bigint } {
  const binary = BINARY.indexOf(suffix);
  if (binary !== -1) {
    return { numerator: 1024n ** BigInt(binary + 1), denominator: 1n };
  }
  const power = exponent === undefined ? (DECIMAL.indexOf(suffix) - 3) * 3 : Number(exponent);
  return power < 0
    ? { numerator: 1n, denominator: 10n ** BigInt(-power) }
    : { numerator: 10n ** BigInt(power), denominator: 1n };
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

/** Bytes for readers, rounded up to a tenth: `227.5 MiB`. Not a quantity. */
export function formatSize(bytes: bigint): string {
  const power = BINARY.findLastIndex((_, index) => bytes >= 1024n ** BigInt(index + 1));
  if (power === -1) {
    return `${bytes} B`;
  }
  const unit = 1024n ** BigInt(power + 1);
  const tenths = (bytes * 10n + unit - 1n) / unit;
  return `${tenths / 10n}.${tenths % 10n} ${BINARY[power]}B`;
}
