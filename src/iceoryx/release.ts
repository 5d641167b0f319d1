/**
 * An iceoryx release line: versions whose file names, flags, sizes and messages
 * agree. Adding a line means adding one record to {@link RELEASES}.
 */
export interface Release {
  readonly id: ReleaseId;
  /** File names below /dev/shm and /tmp (`iceoryx_posh_types.hpp` v2.0.3:221-225, v2.95.8:266-270). */
  readonly names: {
    readonly managementSegment: string;
    dataSegment(writerGroup: string): string;
    readonly roudiSocket: string;
    readonly roudiLocks: readonly string[];
  };
  /** sizeof(ChunkHeader) on 64-bit platforms. */
  readonly chunkHeaderBytes: bigint;
  /**
   * Everything in the management segment but the memory pools' own tables, for
   * x86-64 glibc with the default compile-time limits. Other builds differ by a
   * few per cent or more; a deployment states theirs in `roudi.managementBytes`.
   */
  readonly managementBaseBytes: bigint;
  /** Largest chunk payload the configuration file can express. */
  readonly maxChunkBytes: bigint;
  /** Spelling of each log level on the command line. */
  readonly logLevels: Readonly<Record<LogLevel, string>>;
  /** Whether RouDi knows `--termination-delay` (commit 9055315f, first in v2.95.0). */
  readonly hasTerminationDelay: boolean;
}

export type ReleaseId = '2.0' | '2.95';

export type LogLevel = 'Off' | 'Fatal' | 'Error' | 'Warning' | 'Info' | 'Debug' | 'Verbose';

const LOG_LEVELS = {
  Off: 'off',
  Fatal: 'fatal',
  Error: 'error',
  Warning: 'warning',
  Info: 'info',
  Debug: 'debug',
  Verbose: 'verbose',
} as const;

export const RELEASES: Readonly<Record<ReleaseId, Release>> = {
  '2.0': {
    id: '2.0',
    names: {
      managementSegment: 'iceoryx_mgmt',
      dataSegment: (writerGroup) => writerGroup,
      roudiSocket: 'roudi',
      roudiLocks: ['iox-unique-roudi.lock', 'roudi.lock'],
    },
    chunkHeaderBytes: 40n,
    managementBaseBytes: 65_719_112n,
    maxChunkBytes: 2n ** 32n - 1n,
    logLevels: LOG_LEVELS,
    hasTerminationDelay: false,
  },
  '2.95': {
    id: '2.95',
    names: {
      managementSegment: 'iox1_0_i_management',
      dataSegment: (writerGroup) => `iox1_0_u_${writerGroup}`,
      roudiSocket: 'iox1_0_i_roudi',
      roudiLocks: ['iox1_0_i_unique_roudi.lock', 'iox1_0_i_roudi.lock'],
    },
    chunkHeaderBytes: 48n,
    managementBaseBytes: 35_455_776n,
    maxChunkBytes: 2n ** 63n - 1n,
    logLevels: { ...LOG_LEVELS, Verbose: 'trace' },
    hasTerminationDelay: true,
  },
};

/**
 * The release line that an image's tag names: `2.0.3`, `v2.95.8` or `humble-2.0.5`.
 *
 * @returns undefined where the tag names none we know, or there is only a digest:
 * the release must then be given.
 */
export function releaseOfImage(image: string): Release | undefined {
  const [reference = ''] = image.split('@');
  const tag = /:(?<tag>[^/:]+)$/.exec(reference)?.groups?.['tag'];
  const version = tag && /(?:^|[^0-9.])(?<line>\d+\.\d+)(?:\.\d+)?(?:$|[^0-9.])/.exec(tag)?.groups?.['line'];
  return version ? Object.values(RELEASES).find(({ id }) => id === version) : undefined;
}
