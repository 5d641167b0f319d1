import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { buildAgent } from './agent.ts';
import { appsDirectory, compileCounter } from './compile.ts';
import { requirePackages } from './debian-packages.ts';
import { writeDockerArchive } from './docker-archive.ts';
import { findIceoryx } from './iceoryx.ts';
import type { Iceoryx } from './iceoryx.ts';
import {
  compilerPackages,
  FOREIGN_ICEORYX,
  type Foreign,
  foreignTools,
  ownArchitecture,
  withDebian,
} from './foreign.ts';
import type { Image } from './image.ts';
import { layOut, nativeLibraries } from './rootfs.ts';
import type { Contents, Library } from './rootfs.ts';
import { run } from '../host/run.ts';

export interface BuildOptions {
  /** Architecture of the images, by default this machine's. Images of another architecture contain Debian's iceoryx. */
  readonly architecture?: Foreign | undefined;
  /** Install prefix of an iceoryx; without it Debian's packages are used. */
  readonly prefix?: string | undefined;
  /** Where the images are kept; by default `images` in the project's cache. */
  readonly cache?: string;
  readonly log?: (line: string) => void;
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
 * - `agent`: the operator's agent, of whatever iceoryx
 */
export type ImageName = CompiledName | 'agent';
type CompiledName = (typeof imageNames)[number];
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

/** Inputs of the images. */
interface Material {
  readonly iceoryx: Iceoryx;
  /** Where Debian's programs are; `/` is this machine. */
  readonly debian: string;
  readonly compiler: string;
  readonly librariesOf: (program: string) => Promise<readonly Library[]>;
  readonly architecture?: Foreign;
}

async function recipes({ iceoryx, debian }: Material, counter: string): Promise<Record<CompiledName, Recipe>> {
  const applets = (await run(['busybox', '--list'])).trim().split('\n');
  const busybox = Object.fromEntries(applets.filter((name) => name !== 'busybox').map((name) => [name, 'busybox']));
  const of = (...paths: readonly string[]): string[] => paths.map((path) => join(debian, path));
  const coreutils = COREUTILS.map((name) => `/usr/bin/${name}`);
  return {
    roudi: {
      title: 'iceoryx RouDi with a busybox shell',
      contents: { programs: [iceoryx.roudi, ...of('/bin/busybox')], links: busybox },
      command: ['/usr/bin/iox-roudi'],
    },
    'roudi-debian': {
      title: "iceoryx RouDi with Debian's dash, coreutils and grep",
      contents: { programs: [iceoryx.roudi, ...of('/bin/dash', '/bin/grep', ...coreutils)], links: { sh: 'dash' } },
      command: ['/usr/bin/iox-roudi'],
    },
    counter: {
      title: 'iceoryx counter with a busybox shell and tini',
      contents: { programs: [counter, ...of('/bin/busybox', '/usr/bin/tini')], links: busybox },
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

/** Hash of everything that determines the bytes of the images. */
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

async function buildInto(target: string, material: Material, log: (line: string) => void): Promise<void> {
  const { iceoryx, architecture } = material;
  const work = await mkdtemp(join(tmpdir(), 'iceoryx-images-'));
  try {
    log(`compiling the test program against iceoryx ${iceoryx.version} (some 10 s) …`);
    const counter = join(work, 'bin/counter');
    await mkdir(join(work, 'bin'));
    await compileCounter(iceoryx, counter, material.compiler);
    const all = await recipes(material, counter);
    for (const name of imageNames) {
      const { contents, ...about } = all[name];
      const reference = referenceOf(name, iceoryx.version, architecture);
      log(`packing ${reference} …`);
      const root = join(work, name, 'root');
      await mkdir(root, { recursive: true });
      await layOut(root, contents, material.librariesOf);
      const info = { reference, version: iceoryx.version, ...about, ...(architecture && { architecture }) };
      await writeDockerArchive(root, join(work, name), info, join(target, `${name}.tar`));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function referenceOf(name: CompiledName, version: string, architecture?: Foreign): string {
  return `localhost/iceoryx-test/${name}${architecture === undefined ? '' : `-${architecture}`}:${version}`;
}

/**
 * Builds the images that the tests and the demo use, or finds them in the cache. Needs no registry.
 * @throws an Error that says what is missing, when not root and Debian packages have to be installed
 */
export async function buildImages(options: BuildOptions = {}): Promise<ImageSet> {
  const log = options.log ?? (() => {});
  const cache = options.cache ?? join(cacheDirectory, 'images');
  const { architecture = ownArchitecture } = options;
  if (architecture !== ownArchitecture) return buildForeign(architecture, cache, log);
  const own = options.prefix === undefined ? ICEORYX_PACKAGES : [];
  const packages = await requirePackages([...own, ...SHELL_PACKAGES, ...LIBRARY_PACKAGES, 'g++'], log);
  const iceoryx = await findIceoryx(options.prefix ?? '/usr');
  const key = `${iceoryx.version}-${await keyOf(iceoryx, packages)}`;
  const librariesOf = async (program: string) => nativeLibraries(program, iceoryx.libraries);
  const material = { iceoryx, debian: '/', compiler: 'g++', librariesOf };
  const directory = await makeOnce(join(cache, key), (unfinished) => buildInto(unfinished, material, log));
  return imageSet(directory, iceoryx.version, log);
}

/** The images of Debian's packages for another architecture, which are unpacked and not installed. */
async function buildForeign(architecture: Foreign, cache: string, log: (line: string) => void): Promise<ImageSet> {
  const version = FOREIGN_ICEORYX;
  const none = { version, include: '', roudi: '' };
  const key = `${version}-${architecture}-${await keyOf(none, new Map([['architecture', architecture]]))}`;
  const directory = await makeOnce(join(cache, key), async (unfinished) => {
    await requirePackages(['binutils', 'busybox-static', ...compilerPackages(architecture)], log);
    const packages = [...ICEORYX_PACKAGES, ...SHELL_PACKAGES, ...LIBRARY_PACKAGES];
    await withDebian(architecture, packages, log, async (debian) => {
      const { iceoryx, ...tools } = await foreignTools(architecture, debian);
      if (iceoryx.version !== version)
        throw new Error(`Debian for ${architecture} has iceoryx ${iceoryx.version}, not ${version}`);
      await buildInto(unfinished, { iceoryx, debian, architecture, ...tools }, log);
    });
  });
  return imageSet(directory, version, log, architecture);
}

async function imageSet(
  directory: string,
  version: string,
  log: (line: string) => void,
  architecture?: Foreign,
): Promise<ImageSet> {
  const image = (name: CompiledName): [CompiledName, Image] => [
    name,
    { reference: referenceOf(name, version, architecture), archive: join(directory, `${name}.tar`) },
  ];
  const compiled = Object.fromEntries(imageNames.map(image)) as Record<CompiledName, Image>;
  return { version, images: { ...compiled, agent: await buildAgent(log, architecture) } };
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
