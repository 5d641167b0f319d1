import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { debianMirror } from '../host/apt.ts';
import { run } from '../host/run.ts';
import type { Image } from './image.ts';
import { requirePackages } from './debian-packages.ts';

const ROOT = join(import.meta.dirname, '../..');
const SUITE = 'bookworm';
const DEBIAN = 'localhost/iceoryx-test/debian';
const NODE = 'localhost/iceoryx-test/node';
/** The inputs of the Dockerfile's targets. */
const SOURCES = {
  operator: ['Dockerfile', 'package.json', 'package-lock.json', 'scripts/build.ts', 'src/**/*.ts'],
  roudi: ['Dockerfile'],
  example: ['Dockerfile', 'lab/apps/*.{cpp,hpp}'],
};
/** Debian's iceoryx; the tag tells the operator which release it is. */
const NAMES: Readonly<Record<Target, string>> = {
  operator: 'iceoryx-operator:test',
  roudi: 'dockerfile-roudi:2.0.3',
  example: 'dockerfile-example:2.0.3',
};
/** Files that slim images omit (debuerreotype's slim-excludes), and lists of packages, which become outdated. */
const EXCLUDED = [
  'usr/share/doc',
  'usr/share/info',
  'usr/share/locale',
  'usr/share/man',
  'var/cache/apt',
  'var/lib/apt/lists',
];

/** A target of the Dockerfile. */
export type Target = keyof typeof SOURCES;

/**
 * Builds a target of the Dockerfile with buildah, unless the cache has it, on a base of Debian packages and this
 * project's Node instead of base images from a registry.
 */
export async function buildTarget(target: Target, log: (line: string) => void = () => {}): Promise<Image> {
  return makeImage(`${target}-${await keyOfSources(target)}`, NAMES[target], log, async (recipe) =>
    build({ target, context: ROOT, ...recipe }),
  );
}

/** Builds the operator as of a commit, which the clone must contain, unless the cache has it. */
export async function buildFormerOperator(commit: string, log: (line: string) => void = () => {}): Promise<Image> {
  return makeImage(`operator-of-${commit}`, `iceoryx-operator:${commit}`, log, async (recipe) => {
    const context = join(recipe.work, 'context');
    await mkdir(context);
    await checkOut(commit, context);
    await build({ target: 'operator', context, ...recipe });
  });
}

/** Copies the files of a commit, or some of them, into a directory. */
export async function checkOut(commit: string, directory: string, ...paths: readonly string[]): Promise<void> {
  const archive = join(directory, '.commit.tar');
  await run(['git', 'archive', '--output', archive, commit, ...paths], { cwd: ROOT });
  await run(['tar', '--extract', '--file', archive, '--directory', directory]);
  await rm(archive);
}

/** What all builds have in common. */
interface Recipe {
  readonly reference: string;
  readonly bases: Bases;
  readonly work: string;
  readonly archive: string;
}

async function makeImage(
  key: string,
  name: string,
  log: (line: string) => void,
  make: (recipe: Recipe) => Promise<void>,
): Promise<Image> {
  const reference = `localhost/iceoryx-test/${name}`;
  const directory = await makeOnce(join(cacheDirectory, 'images', key), async (path) => {
    await requirePackages(['buildah', 'debootstrap'], log);
    const bases = await baseFileSystems(log);
    log(`building ${name} of the Dockerfile (some minutes) …`);
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-dockerfile-'));
    try {
      await make({ reference, bases, work, archive: join(path, 'image.tar') });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return { reference, archive: join(directory, 'image.tar') };
}

async function build(options: Recipe & { readonly target: Target; readonly context: string }): Promise<void> {
  const { target, context, reference, bases, work, archive } = options;
  const npmrc = join(work, 'npmrc');
  // The registry and certificate authorities of npm on this machine are used within the build as well.
  await writeFile(npmrc, `registry=${await npmConfig('registry')}\ncafile=/etc/ssl/certs/ca-certificates.crt\n`);
  const buildah = await buildahWith(work);
  const made = async (from: string, files: string, name: string): Promise<string> => {
    const isThere = await buildah('inspect', '--type', 'image', name).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      const container = (await buildah('from', from)).trim();
      await buildah('add', '--quiet', container, files, '/');
      await buildah('commit', '--quiet', '--rm', container, name);
    }
    return name;
  };
  const debian = await made('scratch', bases.debian, `${DEBIAN}:${bases.key}`);
  const node = await made(debian, bases.node, `${NODE}:${bases.key}`);
  const args = [`NODE_IMAGE=${node}`, `DEBIAN_IMAGE=${debian}`].flatMap((arg) => ['--build-arg', arg]);
  const certificates = ['--volume', '/etc/ssl/certs:/etc/ssl/certs:ro'];
  const secret = ['--secret', `id=npmrc,src=${npmrc}`];
  await buildah(
    'build',
    '--layers',
    '--target',
    target,
    ...args,
    ...certificates,
    ...secret,
    '--tag',
    reference,
    context,
  );
  await buildah('push', reference, `docker-archive:${archive}:${reference}`);
}

type Buildah = (...args: readonly string[]) => Promise<string>;

/**
 * buildah with a store in the cache where its file system can stack layers: those with npm's packages, which take most of
 * the time, are then made once. Elsewhere the store is in the work directory, with a copy of everything in each layer.
 */
async function buildahWith(work: string): Promise<Buildah> {
  const within =
    (driver: string, directory: string): Buildah =>
    async (...args) => {
      const places = [
        '--storage-driver',
        driver,
        '--root',
        join(directory, 'store'),
        '--runroot',
        join(directory, 'run'),
      ];
      // What buildah mounts of layers, it would leave on the machine.
      const command = ['unshare', '--mount', 'buildah', ...places, ...args];
      return run(command, { env: { BUILDAH_ISOLATION: 'chroot' }, cwd: ROOT });
    };
  const stacking = within('overlay', join(cacheDirectory, 'images/layers'));
  return stacking('images', '--quiet').then(
    () => stacking,
    () => within('vfs', work),
  );
}

/** Tar files of a small Debian, and of what the official Node image adds to it. */
interface Bases {
  /** The same for the same content. */
  readonly key: string;
  readonly debian: string;
  readonly node: string;
}

async function baseFileSystems(log: (line: string) => void): Promise<Bases> {
  const program = join(ROOT, 'node_modules/.bin/node');
  const key = createHash('sha256')
    .update(process.version)
    .update(SUITE)
    .update(EXCLUDED.join())
    .digest('hex')
    .slice(0, 16);
  const directory = await makeOnce(join(cacheDirectory, 'images', `bases-${key}`), async (path) => {
    log(`making base images of Debian ${SUITE} and Node (some minutes, once) …`);
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-base-'));
    const [debian, node] = [join(work, 'debian'), join(work, 'node')];
    const pack = async (name: string, root: string): Promise<string> =>
      run(['tar', '--create', '--file', join(path, `${name}.tar`), '--directory', root, '.']);
    try {
      await run(['debootstrap', '--variant=minbase', SUITE, debian, await debianMirror()]);
      await Promise.all(EXCLUDED.map(async (name) => rm(join(debian, name), { recursive: true, force: true })));
      await pack('debian', debian);
      await mkdir(join(node, 'usr/local/bin'), { recursive: true });
      await copyFile(program, join(node, 'usr/local/bin/node'));
      await cp(await npmDirectory(), join(node, 'usr/local/lib/node_modules/npm'), { recursive: true });
      await run(['ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', join(node, 'usr/local/bin/npm')]);
      await pack('node', node);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return { key, debian: join(directory, 'debian.tar'), node: join(directory, 'node.tar') };
}

/** The command is a link into this directory. */
async function npmDirectory(): Promise<string> {
  const command = (await run(['sh', '-c', 'command -v npm'])).trim();
  return dirname(dirname(await realpath(command)));
}

async function npmConfig(name: string): Promise<string> {
  return (await run(['npm', 'config', 'get', name], { cwd: ROOT })).trim();
}

async function keyOfSources(target: Target): Promise<string> {
  const hash = createHash('sha256')
    .update(process.arch)
    .update(await readFile(import.meta.filename));
  for (const file of globSync(SOURCES[target], { cwd: ROOT }).toSorted()) {
    hash.update(JSON.stringify(file)).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

if (import.meta.main) {
  const target = process.argv[2] ?? 'operator';
  const image = await buildTarget(target as Target, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${image.reference} ${image.archive}\n`);
}
