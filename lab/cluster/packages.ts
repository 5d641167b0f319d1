import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from './parameters.ts';
import type { Progress } from './progress.ts';
import { aptInstall } from '../host/apt.ts';

/** Where distributions keep the CNI plugins. */
const cniDirectories = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

const searchPath = [...(process.env['PATH'] ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'];

const packages: Readonly<Record<Mode, Readonly<Record<string, readonly string[]>>>> = {
  'control-plane': { openssl: ['openssl'], 'util-linux': ['flock', 'setpriv'] },
  node: {
    openssl: ['openssl'],
    'util-linux': ['flock', 'setpriv', 'unshare', 'nsenter'],
    mount: ['mount', 'umount'],
    tar: ['tar'],
    tini: ['tini'],
    iproute2: ['ip'],
    iptables: ['iptables'],
    conntrack: ['conntrack'],
    containerd: ['containerd', 'ctr', 'containerd-shim-runc-v2'],
    runc: ['runc'],
    'containernetworking-plugins': ['bridge', 'host-local', 'loopback', 'portmap'],
  },
};

function isExecutable(directories: readonly string[], name: string): boolean {
  return directories.some((directory) => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The Debian packages whose programs a mode needs and this machine lacks. */
export function missingPackages(mode: Mode): string[] {
  const directories = [...searchPath, ...cniDirectories];
  return Object.entries(packages[mode])
    .filter(([, programs]) => !programs.every((program) => isExecutable(directories, program)))
    .map(([name]) => name);
}

/** The directory that has the CNI plugins. */
export function cniDirectory(): string {
  return cniDirectories.find((directory) => isExecutable([directory], 'bridge')) ?? '/opt/cni/bin';
}

/** Installs what a mode lacks when this is root on a Debian; otherwise an error names the packages. */
export async function ensurePackages(mode: Mode, progress: Progress): Promise<void> {
  const missing = missingPackages(mode);
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (process.getuid?.() !== 0 || !isExecutable(searchPath, 'apt-get')) {
    throw new Error(
      `mode ${mode} needs programs of these Debian packages, which are not installed: ${list}. ` +
        `Install them (as root on Debian or Ubuntu: apt-get install --no-install-recommends ${list})`,
    );
  }
  progress.line(`installing Debian packages: ${list}`);
  await aptInstall(missing);
  const still = missingPackages(mode);
  if (still.length > 0)
    throw new Error(`apt-get installed ${list}, but programs of ${still.join(' ')} are not on PATH`);
}
