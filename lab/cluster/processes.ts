import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A running process of this machine. */
export type Process = { readonly pid: number; readonly argv: readonly string[] };

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const argv = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').slice(0, -1);
        return argv.length === 0 ? [] : [{ pid: Number(entry), argv }];
      } catch {
        return [];
      }
    });
}

// The process table is always up to date, so process ids are not recorded elsewhere.
function supervising(state: string): Process[] {
  return processes().filter(({ argv }) => argv.at(-1) === state && basename(argv.at(-2) ?? '') === 'supervisor.ts');
}

/** The process whose namespaces are the cluster's: its init in mode `node`, else the supervisor. */
export function findInit(state: string): number | undefined {
  const found = supervising(state);
  const named = (name: string) => found.find(({ argv }) => basename(argv[0] ?? '') === name)?.pid;
  return named('tini') ?? (named('unshare') === undefined ? found[0]?.pid : undefined);
}

/** The process that keeps a node's mount namespace open. */
export function findNode(state: string, node: string): number | undefined {
  return processes().find(
    ({ argv }) => argv.at(1)?.endsWith('/node-mounts.sh') && argv[2] === node && argv[3] === state,
  )?.pid;
}

/** The emulator of the machine of that name. */
export function findMachine(state: string, name: string): number | undefined {
  return emulators(state).find(({ argv }) => argv.some((argument) => argument.includes(`${state}/${name}/`)))?.pid;
}

function emulators(state: string): Process[] {
  return processes().filter(
    ({ argv }) =>
      basename(argv[0] ?? '').startsWith('qemu-system-') && argv.some((argument) => argument.includes(`${state}/`)),
  );
}

/** Every process that belongs to the cluster with that directory, as far as its arguments show it. */
export function findAll(state: string): Process[] {
  const own = new Set(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'setpriv']);
  const components = processes().filter(
    ({ argv }) => own.has(basename(argv[0] ?? '')) && argv.some((argument) => argument.includes(`${state}/`)),
  );
  return [...supervising(state), ...components, ...emulators(state)];
}

/** Sends a signal; does nothing if the process has ended. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
