// What sizing and validation cost: the controller does both for every object in every round.
import { DEFAULT_SEGMENTS } from '../src/iceoryx/config.ts';
import { PROVEN_RELEASES } from '../src/iceoryx/release.ts';
import { sharedMemorySize } from '../src/iceoryx/size.ts';
import { validateConfig } from '../src/iceoryx/validate.ts';

const TARGET_MICROSECONDS = 50;
const ROUNDS = 50_000;

for (const release of PROVEN_RELEASES) {
  const round = (): number =>
    sharedMemorySize(DEFAULT_SEGMENTS, release).dataBytes.length + validateConfig(DEFAULT_SEGMENTS, release).length;
  let checksum = 0;
  const run = (): number => {
    const begin = performance.now();
    for (let index = 0; index < ROUNDS; index++) {
      checksum += round();
    }
    return ((performance.now() - begin) * 1000) / ROUNDS;
  };
  run();
  const microseconds = run();
  process.stdout.write(`iceoryx ${release.id}: ${microseconds.toFixed(2)} µs per sizing and validation\n`);
  if (checksum !== 2 * ROUNDS || microseconds > TARGET_MICROSECONDS) {
    process.stdout.write(`more than ${TARGET_MICROSECONDS} µs, or a wrong result\n`);
    process.exitCode = 1;
  }
}
