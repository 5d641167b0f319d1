import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateDirectory } from './parameters.ts';

type Hierarchy = { readonly path: string; readonly version: 1 | 2 };

/** The control group hierarchies of this machine: one in version 2, one for each controller in version 1. */
function hierarchies(): Hierarchy[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, path, type]) => path?.startsWith('/sys/fs/cgroup') && (type === 'cgroup' || type === 'cgroup2'))
    .map(([, path = '', type]) => ({ path, version: type === 'cgroup2' ? 2 : 1 }));
}

/** Whether the controllers are those of version 1, which newer kubelets accept only if configured. */
export function isVersion1(): boolean {
  return hierarchies().some(({ version }) => version === 1);
}

/**
 * The group under which all pods of a cluster live, the same path in every hierarchy. Clusters of one name
 * but in different places (another user, another ICEORYX_OPERATOR_STATE) have different ones.
 */
export function clusterGroup(name: string): string {
  const place = createHash('sha256').update(stateDirectory(name)).digest('hex').slice(0, 6);
  return `/iceoryx-${name}-${place}`;
}

/** The group of a node's pods. */
export function nodeGroup(cluster: string, node: string): string {
  return `${clusterGroup(cluster)}/${node}`;
}

/**
 * CPU weight of a cluster's pods against one process of this machine, or one session if the kernel groups those. With
 * the default weight, all pods together would count as one process: on a busy machine they would hardly run at all, and
 * miss what a node guarantees, such as their grace periods.
 */
const PODS_WEIGHT = 16;
/** Weight of one process, by the file that contains it. */
const CPU_WEIGHTS = { 1: ['cpu.shares', 1024], 2: ['cpu.weight', 100] } as const;

/** Makes a group below {@link clusterGroup} in every hierarchy, ready to hold pods. */
export function makeGroup(group: string): void {
  for (const { path, version } of hierarchies()) {
    let parent = path;
    for (const part of group.split('/').filter(Boolean)) {
      if (version === 2) delegate(parent);
      const child = join(parent, part);
      mkdirSync(child, { recursive: true });
      // An empty cpuset accepts no process.
      for (const file of ['cpuset.cpus', 'cpuset.mems'].filter(() => version === 1 && path.endsWith('cpuset'))) {
        writeFileSync(join(child, file), readFileSync(join(parent, file)));
      }
      parent = child;
    }
    const [file, one] = CPU_WEIGHTS[version];
    const weight = join(path, group.split('/').slice(0, 2).join('/'), file);
    if (existsSync(weight)) writeFileSync(weight, String(PODS_WEIGHT * one));
  }
}

// Version 2 offers a group's controllers to its children only if told to.
function delegate(group: string): void {
  const words = (file: string) => readFileSync(join(group, file), 'utf8').split(/\s+/).filter(Boolean);
  const delegated = new Set(words('cgroup.subtree_control'));
  for (const controller of words('cgroup.controllers').filter((each) => !delegated.has(each))) {
    writeFileSync(join(group, 'cgroup.subtree_control'), `+${controller}`);
  }
}

/** The directories of a group and all below it, in every hierarchy, children first. */
export function groupDirectories(group: string): string[] {
  const below = (directory: string): string[] =>
    unlessGone(() => readdirSync(directory, { withFileTypes: true }), [])
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => below(join(directory, entry.name)))
      .concat(directory);
  return hierarchies()
    .map(({ path }) => join(path, group))
    .filter((path) => existsSync(path))
    .flatMap(below);
}

/** Kills all processes in a group and removes it from every hierarchy; retries for some seconds. */
export async function removeGroup(group: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const directories = groupDirectories(group);
    if (directories.length === 0) return;
    for (const directory of directories) {
      for (const pid of unlessGone(() => readFileSync(join(directory, 'cgroup.procs'), 'utf8'), '')
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 1)) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended by itself in the meantime.
        }
      }
      try {
        rmdirSync(directory);
      } catch {
        // Its processes have not ended completely; the next round retries.
      }
    }
    await delay(50);
  }
}

/** A running runtime may remove the groups of its containers at any time. */
function unlessGone<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (['ENOENT', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return otherwise;
    throw error;
  }
}
