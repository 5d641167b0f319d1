import { existsSync, globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { run } from '../host/run.ts';
import { requirePackages } from '../images/debian-packages.ts';

/** Reports progress to a person: a line that stays, and one that the next replaces. */
interface Progress {
  readonly line: (text: string) => void;
  readonly update: (text: string) => void;
}

/** The tested iceoryx that is newer than Debian's. */
export const NEWER_VERSION = '2.95.8';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(cacheDirectory, `iceoryx-${NEWER_VERSION}-built`);
const BUILD_PACKAGES = [
  'ca-certificates',
  'cmake',
  'g++',
  'git',
  'libacl1-dev',
  'libcpptoml-dev',
  'make',
  'pkg-config',
];
/** Timeout of the check for a source and of its download: without a network this must fail soon. */
const ASK_SECONDS = 20;
const FETCH_SECONDS = 300;

/**
 * The install prefix of an iceoryx newer than Debian's: from `ICEORYX_PREFIX`, otherwise from a tarball,
 * iceoryx-2.95.8.tar.gz, in a directory beside the repository's, unpacked into the cache, otherwise the result of
 * {@link ensureNewerIceoryx}.
 * @returns undefined if there is none
 */
export async function newerIceoryxPrefix(): Promise<string | undefined> {
  const { ICEORYX_PREFIX } = process.env;
  if (ICEORYX_PREFIX) {
    return ICEORYX_PREFIX;
  }
  const beside = join(ROOT, '..');
  const [tarball] = globSync(`*/iceoryx-${NEWER_VERSION}.tar.gz`, { cwd: beside });
  if (tarball === undefined) {
    return existsSync(BUILT) ? BUILT : undefined;
  }
  return makeOnce(join(cacheDirectory, `iceoryx-${NEWER_VERSION}`), async (unfinished) => {
    const file = join(beside, tarball);
    await run(['tar', '--extract', '--file', file, '--directory', unfinished, '--strip-components=1']);
  });
}

let ensured: Promise<string | undefined> | undefined;

/**
 * As {@link newerIceoryxPrefix}, but if there is none, it is built from its public source, which takes minutes, once.
 * `ICEORYX_REPOSITORY` names another source than the Dockerfile does. A process tries it once.
 * @returns undefined if it cannot be built, after one line with the reason
 */
export async function ensureNewerIceoryx(progress: Progress): Promise<string | undefined> {
  return (ensured ??= ensure(progress));
}

async function ensure(progress: Progress): Promise<string | undefined> {
  const found = await newerIceoryxPrefix();
  if (found !== undefined) {
    return found;
  }
  try {
    return await makeOnce(BUILT, async (unfinished) => build(unfinished, progress));
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    progress.line(`iceoryx ${NEWER_VERSION} is left out, as it cannot be built from its source: ${why}`);
    return undefined;
  }
}

async function build(prefix: string, { update }: Progress): Promise<void> {
  const repository = await sourceRepository();
  const tag = `v${NEWER_VERSION}`;
  update(`asking ${repository} for iceoryx ${NEWER_VERSION} …`);
  await git(ASK_SECONDS, 'ls-remote', '--exit-code', '--tags', repository, tag);
  await requirePackages(BUILD_PACKAGES, update);
  const work = await mkdtemp(join(tmpdir(), 'iceoryx-source-'));
  try {
    const [source, objects] = [join(work, 'source'), join(work, 'build')];
    update(`fetching iceoryx ${NEWER_VERSION} …`);
    await git(FETCH_SECONDS, 'clone', '--quiet', '--depth', '1', '--branch', tag, repository, source);
    const options = [
      'CMAKE_BUILD_TYPE=Release',
      `CMAKE_INSTALL_PREFIX=${prefix}`,
      // Without the directory of a distribution's architecture, which test programs are not linked against.
      'CMAKE_INSTALL_LIBDIR=lib',
      'BUILD_SHARED_LIBS=ON',
      'BINDING_C=OFF',
      'DOWNLOAD_TOML_LIB=OFF',
    ];
    await run(['cmake', '-S', join(source, 'iceoryx_meta'), '-B', objects, ...options.map((option) => `-D${option}`)]);
    const command = ['cmake', '--build', objects, '--parallel', String(availableParallelism())];
    await compile(command, update);
    await run(['cmake', '--install', objects]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function compile(command: readonly string[], update: Progress['update']): Promise<void> {
  const started = performance.now();
  const tell = (): void => {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    update(`building iceoryx ${NEWER_VERSION}, ${seconds} s (some minutes, once) …`);
  };
  tell();
  const timer = setInterval(tell, 1000);
  await run(command).finally(() => clearInterval(timer));
}

/** Ends after this many seconds, and never asks for a password. */
async function git(seconds: number, ...args: readonly string[]): Promise<void> {
  const limit = ['timeout', '--kill-after=5', String(seconds)];
  await run([...limit, 'git', ...args], { cwd: tmpdir(), env: { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true' } });
}

async function sourceRepository(): Promise<string> {
  const { ICEORYX_REPOSITORY } = process.env;
  const [, stated] = /^ARG ICEORYX_REPOSITORY=(.+)$/m.exec(await readFile(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
  const repository = ICEORYX_REPOSITORY || stated;
  if (repository === undefined) {
    throw new Error('the Dockerfile names no ICEORYX_REPOSITORY');
  }
  return repository;
}
