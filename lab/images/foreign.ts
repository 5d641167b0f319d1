import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadPackages, unpack } from '../host/debian.ts';
import { run } from '../host/run.ts';
import { findIceoryx, type Iceoryx } from './iceoryx.ts';
import type { Library } from './rootfs.ts';

/** An architecture that may not be this machine's, by Debian's name. */
export type Foreign = keyof typeof TRIPLETS;

/** The architecture of this machine. */
export const ownArchitecture: Foreign = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** GNU triplets, which are in the names of Debian's tools and directories. */
const TRIPLETS = { amd64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as const;
const SUITE = 'bookworm';
/** Version of iceoryx in that suite. */
export const FOREIGN_ICEORYX = '2.0.3';

/** Debian packages of this machine that compile for an architecture. */
export function compilerPackages(architecture: Foreign): string[] {
  return [`g++-${TRIPLETS[architecture].replaceAll('_', '-')}`];
}

/** Unpacks packages of an architecture with all their dependencies, and removes them when `work` is done. */
export async function withDebian(
  architecture: Foreign,
  packages: readonly string[],
  log: (line: string) => void,
  work: (root: string) => Promise<void>,
): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'iceoryx-debian-'));
  try {
    const root = join(place, 'root');
    log(`downloading Debian packages for ${architecture} …`);
    const files = await downloadPackages({ architecture, suite: SUITE, packages }, join(place, 'apt'));
    await unpack(files, root);
    // Merges /usr as the installer of that suite does.
    const merge = 'for name in bin lib sbin; do cp -a $name/. usr/$name/; rm -r $name; ln -s usr/$name $name; done';
    await run(['sh', '-ec', merge], { cwd: root });
    await work(root);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The iceoryx of such a root, the compiler for it, and a function that finds the libraries of a program. */
export async function foreignTools(
  architecture: Foreign,
  root: string,
): Promise<{
  readonly iceoryx: Iceoryx;
  readonly compiler: string;
  readonly librariesOf: (program: string) => Promise<Library[]>;
}> {
  const triplet = TRIPLETS[architecture];
  const libraries = join(root, 'usr/lib', triplet);
  return {
    iceoryx: { ...(await findIceoryx(join(root, 'usr'))), libraries },
    compiler: `${triplet}-g++`,
    librariesOf: async (program) => librariesIn(root, `/lib/${triplet}`, program),
  };
}

/**
 * The libraries that a program in `root` loads, transitively, with its dynamic loader, which has to be where the program
 * says. No program of `root` can run here.
 */
async function librariesIn(root: string, directory: string, program: string): Promise<Library[]> {
  const found = new Set<string>();
  const open = [program];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const dynamic = await run(['readelf', '--dynamic', '--program-headers', '--wide', next]);
    const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name = '']) => name);
    const loader = /interpreter: (?<path>\/[^\]]+)\]/.exec(dynamic)?.groups?.['path'];
    const libraries = needed.filter((name) => !name.startsWith('ld-linux')).map((name) => join(directory, name));
    for (const path of [...libraries, ...(loader === undefined ? [] : [loader])]) {
      if (found.has(path)) continue;
      if (!existsSync(join(root, path)))
        throw new Error(`${program} needs ${path}, which is in no package that was unpacked`);
      found.add(path);
      open.push(join(root, path));
    }
  }
  return [...found].map((path) => ({ file: join(root, path), path }));
}
