import type { Release } from './record.ts';

/** iceoryx 2.0.0 to 2.0.8; RouDi's sources are the same from 2.0.3 on. */
export const RELEASE_2_0 = {
  id: '2.0',
  proven: true,
  names: {
    managementSegment: 'iceoryx_mgmt',
    dataSegment: (writerGroup) => writerGroup,
    roudiSocket: 'roudi',
    roudiLocks: ['iox-unique-roudi.lock', 'roudi.lock'],
    appSocket: (runtimeName) => runtimeName,
    appLock: (runtimeName) => `${runtimeName}.lock`,
  },
  maxRuntimeNameLength: 100,
  groups: { maxNameLength: 100, unknownWriter: 'RefusedByRouDi' },
  mempools: {
    alignment: 8,
    maxSize: 2n ** 32n - 48n,
    maxCount: 2 ** 32 - 1,
    maxPools: 32,
    maxSegments: 100,
    maxOffset: 2n ** 32n - 1n,
  },
  chunkHeaderBytes: 40,
  management: {
    // arm64: from the total in iceoryx#2183; the difference is 4608 mutexes of 48 instead of 40 bytes.
    baseBytes: { 'x86-64': 65_719_112n, arm64: 65_755_976n },
    marginPercent: 1,
  },
  poolTables: { first: 27_089_688, perSegment: 6_384, perPool: 64, sizeBytes: 4 },
  flags: {
    configFile: { flag: '-c', maxLength: 1024 },
    monitoring: { flag: '-m', words: { On: 'on', Off: 'off' }, default: 'On' },
    logLevel: {
      flag: '-l',
      words: {
        Off: 'off',
        Fatal: 'fatal',
        Error: 'error',
        Warning: 'warning',
        Info: 'info',
        Debug: 'debug',
        Verbose: 'verbose',
      },
      default: 'Warning',
    },
    compatibility: {
      flag: '-x',
      words: {
        Off: 'off',
        Major: 'major',
        Minor: 'minor',
        Patch: 'patch',
        CommitId: 'commitId',
        BuildDate: 'buildDate',
      },
      default: 'Patch',
    },
    uniqueRoudiId: { flag: '-u', min: 0, max: 65_535, default: undefined },
    killDelay: { flag: '-k', min: 0, max: 2 ** 32 - 1, default: 45 },
    terminationDelay: undefined,
  },
  exitCodes: { clean: 0, badFlagValue: 0, unknownFlag: 1, badConfigFile: 1, memoryExhausted: 1, fatal: 134 },
  log: {
    ready: 'RouDi is ready for clients',
    readyFrom: 'Off',
    reserve: /Reserving (?<bytes>\d+) bytes in the shared memory \[(?<name>[^\]]*)\]/,
    reserveFrom: 'Off',
  },
  abortsOverDeadApps: true,
} as const satisfies Release;
