// `npm test [-- TIER|FILE… --times TABLE]`: all tests, or those of some tiers or files, and one line that counts them.
//   unit     no cluster, seconds; before all others
//   iceoryx  real programs of iceoryx, no Kubernetes; needs root
//   api      a real API server on loopback
//   node     real kubelets, containerd and RouDi; needs root
//   machine  the same on an emulated machine with a kernel of its own; without its name, a slice of it
//   upgrade  the same, and the operator of the version before, built from its commit; only where it is named
// Files of all tiers but unit run in lanes side by side, as many as the processors have room for, each file in a process
// of its own: one that hangs takes no other with it. With CI=true a failed file gets a second attempt, and tests that
// passed only then are reported at the end.
// After api and node, the calls that operators made in them are compared with the chart's rules, both ways.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AUDIT_DIRECTORY } from '../lab/cluster/audit.ts';
import { run } from '../lab/host/run.ts';
import { fileOfTitle, type Listener, runAva } from './runner/ava.ts';
import { judgeCalls } from './runner/calls.ts';
import { recording, runFile, secondAttempt } from './runner/file-run.ts';
import { FILE_SECONDS_DIRECTORY, fileSeconds } from './runner/file-seconds.ts';
import { readKnown, writeKnown } from './runner/known.ts';
import { endMarked, markOf } from './runner/marked.ts';
import { type Queue, runQueues } from './runner/lanes.ts';
import { firstToFail, longestFirst } from './runner/order.ts';
import { type Chosen, chosen, FILE_SECONDS, PACE, placeOf, type Tier, WHOLE_BUDGET } from './runner/plan.ts';
import { downAll } from './runner/shared-clusters.ts';
import { type FileTime, inWords, isOver, isTwiceOver, paint, say, slowest, table, type Used } from './runner/report.ts';

/** Number of files that get a second attempt. If more of them fail, another attempt does not help. */
const MAX_SECOND_ATTEMPTS = 4;
/** Number of files of a tier without places that run at the same time: some of them wait most of their time. */
const TOGETHER = 6;
/** Assumed duration of a file that has never run here. */
const UNKNOWN_SECONDS = 30;

/** Aborted when the run is interrupted. */
const stopping = new AbortController();

class Run {
  readonly #known = readKnown();
  readonly #env: NodeJS.ProcessEnv;
  readonly #scratch: string;
  readonly #isCi = process.env['CI'] === 'true';
  readonly #times: FileTime[] = [];
  readonly #used: Used[] = [];
  /** The failures of all tiers, printed again at the end: people mostly see the last lines of a long output. */
  readonly #failures: string[] = [];
  readonly #failedFiles = new Set<string>();
  /**
   * Tests that failed and then passed. They are printed at the end too, since it is a fault of the test or of the code.
   */
  readonly #passedLater: string[] = [];
  #secondAttempts = 0;
  #passed = 0;
  #skipped = 0;

  constructor(scratch: string) {
    this.#scratch = scratch;
    this.#env = { ...process.env };
  }

  /** Tiers that can run here. A tier that cannot is a failure in CI, and otherwise skipped. */
  able(all: readonly Chosen[]): Chosen[] {
    return all.filter(({ tier }) => {
      const obstacle = tier.obstacle();
      if (obstacle !== undefined && this.#isCi) {
        this.#fail(`${tier.name} cannot run: ${obstacle}`);
      } else if (obstacle !== undefined) {
        this.#skipped++;
        say(`${paint('yellow', '-')} ${tier.name} skipped: ${obstacle}`);
      }
      return obstacle === undefined;
    });
  }

  /**
   * Runs a tier whose files need only the processor: some at a time, as a few wait, and those that matter most first.
   */
  async together({ tier, files }: Chosen): Promise<void> {
    const started = performance.now();
    say(paint('bold', `\n${tier.name}`));
    const quick = firstToFail(files, { ...this.#known, changed: await changedFiles() });
    const order = longestFirst(quick, this.#known.seconds, TOGETHER);
    const taken = join(this.#scratch, tier.name);
    mkdirSync(taken);
    const env = {
      ...this.#env,
      ICEORYX_OPERATOR_FILE_ORDER: JSON.stringify(order),
      [FILE_SECONDS_DIRECTORY]: taken,
    };
    const said = new Map<string | undefined, string[]>();
    const fileOf = (title: string): string | undefined => fileOfTitle(title, files);
    const linesOf = (title: string): string[] => {
      const file = fileOf(title);
      const lines = said.get(file) ?? [];
      said.set(file, lines);
      return lines;
    };
    const listener = listenerOf('');
    const outcome = await runAva({ files, concurrency: TOGETHER, env }, recording(listener, linesOf));
    this.#passed += outcome.passed;
    this.#skipped += outcome.skipped.length;
    for (const [file, titles] of Map.groupBy(outcome.failed, fileOf)) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time: it is to be seen whether each fails by itself
      const kept = file === undefined ? undefined : await this.#passesAlone(file, said.get(file) ?? []);
      if (kept === undefined) {
        titles.forEach((title) => this.#failures.push(`${tier.name}: ${title}`));
      } else {
        this.#passed += titles.length;
        titles.forEach((title) =>
          this.#passedLater.push(`${tier.name}: ${title}; the output of the first is in ${kept}`),
        );
      }
    }
    for (const { file, seconds } of fileSeconds(taken)) {
      this.#times.push({ file, whole: seconds, setUp: 0, waiting: 0, tests: seconds });
    }
    this.#use(tier, started, performance.now());
  }

  /** Runs tiers whose files mostly wait, in lanes side by side. */
  async sideBySide(all: readonly Chosen[]): Promise<void> {
    say(paint('bold', `\n${all.map(({ tier }) => tier.name).join(', ')}`));
    const prepared = await Promise.all(
      all.map(async ({ tier }) => this.#must(`what the tests of ${tier.name} need`, tier.prepare?.())),
    );
    const ready = all.filter((_, index) => prepared[index]);
    const spans = new Map<Tier, { from: number; to: number }>();
    const queues = ready.flatMap(({ tier, files }) =>
      (tier.places ?? []).map((place): Queue<string> => {
        const { lanes, lane: prefix = '', shared, name } = place;
        return {
          name,
          lanes,
          items: files.filter((file) => placeOf(tier, file) === place),
          weight: (file) => this.#known.seconds[file] ?? UNKNOWN_SECONDS,
          run: async (file, lane) => {
            const from = performance.now();
            await this.#file(file, prefix + lane);
            const to = performance.now();
            const span = spans.get(tier) ?? { from, to };
            spans.set(tier, { from: Math.min(span.from, from), to: Math.max(span.to, to) });
          },
          ...(shared === undefined
            ? {}
            : {
                // Files that find no cluster bring one up themselves, or report why they cannot.
                open: async (lane) => this.#must(`the cluster of ${name}`, shared.up(prefix + lane)),
                close: async (lane) => this.#must(`the end of the cluster of ${name}`, shared.down(prefix + lane)),
              }),
        };
      }),
    );
    await runQueues(queues, PACE, stopping.signal);
    spans.forEach(({ from, to }, tier) => this.#use(tier, from, to));
  }

  async judge(audit: string, all: boolean): Promise<void> {
    const { calls, kinds, faults } = await judgeCalls(audit, all);
    say(paint('bold', `\n${calls} calls of operators, of ${kinds} kinds`));
    faults.forEach((fault) => say(fault));
    const title = 'the operator made no call without a rule of the chart, and there is no rule without a call';
    if (faults.length === 0) {
      this.#passed++;
      say(`${paint('green', '✔')} ${title}`);
    } else {
      this.#fail(title);
    }
  }

  /** Prints the summary, and returns whether everything passed. */
  finish(whole: number, isWhole: boolean, timesFile: string | undefined): boolean {
    say('');
    slowest(this.#times, 10).forEach((line) => say(line));
    if (timesFile !== undefined) {
      writeFileSync(timesFile, table(this.#times));
    }
    const used = [...this.#used, ...(isWhole ? [{ name: 'all', used: whole, budget: WHOLE_BUDGET }] : [])];
    say('');
    used.forEach((each) => say(inWords(each)));
    used.filter(isTwiceOver).forEach((each) => this.#failures.push(`more than twice its budget: ${inWords(each)}`));
    const seconds = Object.fromEntries(this.#times.map(({ file, whole }) => [file, whole]));
    writeKnown({ seconds, failed: [...this.#failedFiles] });
    say('');
    used.filter(isOver).forEach((each) => say(`${paint('yellow', '!')} over its budget: ${inWords(each)}`));
    this.#passedLater.forEach((what) => say(`${paint('yellow', '!')} passed at the second attempt only: ${what}`));
    this.#failures.forEach((failure) => say(`${paint('red', '✘')} ${failure}`));
    const skipped = this.#skipped === 0 ? '' : `, ${this.#skipped} skipped`;
    say(`${this.#passed} passed, ${this.#failures.length} failed${skipped}`);
    return this.#failures.length === 0;
  }

  /** Whether work besides the tests succeeded; reports it if not. */
  async #must(what: string, work: Promise<void> | undefined): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      this.#fail(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #maySecond(): boolean {
    return this.#isCi && this.#secondAttempts++ < MAX_SECOND_ATTEMPTS;
  }

  /** Runs a file a second time. If it passes, returns where the output of the first attempt is kept. */
  async #passesAlone(file: string, said: readonly string[]): Promise<string | undefined> {
    if (this.#maySecond()) {
      const options = { file, lane: '', env: this.#env, scratch: this.#scratch, seconds: FILE_SECONDS };
      const { outcome, firstAttempt } = await secondAttempt(options, said, listenerOf(''));
      if (outcome.failed.length === 0) {
        return firstAttempt;
      }
    }
    this.#failedFiles.add(file);
    return undefined;
  }

  async #file(file: string, lane: string): Promise<void> {
    const name = file.replace(/^test\//, '').replace(/\.test\.ts$/, '');
    const secondAttempt = (): boolean => this.#maySecond();
    const options = { file, lane, env: this.#env, scratch: this.#scratch, seconds: FILE_SECONDS, secondAttempt };
    const { outcome, spent, firstAttempt } = await runFile(options, listenerOf(`${name} › `));
    if (stopping.signal.aborted) {
      return;
    }
    say(paint('dim', `  ${name}: ${spent.whole.toFixed(1)} s`));
    this.#times.push({ file, ...spent });
    this.#passed += outcome.passed;
    this.#skipped += outcome.skipped.length;
    outcome.failed.forEach((title) => this.#failures.push(`${name}: ${title}`));
    if (outcome.failed.length > 0) {
      this.#failedFiles.add(file);
    } else if (firstAttempt !== undefined) {
      this.#passedLater.push(`${name}; the output of the first is in ${firstAttempt}`);
    }
  }

  #use({ name, budget }: Tier, from: number, to: number): void {
    this.#used.push({ name, used: (to - from) / 1000, budget });
  }

  #fail(what: string): void {
    this.#failures.push(what);
    say(`${paint('red', '✘')} ${what}`);
  }
}

function listenerOf(prefix: string): Listener {
  return {
    passed: (title) => say(`${paint('green', '✔')} ${prefix}${title}`),
    skipped: (title) => say(`${paint('yellow', '-')} ${prefix}${title}`),
    failed: (title) => say(`${paint('red', '✘')} ${prefix}${title}`),
    said: (line) => say(`    ${line}`),
  };
}

/** Files that were changed and are not committed yet, and those of the last commit. */
async function changedFiles(): Promise<string[]> {
  const status = run(['git', 'status', '--porcelain', '--no-renames', '--untracked-files=all']);
  const commit = run(['git', 'log', '-1', '--first-parent', '-m', '--format=', '--name-only']);
  const [changed, committed] = await Promise.all([status, commit].map(async (text) => text.catch(() => '')));
  return [...(changed ?? '').split('\n').map((line) => line.slice(3)), ...(committed ?? '').split('\n')].filter(
    Boolean,
  );
}

/** Ends everything that an interrupted run has started: its files, and the clusters that they share. */
async function interrupted(scratch: string): Promise<never> {
  say('interrupted: ending what was started …');
  stopping.abort();
  await endMarked(markOf());
  await downAll();
  rmSync(scratch, { recursive: true, force: true });
  process.exit(130);
}

const { values, positionals } = parseArgs({ options: { times: { type: 'string' } }, allowPositionals: true });
const started = performance.now();
const scratch = mkdtempSync(join(tmpdir(), 'iceoryx-operator-test-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void interrupted(scratch));
}
const audit = join(scratch, 'audit');
mkdirSync(audit);
// For the API servers of clusters that are brought up from here on, by this process or by that of a file.
process.env[AUDIT_DIRECTORY] = audit;
try {
  const tests = new Run(scratch);
  const able = tests.able(chosen(positionals));
  for (const each of able.filter(({ tier }) => tier.places === undefined)) {
    // oxlint-disable-next-line no-await-in-loop -- they have both cores
    await tests.together(each);
  }
  const others = able.filter(({ tier }) => tier.places !== undefined);
  if (others.length > 0) await tests.sideBySide(others);
  const isWhole = positionals.length === 0;
  if (isWhole || able.some(({ tier }) => tier.judged === true && positionals.includes(tier.name))) {
    // Only the api tier makes every call by itself.
    await tests.judge(audit, isWhole || positionals.includes('api'));
  }
  process.exitCode = tests.finish((performance.now() - started) / 1000, isWhole, values.times) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true });
}
