// How long commands take that need no cluster, as whole processes: the bundle by Node, and the single file, each with the
// compile cache of a run before. In turns, so that other load hits all alike. The middle and the quickest of the runs are
// printed: beside other work, the second says more.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../lab/host/run.ts';
import { type Architecture } from '../scripts/plugin/node-binary.ts';
import { blobOf, singleFile } from '../scripts/plugin/single-file.ts';
import { comesFirst, FIRST } from './support/process.ts';

const RUNS = Number(process.env['RUNS'] ?? 31);
const TARGET_MS = 150;
const COMMANDS: readonly (readonly string[])[] = [
  ['--help'],
  ['render', '-f', 'examples/hello.yaml'],
  ['diagnose', '-f', 'test/unit/iceoryx/logs/arbitrary-uid-app.log'],
  ['__complete', 'render', '-'],
];

const work = mkdtempSync(join(tmpdir(), 'bench-command-startup-'));
const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: join(work, 'cache') };

/** The program by each way to call it. */
async function programs(): Promise<Readonly<Record<string, readonly string[]>>> {
  const [bundle, blob, file] = [join(work, 'bundle'), join(work, 'blob'), join(work, 'kubectl-iceoryx')];
  mkdirSync(blob);
  await run([process.execPath, 'scripts/build.ts', bundle]);
  const architecture: Architecture = process.arch === 'x64' ? 'amd64' : 'arm64';
  await singleFile(architecture, await blobOf(bundle, blob), file);
  return {
    'by Node': [process.execPath, join(bundle, 'main.mjs')],
    'single file': [file],
    'Node alone': [process.execPath, '-e', '0'],
  };
}

/** Milliseconds of a whole process. */
function timed(command: readonly string[]): number {
  const [program, ...args] = [...FIRST, ...command];
  const begin = performance.now();
  const { status, stderr } = spawnSync(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  }
  return performance.now() - begin;
}

async function main(): Promise<void> {
  const cases = Object.entries(await programs()).flatMap(([way, program]) =>
    (way === 'Node alone' ? [[]] : COMMANDS).map((words) => ({
      way,
      words,
      command: [...program, ...words],
      times: [] as number[],
    })),
  );
  for (const { command } of cases) {
    timed(command);
  }
  for (let turn = 0; turn < RUNS; turn += 1) {
    for (const { command, times } of cases) {
      times.push(timed(command));
    }
  }
  const figures = cases.map(({ way, words, times }) => {
    const sorted = times.toSorted((a, b) => a - b).map(Math.round);
    return { way, words: words.join(' '), medianMs: sorted[sorted.length >> 1] ?? 0, leastMs: sorted[0] ?? 0 };
  });
  process.stdout.write(`${JSON.stringify({ bench: 'command-startup', runs: RUNS, figures })}\n`);
  for (const { way, words, medianMs, leastMs } of figures) {
    process.stdout.write(`${way} ${words}: ${medianMs} ms, at least ${leastMs} ms\n`);
  }
  if (figures.some(({ medianMs }) => medianMs > TARGET_MS)) {
    process.stdout.write(`missed: ${TARGET_MS} ms\n`);
    process.exitCode = 1;
  }
}

const goesLast = comesFirst('self');
try {
  await main();
} finally {
  goesLast();
  rmSync(work, { recursive: true });
}
