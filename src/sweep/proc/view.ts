import { readdirSync, readlinkSync } from 'node:fs';
import { readProcText } from './read.ts';

const FIRST_PID_NAMESPACE = 'pid:[4026531836]';
const CAP_SYS_PTRACE = 19n;
const CAP_DAC_OVERRIDE = 1n;

/** Whether process numbers are those of the machine: process 1 is then its init. */
export function isFirstNamespace(): boolean {
  return readlinkSync('/proc/self/ns/pid') === FIRST_PID_NAMESPACE;
}

/**
 * Why processes could hold files without being seen, each with its remedy; an empty list means that all can be seen.
 *
 * @param trustsNamespace the user states that no process outside of this PID namespace holds a file
 */
export function blindSpots(trustsNamespace: boolean): string[] {
  const spots: string[] = [];
  if (readlinkSync('/proc/self') !== String(process.pid)) {
    spots.push('/proc shows the processes of another PID namespace; mount the /proc of this PID namespace there');
  }
  if (!trustsNamespace && !isFirstNamespace()) {
    spots.push(
      'this process has its own PID namespace and does not see processes outside of it: start it in the PID namespace of the machine (hostPID), or use --trust-pid-namespace if no process outside can hold a file, as on a node that is a container itself',
    );
  }
  const status = readProcText('/proc/self/status') ?? '';
  const capabilities = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const missing = [['SYS_PTRACE', CAP_SYS_PTRACE] as const, ['DAC_OVERRIDE', CAP_DAC_OVERRIDE] as const].filter(
    ([, bit]) => ((capabilities >> bit) & 1n) === 0n,
  );
  if (missing.length > 0) {
    spots.push(
      `this process may not examine all others: it lacks ${missing.map(([name]) => `CAP_${name}`).join(' and ')}; start it as root with both`,
    );
  }
  return spots;
}

/** Numbers of all processes. */
export function processNumbers(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((number) => Number.isInteger(number) && number > 0);
}
