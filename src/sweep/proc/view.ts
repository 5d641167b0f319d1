import { readdirSync, readlinkSync } from 'node:fs';
import { readProcText } from './read.ts';

const FIRST_PID_NAMESPACE = 'pid:[4026531836]';
const CAP_SYS_PTRACE = 19n;
const CAP_DAC_OVERRIDE = 1n;

/** Whether process numbers are those of the machine: then process 1 is its init. */
export function isFirstNamespace(): boolean {
  return readlinkSync('/proc/self/ns/pid') === FIRST_PID_NAMESPACE;
}

/**
 * Why processes could hold files without being seen, each with the way out; none means that all can be seen.
 *
 * @param trustsNamespace whoever started this says that nobody outside of this PID namespace holds a file
 */
export function blindSpots(trustsNamespace: boolean): string[] {
  const spots: string[] = [];
  if (readlinkSync('/proc/self') !== String(process.pid)) {
    spots.push('/proc shows the processes of another PID namespace; mount the own one there');
  }
  if (!trustsNamespace && !isFirstNamespace()) {
    spots.push(
      'this process has a PID namespace and does not see who runs outside of it: start it with the PID namespace of the machine (hostPID), or say --trust-pid-namespace where nobody outside can hold a file, as on a node that is a container itself',
    );
  }
  const status = readProcText('/proc/self/status') ?? '';
  const capabilities = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const missing = [['SYS_PTRACE', CAP_SYS_PTRACE] as const, ['DAC_OVERRIDE', CAP_DAC_OVERRIDE] as const].filter(
    ([, bit]) => ((capabilities >> bit) & 1n) === 0n,
  );
  if (missing.length > 0) {
    spots.push(
      `this process may not look into all others: it lacks ${missing.map(([name]) => `CAP_${name}`).join(' and ')}; start it as root with both`,
    );
  }
  return spots;
}

/** Process numbers of everybody there is. */
export function processNumbers(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((number) => Number.isInteger(number) && number > 0);
}
