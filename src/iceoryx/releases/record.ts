/** A release line that the operator knows. */
export type ReleaseId = '1.0' | '2.0' | '2.95';

/** One iceoryx release line as data: versions with the same names, flags, sizes and messages. */
export interface Release {
  readonly id: ReleaseId;
  /** Whether the record is tested with a real RouDi of this line. The API offers only proven lines. */
  readonly proven: boolean;
  readonly names: ResourceNames;
  /** Characters of a runtime name (`MAX_IPC_CHANNEL_NAME_LENGTH`, 2.95: `IOX_MAX_RUNTIME_NAME_LENGTH`). */
  readonly maxRuntimeNameLength: number;
  readonly groups: GroupRules;
  readonly mempools: MempoolRules;
  /** sizeof(ChunkHeader) on 64-bit platforms. */
  readonly chunkHeaderBytes: number;
  readonly management: ManagementBase;
  /** Where RouDi counts chunks; undefined if that is not known. */
  readonly poolTables: PoolTables | undefined;
  readonly flags: Flags;
  readonly exitCodes: ExitCodes;
  readonly log: LogSpellings;
  /**
   * Whether a RouDi built with asserts aborts when it is stopped after an app died unnoticed: ESRCH counts as an error
   * up to 2.90 (`process_manager.cpp` v2.0.3:139-190).
   */
  readonly abortsOverDeadApps: boolean;
}

/** File names below /dev/shm and, for sockets and locks, below /tmp (`iceoryx_posh_types.hpp`, `mepoo_segment.inl`). */
export interface ResourceNames {
  readonly managementSegment: string;
  readonly dataSegment: (writerGroup: string) => string;
  readonly roudiSocket: string;
  /** The lock against a second RouDi, then the lock of RouDi's socket. */
  readonly roudiLocks: readonly string[];
  readonly appSocket: (runtimeName: string) => string;
  readonly appLock: (runtimeName: string) => string;
}

/**
 * Where the management segment has the MemoryManager of each data segment, in bytes on 64-bit platforms
 * (`memory_manager.hpp`, `mem_pool.hpp`, `mepoo_segment.hpp`). It begins with a flag and the number of all chunks, 4 bytes each, and its pools
 * follow. Each pool begins with a pointer of 16 bytes, the size of its chunks, how many there are, how many are in use and
 * the least that were free.
 */
export interface PoolTables {
  readonly first: number;
  readonly perSegment: number;
  readonly perPool: number;
  /** Bytes of the size of chunks; the numbers after it have 4. */
  readonly sizeBytes: 4 | 8;
}

export interface GroupRules {
  /** Longer names are cut off and then not found (`PosixGroup`). */
  readonly maxNameLength: number;
  /** What happens to a segment if RouDi does not find its writer in /etc/group. */
  readonly unknownWriter: FaultKind;
}

/** Either RouDi refuses the configuration, or it starts and does not work correctly. */
export type FaultKind = 'RefusedByRouDi' | 'StartsButBroken';

/** The limits of `MemoryManager::addMemPool` and the configuration file. */
export interface MempoolRules {
  /** Sizes must be multiples of it, and it is the smallest size (`MemPool::CHUNK_MEMORY_ALIGNMENT`). */
  readonly alignment: number;
  /** Largest payload of a chunk (`MaxChunkPayloadSize_t`); above 2^53 there is no limit in practice. */
  readonly maxSize: bigint;
  readonly maxCount: number;
  readonly maxPools: number;
  readonly maxSegments: number;
  /**
   * Offsets of chunks in their pool are correct below this and wrap around above (`MemPool::getChunk` multiplies in 32
   * bits up to 2.90).
   */
  readonly maxOffset: bigint;
}

export type Architecture = 'x86-64' | 'arm64';

/**
 * The size of the management segment without the tables of pools. It follows from the compile-time limits and the sizes
 * of the C library's types, so it is known per build: glibc and the default limits.
 */
export interface ManagementBase {
  readonly baseBytes: Readonly<Partial<Record<Architecture, bigint>>>;
  /** Per cent added to the largest known base for an unknown build. */
  readonly marginPercent: number;
}

export type LogLevel = 'Off' | 'Fatal' | 'Error' | 'Warning' | 'Info' | 'Debug' | 'Verbose';

/** How far the iceoryx versions of RouDi and an app must agree. */
export type Compatibility = 'Off' | 'Major' | 'Minor' | 'Patch' | 'CommitId' | 'BuildDate';

/** A flag with one of several words as its value. */
export interface WordFlag<Value extends string> {
  readonly flag: string;
  /** Spelling of each value. */
  readonly words: Readonly<Record<Value, string>>;
  /** RouDi's own default. */
  readonly default: Value;
}

/** A flag with a whole number as its value. */
export interface NumberFlag {
  readonly flag: string;
  readonly min: number;
  readonly max: number;
  /** RouDi's own default; undefined if it is derived from the process. */
  readonly default: number | undefined;
}

/** RouDi's flags (`roudi_cmd_line_parser.cpp`); undefined if the release does not have one. */
export interface Flags {
  readonly configFile: { readonly flag: string; readonly maxLength: number };
  readonly monitoring: WordFlag<'On' | 'Off'>;
  readonly logLevel: WordFlag<LogLevel>;
  readonly compatibility: WordFlag<Compatibility>;
  readonly uniqueRoudiId: NumberFlag;
  /** Seconds until apps that ignore RouDi's SIGTERM are killed. */
  readonly killDelay: NumberFlag;
  /** Seconds RouDi waits for apps before it sends them SIGTERM (commit 9055315f, first in v2.95.0). */
  readonly terminationDelay: NumberFlag | undefined;
}

export interface ExitCodes {
  readonly clean: number;
  /** A known flag with an invalid value. 0 up to 2.90, which looks like success. */
  readonly badFlagValue: number;
  readonly unknownFlag: number;
  /** The configuration file cannot be read or parsed. */
  readonly badConfigFile: number;
  /** /dev/shm is full: RouDi's SIGBUS handler. */
  readonly memoryExhausted: number;
  /** A fatal error, seen by a shell or Kubernetes: SIGABRT. */
  readonly fatal: number;
}

export interface LogSpellings {
  readonly ready: string;
  /** The lowest log level that shows the line of readiness. */
  readonly readyFrom: LogLevel;
  /** The line with the length of a segment's file: groups `bytes` and `name`. */
  readonly reserve: RegExp;
  /** The lowest log level that shows `reserve`. */
  readonly reserveFrom: LogLevel;
}
