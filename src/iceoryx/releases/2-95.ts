import { RELEASE_2_0 } from './2-0.ts';
import type { Release } from './record.ts';

/** iceoryx 2.95.0 to 2.95.8 with the default resource prefix `iox1` and domain 0. */
export const RELEASE_2_95 = {
  id: '2.95',
  proven: true,
  names: {
    managementSegment: 'iox1_0_i_management',
    dataSegment: (writerGroup) => `iox1_0_u_${writerGroup}`,
    roudiSocket: 'iox1_0_i_roudi',
    roudiLocks: ['iox1_0_i_unique_roudi.lock', 'iox1_0_i_roudi.lock'],
    appSocket: (runtimeName) => `iox1_0_u_${runtimeName}`,
    appLock: (runtimeName) => `iox1_0_u_${runtimeName}.lock`,
  },
  maxRuntimeNameLength: 87,
  groups: { maxNameLength: 32, unknownWriter: 'StartsButBroken' },
  mempools: {
    ...RELEASE_2_0.mempools,
    // The configuration file's integers are signed.
    maxSize: 2n ** 63n - 8n,
    maxOffset: 2n ** 64n - 1n,
  },
  chunkHeaderBytes: 48,
  management: {
    // arm64: from the total in iceoryx#2497; the difference is 2816 mutexes of 48 instead of 40 bytes.
    baseBytes: { 'x86-64': 35_455_776n, arm64: 35_478_304n },
    marginPercent: 1,
  },
  poolTables: { first: 12_947_872, perSegment: 6_576, perPool: 72, sizeBytes: 8 },
  flags: {
    ...RELEASE_2_0.flags,
    monitoring: { ...RELEASE_2_0.flags.monitoring, default: 'Off' },
    logLevel: {
      flag: '-l',
      words: { ...RELEASE_2_0.flags.logLevel.words, Verbose: 'trace' },
      default: 'Info',
    },
    terminationDelay: { flag: '-t', min: 0, max: 2 ** 32 - 1, default: 0 },
  },
  exitCodes: { ...RELEASE_2_0.exitCodes, badFlagValue: 1 },
  log: {
    ready: 'RouDi is ready for clients',
    readyFrom: 'Info',
    reserve: /Trying to reserve (?<bytes>\d+) bytes in the shared memory \[(?<name>[^\]]*)\]/,
    reserveFrom: 'Debug',
  },
  abortsOverDeadApps: false,
} as const satisfies Release;
