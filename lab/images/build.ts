import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { appsDirectory, compileCounter } from './compile.ts';
import { requirePackages } from './debian-packages.ts';
import { writeDockerArchive } from './docker-archive.ts';
import { findIceoryx } from './iceoryx.ts';
import type { Iceoryx } from './iceoryx.ts';
import { layOut } from './rootfs.ts';
import type { Contents } from './rootfs.ts';
import { run } from '../host/run.ts';

export interface BuildOptions {
  /** Install prefix of an iceoryx; by default Debian's packages are used. */
  readonly prefix?: string | undefined;
  /** Directory of the images; by default `images` in the project's cache. */
  readonly cache?: string;
  readonly log?: (line: string) => void;
}

export interface Image {
  /** The reference for pods. */
  readonly reference: string;
  /** The docker-archive. */
  readonly archive: string;
}

export interface ImageSet {
  /** The version of iceoryx, which is also the images' tag. */
  readonly version: string;
  readonly images: Readonly<Record<ImageName, Image>>;
}

/**
 * - `roudi`: iox-roudi and a busybox shell
 * - `roudi-debian`: iox-roudi and Debian's dash, coreutils and grep
 * - `counter`: the test program, a busybox shell and tini
 * - `counter-distroless`: the test program alone, no shell
 * - `counter-nobody`: the same for the user 65534, which the image calls nobody
 */
export type ImageName = (typeof imageNames)[number];
const imageNames = ['roudi', 'roudi-debian', 'counter', 'counter-distroless', 'counter-nobody'] as const;

const SHELL_PACKAGES = ['busybox-static', 'coreutils', 'dash', 'grep', 'tini'];
const LIBRARY_PACKAGES = ['libacl1', 'libc6', 'libgcc-s1', 'libpcre2-8-0', 'libselinux1', 'libstdc++6'];
const ICEORYX_PACKAGES = ['iceoryx', 'libiceoryx-hoofs-dev', 'libiceoryx-posh-dev'];
const COREUTILS = ['cat', 'chgrp', 'chmod', 'id', 'ls', 'mkdir', 'mkfifo', 'mv', 'rm', 'sleep', 'stat'];

interface Recipe {
  readonly title: string;
  readonly contents: Contents;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly user?: string;
}

async function recipes(iceoryx: Iceoryx, counter: string): Promise<Record<ImageName, Recipe>> {
  const applets = (await run(['busybox', '--list'])).trim().split('\n');
  const busybox = Object.fromEntries(applets.filter((name) => name !== 'busybox').map((name) => [name, 'busybox']));
  const coreutils = COREUTILS.map((name) => `/usr/bin/${name}`);
  return {
    roudi: {
      title: 'iceoryx RouDi with a busybox shell',
      contents: { programs: [iceoryx.roudi, '/bin/busybox'], links: busybox },
      command: ['/usr/bin/iox-roudi'],
    },
    'roudi-debian': {
      title: "iceoryx RouDi with Debian's dash, coreutils and grep",
      contents: { programs: [iceoryx.roudi, '/bin/dash', '/bin/grep', ...coreutils], links: { sh: 'dash' } },
      command: ['/usr/bin/iox-roudi'],
    },
    counter: {
      title: 'iceoryx counter with a busybox shell and tini',
      contents: { programs: [counter, '/bin/busybox', '/usr/bin/tini'], links: busybox },
      command: ['/bin/sh'],
    },
    'counter-distroless': {
      title: 'iceoryx counter alone',
      contents: { programs: [counter] },
      entrypoint: ['/usr/bin/counter'],
    },
    'counter-nobody': {
      title: 'iceoryx counter alone, for a user',
      contents: { programs: [counter] },
      entrypoint: ['/usr/bin/counter'],
      user: '65534',
    },
  };
}

/** A hash of all inputs of the images. */
async function keyOf(iceoryx: Iceoryx, packages: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([iceoryx.version, process.arch, ...packages]));
  const folders = [appsDirectory, import.meta.dirname, ...(iceoryx.libraries ? [iceoryx.libraries] : [])];
  const files = iceoryx.libraries ? [iceoryx.roudi] : [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true });
    files.push(...entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name)));
  }
  for (const file of files.sort()) {
    hash.update(JSON.stringify(file.split('/').at(-1))).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function buildInto(target: string, iceoryx: Iceoryx, log: (line: string) => void): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'iceoryx-images-'));
  try {
    log(`compiling the test program against iceoryx ${iceoryx.version} (some 10 s) …`);
    const counter = join(work, 'bin/counter');
    await mkdir(join(work, 'bin'));
    await compileCounter(iceoryx, counter);
    const all = await recipes(iceoryx, counter);
    for (const name of imageNames) {
      const { contents, ...about } = all[name];
      const reference = referenceOf(name, iceoryx.version);
      log(`packing ${reference} …`);
      const root = join(work, name, 'root');
      await mkdir(root, { recursive: true });
      await layOut(root, contents, iceoryx.libraries);
      const info = { reference, version: iceoryx.version, ...about };
      await writeDockerArchive(root, join(work, name), info, join(target, `${name}.tar`));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function referenceOf(name: ImageName, version: string): string {
  return `localhost/iceoryx-test/${name}:${version}`;
}

/**
 * Builds the images that the tests and the demo use, unless the cache has them. Needs no registry.
 * @throws an Error that names what is missing, if Debian packages must be installed without root
 */
export async function buildImages(options: BuildOptions = {}): Promise<ImageSet> {
  const log = options.log ?? (() => {});
  const own = options.prefix === undefined ? ICEORYX_PACKAGES : [];
  const packages = await requirePackages([...own, ...SHELL_PACKAGES, ...LIBRARY_PACKAGES, 'g++'], log);
  const iceoryx = await findIceoryx(options.prefix ?? '/usr');
  const key = `${iceoryx.version}-${await keyOf(iceoryx, packages)}`;
  const cache = options.cache ?? join(cacheDirectory, 'images');
  const directory = await makeOnce(join(cache, key), (unfinished) => buildInto(unfinished, iceoryx, log));
  const image = (name: ImageName): [ImageName, Image] => [
    name,
    { reference: referenceOf(name, iceoryx.version), archive: join(directory, `${name}.tar`) },
  ];
  return { version: iceoryx.version, images: Object.fromEntries(imageNames.map(image)) as Record<ImageName, Image> };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) {
  try {
    const { images } = await buildImages({ prefix: process.argv[2] ?? process.env['ICEORYX_PREFIX'], log: toStderr });
    for (const { reference, archive } of Object.values(images)) {
      process.stdout.write(`${reference} ${archive}\n`);
    }
  } catch (error) {
    toStderr(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
