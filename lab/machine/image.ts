import { createHash } from 'node:crypto';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync, globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { downloadPackages, unpack } from '../host/debian.ts';
import { run } from '../host/run.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { type Architecture, hardwareOf } from './architectures.ts';

/** The files a machine starts from; all of them are only read. */
export type MachineImage = {
  readonly kernel: string;
  readonly initrd: string;
  /** The disk, unchanged. */
  readonly disk: string;
};

/** Programs for a machine's architecture that are not from Debian. */
export type Programs = {
  /** Directory with `agent`. */
  readonly agent: string;
  /** Directory with `kubernetes`, which serves as kubelet and kube-proxy. */
  readonly kubernetes: string;
  /** Directory with containerd, its shim and ctr; Debian's when absent. */
  readonly containerd?: string;
};

/** Programs of containerd that a node runs. */
const CONTAINERD = ['containerd', 'containerd-shim-runc-v2', 'ctr'];

/** Room on the disk. What is not used takes none. */
const DISK_SIZE = '16G';

/** Of the machine's Debian: the first one with containerd 1.7, otherwise newer than on most nodes. */
const SUITE = 'trixie';

const PACKAGES = [
  // With its parser, containerd confines containers as it does on nodes of Debian and Ubuntu.
  'apparmor',
  'base-files',
  'base-passwd',
  'busybox-static',
  'conntrack',
  'containerd',
  'containernetworking-plugins',
  'iproute2',
  'iptables',
  'kmod',
  'libc-bin',
  'mount',
  'runc',
  'systemd',
  'util-linux',
];
/** Programs of this machine that create the image. */
const TOOLS = ['busybox-static', 'debian-archive-keyring', 'dpkg', 'e2fsprogs', 'kmod', 'xz-utils'];
/** Files that no program in the machine reads. */
const EXCLUDED = ['boot', 'usr/share/doc', 'usr/share/info', 'usr/share/locale', 'usr/share/man'];
const FILES = join(import.meta.dirname, 'files');

/**
 * Creates the files a machine of an architecture starts from, unless the cache has them: Debian's kernel, systemd,
 * containerd and runc, a kubelet, and the agent. Packages are unpacked and not installed, so that no program of the
 * architecture runs here.
 */
export async function machineImage(
  architecture: Architecture,
  programs: Programs,
  log: (line: string) => void,
): Promise<MachineImage> {
  const key = await keyOf(architecture, programs);
  const directory = await makeOnce(join(cacheDirectory, 'machines', `${architecture}-${key}`), async (unfinished) => {
    await requirePackages(TOOLS, log);
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-machine-'));
    try {
      await make(architecture, programs, unfinished, work, log);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  const file = (name: string) => join(directory, name);
  return { kernel: file('kernel'), initrd: file('initrd'), disk: file('disk') };
}

/** The digest of all inputs, except for the versions that Debian has at the time. */
async function keyOf(architecture: Architecture, programs: Programs): Promise<string> {
  const sources = [import.meta.filename, join(import.meta.dirname, '../host/debian.ts')];
  const files = [...sources, ...globSync(`${FILES}/**`, { withFileTypes: true }).flatMap(pathOfFile)].toSorted();
  const hash = createHash('sha256').update(JSON.stringify([hardwareOf(architecture), programs]));
  for (const file of files) hash.update(JSON.stringify(basename(file))).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

function pathOfFile(entry: { isFile(): boolean; parentPath: string; name: string }): string[] {
  return entry.isFile() ? [join(entry.parentPath, entry.name)] : [];
}

async function make(
  architecture: Architecture,
  programs: Programs,
  target: string,
  work: string,
  log: (line: string) => void,
): Promise<void> {
  const [root, apt] = [join(work, 'root'), join(work, 'apt')];
  log(`making a machine of ${architecture} (a minute, once): downloading 110 MB of Debian packages …`);
  const wanted = [...PACKAGES, hardwareOf(architecture).kernelPackage];
  const packages = await downloadPackages({ architecture, suite: SUITE, packages: wanted }, apt);
  log(`making a machine of ${architecture}: unpacking ${packages.length} packages …`);
  await unpack(packages, root);
  const [release = ''] = await readdir(join(root, 'usr/lib/modules'));
  await copyFile(join(root, `boot/vmlinuz-${release}`), join(target, 'kernel'));
  await Promise.all(EXCLUDED.map(async (name) => rm(join(root, name), { recursive: true, force: true })));
  await furnish(root, programs);
  await run(['depmod', '--basedir', join(root, 'usr'), release]);
  log(`making a machine of ${architecture}: writing its disk …`);
  await writeInitrd(root, release, join(work, 'initrd'), join(target, 'initrd'));
  await run(['mke2fs', '-q', '-t', 'ext4', '-d', root, '-E', 'root_owner=0:0', join(target, 'disk'), DISK_SIZE]);
}

/** What Debian's scripts would do when the packages are installed, as far as it is needed, and what is our own. */
async function furnish(root: string, { agent, kubernetes, containerd }: Programs): Promise<void> {
  const at = (path: string) => join(root, path);
  for (const name of ['passwd', 'group']) {
    await copyFile(at(`usr/share/base-passwd/${name}.master`), at(`etc/${name}`));
  }
  for (const [link, target] of await links(root)) await symlink(target, at(link));
  await cp(join(FILES, 'root'), root, { recursive: true, verbatimSymlinks: true });
  // Without it, systemd assumes that the machine was never set up.
  await writeFile(at('etc/machine-id'), `${'0'.repeat(31)}1\n`);
  await writeFile(at('etc/resolv.conf'), '');
  for (const path of ['etc/kubernetes', 'usr/local/bin']) await mkdir(at(path), { recursive: true });
  await copyFile(join(agent, 'agent'), at('usr/local/bin/agent'));
  await copyFile(join(kubernetes, 'kubernetes'), at('usr/local/bin/kubernetes'));
  if (containerd !== undefined) {
    for (const name of CONTAINERD) await copyFile(join(containerd, name), at(`usr/bin/${name}`));
  }
  for (const name of ['kubelet', 'kube-proxy']) await symlink('kubernetes', at(`usr/local/bin/${name}`));
}

/** Commands by the names of alternatives and busybox, except for those that a package has. */
async function links(root: string): Promise<[string, string][]> {
  const applets = (await run(['busybox', '--list'])).trim().split('\n');
  const filter = ['iptables', 'ip6tables'].flatMap((name) => [name, `${name}-save`, `${name}-restore`]);
  return [
    ...filter.map((name): [string, string] => [`usr/sbin/${name}`, 'xtables-nft-multi']),
    ...applets.map((name): [string, string] => [`usr/bin/${name}`, 'busybox']),
  ].filter(([link]) => !existsSync(join(root, link)) && !existsSync(join(root, link.replace('/bin/', '/sbin/'))));
}

/** The first file system: it only has to load the driver of the disk. */
async function writeInitrd(root: string, release: string, work: string, target: string): Promise<void> {
  for (const directory of ['bin', 'dev', 'root']) await mkdir(join(work, directory), { recursive: true });
  await copyFile(join(root, 'usr/bin/busybox'), join(work, 'bin/busybox'));
  for (const name of ['insmod', 'mount', 'sh', 'sleep', 'switch_root', 'umount']) {
    await symlink('busybox', join(work, 'bin', name));
  }
  await copyFile(join(FILES, 'init'), join(work, 'init'));
  await chmod(join(work, 'init'), 0o755);
  const driver = join(root, 'usr/lib/modules', release, 'kernel/drivers/block/virtio_blk.ko.xz');
  await run(['sh', '-c', 'xz --decompress --stdout "$1" > "$2"', 'sh', driver, join(work, 'virtio_blk.ko')]);
  await run(['sh', '-c', 'find . | busybox cpio -o -H newc | gzip > "$1"', 'sh', target], { cwd: work });
}
