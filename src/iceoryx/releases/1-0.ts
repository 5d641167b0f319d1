import { RELEASE_2_0 } from './2-0.ts';
import type { Release } from './record.ts';

/** iceoryx 1.0.0 to 1.0.3, from its sources only: names and flags are those of 2.0, data layouts are not. */
export const RELEASE_1_0 = {
  ...RELEASE_2_0,
  id: '1.0',
  proven: false,
  management: { baseBytes: { 'x86-64': 59_083_624n }, marginPercent: 1 },
  poolTables: undefined,
  log: { ...RELEASE_2_0.log, reserve: /Reserving (?<bytes>\d+) bytes in the shared memory \[\/(?<name>[^\]]*)\]/ },
} as const satisfies Release;
