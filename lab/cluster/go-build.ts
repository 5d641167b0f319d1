import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { withLock } from './file-lock.ts';
import { ensureDirectory } from './paths.ts';
import { cacheDirectory } from '../host/cache.ts';
import type { Progress } from './progress.ts';
import { run } from '../host/run.ts';

/** What to build with Go, from files that are copied beside each other first. */
export type Recipe = {
  /** What is built, in a word; also the start of the directory's name in the cache. */
  readonly name: string;
  /** File name in the build directory to the file it is copied from. */
  readonly sources: Readonly<Record<string, string>>;
  /** The arguments of `go build` that say what to build and where to put it. */
  readonly targets: readonly string[];
  readonly ldflags: string;
  /** Symbolic links made beside the result: name to target. */
  readonly links?: Readonly<Record<string, string>>;
};

// Static, without paths of this machine: the same inputs give the same binary wherever they are built.
const flags = ['build', '-v', '-trimpath', '-buildvcs=false'];
const environment = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };

/** In the name of a directory in which a build goes on, or did when it was interrupted. */
const unfinished = '.unfinished-';

function inputsHash(recipe: Recipe): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([flags, environment, recipe.targets, recipe.ldflags, recipe.links]));
  for (const [name, file] of Object.entries(recipe.sources)) hash.update(name).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

async function goVersion(): Promise<string | undefined> {
  const env = { ...environment, GOTOOLCHAIN: 'local' };
  return run(['go', 'env', 'GOVERSION', 'GOARCH'], { env }).then(
    (output) => output.trim().replace('\n', '-'),
    () => undefined,
  );
}

/** The directory that an earlier {@link build} of the recipe made. Without Go at hand, whatever Go made it. */
export async function findBuilt(recipe: Recipe): Promise<string | undefined> {
  if (!existsSync(cacheDirectory)) return undefined;
  const prefix = `${recipe.name}-${inputsHash(recipe)}-`;
  const go = await goVersion();
  const found = readdirSync(cacheDirectory).find((entry) =>
    go === undefined ? entry.startsWith(prefix) && !entry.includes(unfinished) : entry === prefix + go,
  );
  return found === undefined ? undefined : join(cacheDirectory, found);
}

/**
 * Builds a recipe unless the cache has it and returns its directory. The directory appears complete or not at all,
 * and two builds of the same thing at the same time become one.
 */
export async function build(recipe: Recipe, progress: Progress): Promise<string> {
  const found = await findBuilt(recipe);
  if (found !== undefined) return found;
  const go = await goVersion();
  if (go === undefined) {
    throw new Error(`${recipe.name} must be built once, which needs Go 1.21 or newer on PATH: see https://go.dev/dl/`);
  }
  const directory = join(ensureDirectory(cacheDirectory), `${recipe.name}-${inputsHash(recipe)}-${go}`);
  const waiting = () => progress.line(`waiting for another build of ${recipe.name} …`);
  return withLock(join(cacheDirectory, `${recipe.name}.lock`), waiting, async () => {
    if (!existsSync(directory)) await buildInto(directory, recipe, progress);
    return directory;
  });
}

async function buildInto(directory: string, recipe: Recipe, progress: Progress): Promise<void> {
  const abandoned = readdirSync(cacheDirectory).filter((entry) => entry.startsWith(basename(directory) + unfinished));
  for (const entry of abandoned) rmSync(join(cacheDirectory, entry), { recursive: true, force: true });
  const stage = mkdtempSync(directory + unfinished);
  let packages = 0;
  const started = Date.now();
  const report = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress.update(`building ${recipe.name}: ${packages} packages compiled, ${seconds} s (once; minutes when cold)`);
  };
  report();
  const ticker = setInterval(report, 1000);
  try {
    for (const [name, file] of Object.entries(recipe.sources)) copyFileSync(file, join(stage, name));
    await run(['go', ...flags, '-ldflags', `-s -w ${recipe.ldflags}`, ...recipe.targets], {
      cwd: stage,
      env: environment,
      onErrorLine: () => (packages += 1),
    });
    for (const [link, target] of Object.entries(recipe.links ?? {})) symlinkSync(target, join(stage, link));
    chmodSync(stage, 0o755);
    renameSync(stage, directory);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(ticker);
  }
  progress.line(`built ${recipe.name} in ${Math.round((Date.now() - started) / 1000)} s into ${directory}`);
}
