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
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { withLock } from './file-lock.ts';
import { ensureDirectory } from './paths.ts';
import { cacheDirectory } from '../host/cache.ts';
import type { Progress } from './progress.ts';
import { run } from '../host/run.ts';

/** What to build with Go, from files that are copied into one directory first. */
export type Recipe = {
  /** Short name of the result; also the start of the directory's name in the cache. */
  readonly name: string;
  /** File name in the build directory to the file it is copied from. */
  readonly sources: Readonly<Record<string, string>>;
  /** What to build, as `go build` takes it. */
  readonly packages: readonly string[];
  /** The name of the program; `.` for several, which have the names of their packages. */
  readonly output: string;
  readonly ldflags: string;
  /** Target architecture, by Go's name; by default this machine's. */
  readonly architecture?: string;
  /**
   * Patterns of packages to compile without inlining, which halves the compiler's work if functions are large: for
   * packages that run too rarely for the difference to matter.
   */
  readonly withoutInlining?: readonly string[];
  /** Symbolic links made beside the result: name to target. */
  readonly links?: Readonly<Record<string, string>>;
};

// Static, without paths of this machine: the same inputs give the same binary wherever they are built.
const flags = ['-trimpath', '-buildvcs=false'];
const environment = { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };

function environmentOf({ architecture }: Recipe): Record<string, string> {
  return { ...environment, ...(architecture === undefined ? {} : { GOARCH: architecture }) };
}

/** Debug information is dropped by the linker in any case (`-s -w`), and costs the compiler a tenth of its time. */
const withoutDebugging = '-dwarf=false';

/**
 * Memory settings of the compiler, which do not change its result. With less frequent garbage collection it needs a
 * seventh less time, and 1 GB for the largest packages; as many compilers run at once as there are processors. If
 * memory is scarce, they collect as often as necessary.
 */
function memoryUse(): Record<string, string> {
  const each = process.availableMemory() / (availableParallelism() + 1);
  return { GOGC: '2000', GOMEMLIMIT: `${Math.floor(each / 2 ** 20)}MiB` };
}

/** The arguments of `go list` and `go build` that determine the result. */
function compilation({ withoutInlining = [] }: Recipe): string[] {
  const slower = withoutInlining.map((pattern) => `-gcflags=${pattern}=${withoutDebugging} -l`);
  return [...flags, `-gcflags=all=${withoutDebugging}`, ...slower];
}

/** Part of the name of a directory in which a build is running, or was interrupted. */
const unfinished = '.unfinished-';

function inputsHash(recipe: Recipe): string {
  const hash = createHash('sha256');
  hash.update(
    JSON.stringify([
      compilation(recipe),
      environmentOf(recipe),
      recipe.packages,
      recipe.output,
      recipe.ldflags,
      recipe.links,
    ]),
  );
  for (const [name, file] of Object.entries(recipe.sources)) hash.update(name).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function titleOf({ name, architecture }: Recipe): string {
  return architecture === undefined ? name : `${name} for ${architecture}`;
}

async function goVersion(recipe: Recipe): Promise<string | undefined> {
  const env = { ...environmentOf(recipe), GOTOOLCHAIN: 'local' };
  return run(['go', 'env', 'GOVERSION', 'GOARCH'], { env }).then(
    (output) => output.trim().replace('\n', '-'),
    () => undefined,
  );
}

/** The directory of an earlier {@link build} of the recipe. Without Go, the result of any version of Go. */
export async function findBuilt(recipe: Recipe): Promise<string | undefined> {
  if (!existsSync(cacheDirectory)) return undefined;
  const prefix = `${recipe.name}-${inputsHash(recipe)}-`;
  const go = await goVersion(recipe);
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
  const go = await goVersion(recipe);
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
  const started = Date.now();
  let state = 'looking at its source';
  const report = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress.update(`building ${titleOf(recipe)} (once): ${state}, ${seconds} s`);
  };
  report();
  const ticker = setInterval(report, 1000);
  try {
    for (const [name, file] of Object.entries(recipe.sources)) copyFileSync(file, join(stage, name));
    await compile(recipe, stage, (now) => (state = now));
    for (const [link, target] of Object.entries(recipe.links ?? {})) symlinkSync(target, join(stage, link));
    chmodSync(stage, 0o755);
    renameSync(stage, directory);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    throw error;
  } finally {
    clearInterval(ticker);
  }
  progress.line(`built ${titleOf(recipe)} in ${Math.round((Date.now() - started) / 1000)} s into ${directory}`);
}

/** Runs the compiler in the directory with the source, and reports progress. */
async function compile(recipe: Recipe, cwd: string, say: (state: string) => void): Promise<void> {
  const env = { ...environmentOf(recipe), ...memoryUse() };
  const modules = modulesOf(cwd);
  let downloads = 0;
  const onDownload = (line: string) => {
    if (line.startsWith('go: downloading ')) say(`${(downloads += 1)} modules downloaded of at most ${modules}`);
  };
  // The packages that the compiler's own cache lacks, all of them when it is cold; and the programs, which are linked.
  const stale = ['list', '-deps', '-f', '{{if .Stale}}{{.ImportPath}}{{end}}'];
  const list = await run(['go', ...stale, ...compilation(recipe), ...recipe.packages], {
    cwd,
    env,
    onErrorLine: onDownload,
  });
  const total = list.split('\n').filter((line) => line !== '').length - recipe.packages.length;
  let begun = 0;
  const linker = ['-ldflags', `-s -w ${recipe.ldflags}`, '-o', recipe.output];
  const report = () => say(begun < total ? `${begun} of ${total} packages` : 'linking');
  report();
  await run(['go', 'build', '-v', ...compilation(recipe), ...linker, ...recipe.packages], {
    cwd,
    env,
    // With -v these are the names of packages whose compilation starts.
    onErrorLine: (line) => {
      if (/^\S+$/.test(line)) begun += 1;
      report();
    },
  });
}

/** Number of modules in the lock file, Go's own aside. */
function modulesOf(directory: string): number {
  const file = join(directory, 'go.sum');
  if (!existsSync(file)) return 0;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => / h1:/.test(line) && !line.includes('/go.mod h1:')).length;
}
