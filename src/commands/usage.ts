import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command line cannot be understood; the message says which word and what is possible. Exit code 2. */
export class UsageError extends Error {}

/**
 * `parseArgs` with faults as {@link UsageError}; `--no-NAME` turns a boolean option off.
 *
 * @throws UsageError for options that do not exist or lack their value.
 */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; strict: true; allowNegative: true }>>['values'] {
  try {
    return parseArgs({ args, options, strict: true, allowNegative: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError naming the option, its value and the values that are possible. */
export function oneOf<const T extends string>(option: string, value: string, values: readonly T[]): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`--${option} '${value}' is not possible; use one of ${values.join(', ')}`);
  }
  return found;
}

/** @throws UsageError naming the option and its value if that is no whole number in the range. */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`--${option} '${value}' is not possible; use a whole number from ${least} to ${most}`);
  }
  return number;
}
