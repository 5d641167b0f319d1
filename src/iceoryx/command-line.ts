import type { LogLevel, Release } from './release.ts';

/** How far the iceoryx versions of RouDi and an app must agree (`-x`). */
export type Compatibility = 'Off' | 'Major' | 'Minor' | 'Patch' | 'CommitId' | 'BuildDate';

/** RouDi's command line, typed, so that a value it would refuse cannot be written down. */
export interface RoudiOptions {
  readonly configFile: string;
  readonly monitoring: boolean;
  readonly logLevel?: LogLevel;
  readonly compatibility?: Compatibility;
  /** Seconds until RouDi kills apps that ignore its SIGTERM. */
  readonly killDelaySeconds: number;
  /** Seconds RouDi waits for apps before it asks them to go; releases that have it only. */
  readonly terminationDelaySeconds?: number;
}

const COMPATIBILITY: Readonly<Record<Compatibility, string>> = {
  Off: 'off',
  Major: 'major',
  Minor: 'minor',
  Patch: 'patch',
  CommitId: 'commitId',
  BuildDate: 'buildDate',
};

/**
 * RouDi's arguments. The configuration file is always passed: without `-c`
 * releases up to 2.90 say that they read the default path but use the built-in
 * configuration (iceoryx#1826). Monitoring is always stated because its default
 * changed from on to off between 2.0 and 2.90.
 */
export function commandLine(options: RoudiOptions, release: Release): string[] {
  const { configFile, monitoring, logLevel, compatibility, killDelaySeconds, terminationDelaySeconds } = options;
  return [
    '-c',
    configFile,
    '-m',
    monitoring ? 'on' : 'off',
    '-k',
    String(killDelaySeconds),
    ...(logLevel === undefined ? [] : ['-l', release.logLevels[logLevel]]),
    ...(compatibility === undefined ? [] : ['-x', COMPATIBILITY[compatibility]]),
    ...(terminationDelaySeconds !== undefined && release.hasTerminationDelay
      ? ['-t', String(terminationDelaySeconds)]
      : []),
  ];
}
