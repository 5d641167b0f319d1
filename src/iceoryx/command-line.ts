import type { Compatibility, LogLevel, Release } from './release.ts';
import type { NumberFlag } from './releases/record.ts';

export type { Compatibility } from './release.ts';

/** RouDi's command line, typed; RouDi's own defaults apply to absent options. */
export interface RoudiOptions {
  readonly configFile: string;
  readonly monitoring: boolean;
  readonly logLevel?: LogLevel;
  readonly compatibility?: Compatibility;
  /** Seconds until RouDi kills apps that ignore its SIGTERM. */
  readonly killDelaySeconds: number;
  /** Seconds RouDi waits for apps before it sends them SIGTERM; not in every release. */
  readonly terminationDelaySeconds?: number;
  /** Distinguishes the ports of several RouDis; changes no file name. */
  readonly uniqueRoudiId?: number;
}

/** A value that RouDi would refuse; releases up to 2.90 exit at once with code 0. */
export class RoudiOptionError extends Error {
  override readonly name = 'RoudiOptionError';
  readonly option: keyof RoudiOptions;
  readonly value: unknown;

  constructor(option: keyof RoudiOptions, value: unknown, remedy: string) {
    super(`${option} is '${String(value)}': ${remedy}`);
    this.option = option;
    this.value = value;
  }
}

const UTF8 = new TextEncoder();

/**
 * RouDi's arguments. The configuration file is always passed: without `-c`, releases up to 2.90 claim to read the
 * default path but use the built-in configuration (iceoryx#1826). Monitoring is always stated because its default
 * changed from on to off between 2.0 and 2.90.
 *
 * @throws RoudiOptionError
 */
export function commandLine(options: RoudiOptions, { flags, id }: Release): string[] {
  const { configFile, monitoring, logLevel, compatibility } = options;
  const { length } = UTF8.encode(configFile);
  if (length === 0 || length > flags.configFile.maxLength) {
    throw new RoudiOptionError('configFile', configFile, `give a path of 1 to ${flags.configFile.maxLength} bytes`);
  }
  const number = (option: keyof RoudiOptions, flag: NumberFlag | undefined): string[] => {
    const value = options[option];
    if (value === undefined) {
      return [];
    }
    if (flag === undefined) {
      throw new RoudiOptionError(option, value, `RouDi ${id} has no such flag and would not start; leave it out`);
    }
    if (!Number.isInteger(value) || Number(value) < flag.min || Number(value) > flag.max) {
      throw new RoudiOptionError(option, value, `give a whole number from ${flag.min} to ${flag.max}`);
    }
    return [flag.flag, String(value)];
  };
  return [
    flags.configFile.flag,
    configFile,
    flags.monitoring.flag,
    flags.monitoring.words[monitoring ? 'On' : 'Off'],
    ...number('killDelaySeconds', flags.killDelay),
    ...(logLevel === undefined ? [] : [flags.logLevel.flag, flags.logLevel.words[logLevel]]),
    ...(compatibility === undefined ? [] : [flags.compatibility.flag, flags.compatibility.words[compatibility]]),
    ...number('terminationDelaySeconds', flags.terminationDelay),
    ...number('uniqueRoudiId', flags.uniqueRoudiId),
  ];
}
