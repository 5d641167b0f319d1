import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks per second of /proc, which Linux fixes for programs. */
const TICKS = 100;

/**
 * Gives a command priority over the API server on the cores that they share here: in a cluster the API server has a
 * machine of its own, and its work is not to be measured. Without root, nice(1) reports that and changes nothing.
 */
export const FIRST = ['nice', '-n', '-20'] as const;

/**
 * Gives a process, and the others of its session, priority over other sessions, until the function returned is called.
 * Where the kernel groups processes by session (sched_autogroup), nice(1) counts only within one. Needs root.
 */
export function comesFirst(pid: number | 'self'): () => void {
  const file = `/proc/${pid}/autogroup`;
  if (!existsSync(file)) {
    return () => {};
  }
  writeFileSync(file, '-20');
  return () => writeFileSync(file, '0');
}

/** Resources that a process has used since {@link measure} was called. */
export interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak of resident memory, in MiB. */
  readonly peakMiB: number;
}

/** Measures a process from now until the function returned is called. */
export function measure(pid: number): () => Usage {
  // Resets the peak (proc(5), clear_refs).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const begin = performance.now();
  const cpu = cpuSeconds(pid);
  return () => ({
    seconds: rounded((performance.now() - begin) / 1000),
    cpuSeconds: rounded(cpuSeconds(pid) - cpu),
    peakMiB: statusMiB(pid, 'VmHWM'),
  });
}

/** Resident memory, in MiB. */
export function residentMiB(pid: number): number {
  return statusMiB(pid, 'VmRSS');
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function cpuSeconds(pid: number): number {
  // The name before may hold anything; fields 14 and 15 are user and system time.
  const [, rest = ''] = /.*\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function statusMiB(pid: number, field: string): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) / 1024);
}
