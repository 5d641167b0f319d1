import { readdirSync, readFileSync } from 'node:fs';
import type { IPod } from 'kubernetes-models/v1/Pod';

/** A process of a pod on a node of the test cluster. All its processes are in this machine's process table. */
export interface PodProcess {
  /** PID on this machine. */
  readonly pid: number;
  readonly command: string;
}

/** The processes of a pod. They are found by its cgroup, so this works even if no container can be entered. */
export function podProcesses({ metadata }: IPod): PodProcess[] {
  const group = `/pod${metadata?.uid}/`;
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      if (!readFileSync(`/proc/${entry}/cgroup`, 'utf8').includes(group)) return [];
      return [{ pid: Number(entry), command: readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return []; // it has just ended
    }
  });
}

/** The kinds of processes of a pod that can be killed. */
const VICTIMS = {
  roudi: ({ command }: PodProcess) => /^\S*iox-roudi /.test(command),
  agent: ({ command }: PodProcess) => /^\/agent (?:pod|domain|member) /.test(command),
  apps: ({ command }: PodProcess) => command.startsWith('/usr/bin/counter '),
} as const;

export type Victim = keyof typeof VICTIMS;

/** The processes of a kind in a pod. */
export function processesOf(pod: IPod, victim: Victim): PodProcess[] {
  return podProcesses(pod).filter(VICTIMS[victim]);
}

export function hasAny(pod: IPod, victim: Victim): boolean {
  return podProcesses(pod).some(VICTIMS[victim]);
}

/** Sends SIGKILL to all processes of these kinds at once, in one pod or several. Returns their number. */
export function killIn(pods: IPod | readonly IPod[], ...victims: readonly Victim[]): number {
  const all = [pods].flat().flatMap(podProcesses);
  return killAll(all.filter((process) => victims.some((victim) => VICTIMS[victim](process))));
}

/** The processes of one app. */
export function appProcesses(pod: IPod, name: string): PodProcess[] {
  return podProcesses(pod).filter((process) => VICTIMS.apps(process) && process.command.includes(` --name ${name} `));
}

/** Sends SIGKILL to the processes of one app. Returns their number. */
export function killApp(pod: IPod, name: string): number {
  return killAll(appProcesses(pod, name));
}

function killAll(found: readonly PodProcess[]): number {
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has just ended
    }
  }
  return found.length;
}
