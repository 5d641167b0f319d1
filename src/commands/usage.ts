import { Option } from '@commander-js/extra-typings';
import { PROVEN_RELEASES, releaseOfImage } from '../iceoryx/release.ts';
import type { AgentImage } from '../pod/agent-image.ts';

/** The command line is wrong. The message names the word and the allowed values. The exit code is 2. */
export class UsageError extends Error {}

/** @throws UsageError naming the option, its value and the allowed values. */
export function oneOf<const T extends string>(option: string, value: string, values: readonly T[]): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`--${option} '${value}' is not possible; use one of ${values.join(', ')}`);
  }
  return found;
}

/** An option with one of these values, which the help lists and shells complete. */
export function choiceOption<const F extends string, const T extends string>(
  flags: F,
  description: string,
  values: readonly T[],
) {
  const option = new Option(flags, description);
  return option.choices(values).argParser((value) => oneOf(option.name(), value, values));
}

/** @throws UsageError naming the option and its value if it is not a whole number in the range. */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`--${option} '${value}' is not possible; use a whole number from ${least} to ${most}`);
  }
  return number;
}

/**
 * The seconds of a duration such as `90s`, `10m` or `1h30m`.
 *
 * @throws UsageError naming the option and its value
 */
export function seconds(option: string, value: string): number {
  const groups = /^(?=\d)(?:(?<h>\d{1,5})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,8})s)?$/.exec(value)?.groups ?? {};
  const total = Number(groups['h'] ?? 0) * 3600 + Number(groups['m'] ?? 0) * 60 + Number(groups['s'] ?? 0);
  if (total === 0) {
    throw new UsageError(`--${option} '${value}' is not possible; use a duration such as 90s, 10m or 1h30m`);
  }
  return total;
}

/** The option `--default-roudi-image`, for objects without an image; its tag must contain the release. */
export function defaultImage(value: string | undefined): string | undefined {
  if (value === undefined || (releaseOfImage(value) !== undefined && !/\s/.test(value))) {
    return value;
  }
  const tags = PROVEN_RELEASES.map(({ id }) => id).join(' or ');
  throw new UsageError(
    `--default-roudi-image '${value}' is not possible; use an image whose tag names iceoryx ${tags}, such as registry.example.com/iceoryx/roudi:2.0.6`,
  );
}

/** Default image of the agent, of the same release. The tag is the agent's own version (agent/main.go). */
export const AGENT_IMAGE = 'iceoryx.invalid/iceoryx-agent:0.1.0';

const PULL_POLICIES = ['IfNotPresent', 'Always', 'Never'] as const;

/** The options `--agent-image` and `--agent-image-pull-policy`. */
export function agentImage(image: string, pullPolicy?: string): AgentImage {
  if (image === '' || /\s/.test(image)) {
    throw new UsageError(`--agent-image '${image}' is not possible; use the name of an image, such as ${AGENT_IMAGE}`);
  }
  return pullPolicy === undefined
    ? { image }
    : { image, imagePullPolicy: oneOf('agent-image-pull-policy', pullPolicy, PULL_POLICIES) };
}

const UNITS = { h: 3_600_000, m: 60_000, s: 1000 } as const;

/**
 * A time as kubectl has it, `90s`, `5m` or `1h30m`, or in seconds, in milliseconds.
 *
 * @throws UsageError naming the option and its value
 */
export function milliseconds(option: string, value: string): number {
  const parts = [...value.matchAll(/(?<number>\d+)(?<unit>[hms])/g)];
  const isWhole = parts.map(([text]) => text).join('') === value && value !== '';
  const sum = /^\d+$/.test(value)
    ? Number(value) * UNITS.s
    : parts.reduce(
        (ms, { groups }) => ms + Number(groups?.['number']) * UNITS[groups?.['unit'] as keyof typeof UNITS],
        0,
      );
  // Timers of Node are no longer.
  if ((!isWhole && !/^\d+$/.test(value)) || sum === 0 || sum >= 2 ** 31) {
    throw new UsageError(`--${option} '${value}' is not possible; use a time such as 90s, 5m or 1h30m`);
  }
  return sum;
}

/** @throws UsageError unless the value is a list of labels, such as `robot=arm,zone=b` */
export function labelsOf(option: string, value: string): Record<string, string> {
  const pairs = value.split(',').map((word) => /^(?<key>[^=!<>()\s]+)==?(?<value>[^=!<>()\s]*)$/.exec(word)?.groups);
  return Object.fromEntries(
    pairs.map((pair) => {
      if (pair === undefined) {
        throw new UsageError(`--${option} '${value}' is not possible; use labels such as robot=arm,zone=b`);
      }
      return [pair['key'], pair['value']];
    }),
  );
}

/** The parser of an option that may be repeated. */
export function repeated(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

/** @throws UsageError unless the value is the name of a namespace */
export function namespaceOf(value: string): string {
  return namespacesOf([value])?.[0] ?? value;
}

/** The values of the option `--namespace` without duplicates; undefined for all namespaces. */
export function namespacesOf(
  values: readonly string[] | undefined,
  option = 'namespace',
): readonly string[] | undefined {
  const wrong = values?.find((value) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value));
  if (wrong !== undefined) {
    throw new UsageError(`--${option} '${wrong}' is not possible; use the name of one namespace`);
  }
  return values === undefined ? undefined : [...new Set(values)];
}
