// How pods end on a real node, and whether RouDi survives it: `npm run bench:termination -- --write-docs`.
import { readFile, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildImages, type ImageSet } from '../lab/images/build.ts';
import { type Ending, endings, hasAborted, roudiCode, type Scenario } from '../lab/trials/deletions.ts';
import { newerIceoryxPrefix } from '../lab/iceoryx/newer-iceoryx.ts';
import { clusterOfCheckout } from '../lab/host/checkout.ts';
import { Bench } from '../lab/operator/node-cluster.ts';
import { mixed, SCENARIOS } from '../lab/trials/scenarios.ts';

const USAGE = `usage: npm run bench:termination -- [--runs N] [--deletions N] [--parallel N] [--lanes N] [--write-docs]
  --runs        deletions of each case, for each release of iceoryx (20); 0 leaves the cases out
  --deletions   of apps behind a shell, with the operator and without (200); 0 leaves them out
  --parallel    pods that are deleted together (10)
  --lanes       cases that run beside each other (1)
  --write-docs  put the tables into docs/termination.md
`;
const DOCS = 'docs/termination.md';
/** Limit of batches; if more are needed, the machine is at fault and no figure is valid. */
const MOST_FAILURES = 10;
const CODES = "Exit codes and how many had them; an app behind a shell shows the shell's.";

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    deletions: { type: 'string', default: '200' },
    parallel: { type: 'string', default: '10' },
    lanes: { type: 'string', default: '1' },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit();
}
const [runs, deletions, parallel, lanes] = [values.runs, values.deletions, values.parallel, values.lanes].map(Number);
if (![runs, deletions, parallel, lanes].every((number) => Number.isSafeInteger(number) && Number(number) >= 0)) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const failures: string[] = [];

/** Runs a scenario many times, in batches. A failed batch is reported at the end and replaced by another one. */
async function many(bench: Bench, scenario: Scenario, images: ImageSet['images'], count: number): Promise<Ending[]> {
  const all: Ending[] = [];
  while (all.length < count) {
    try {
      all.push(...(await endings(bench, scenario, images, Math.min(parallel || 1, count - all.length))));
      process.stderr.write(`${scenario.id}: ${all.length} of ${count}\n`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`failed, and done again: ${scenario.title}: ${message}\n`);
      if (failures.push(`${scenario.title}: ${message.split('\n')[0]}`) >= MOST_FAILURES) {
        throw error;
      }
    }
  }
  return all;
}

const aborts = (all: readonly Ending[]): number => all.filter((ending) => hasAborted(roudiCode(ending))).length;

const segmentsLeft = (all: readonly Ending[]): number =>
  all.filter(({ leftovers }) => leftovers.some((path) => /^(?:iceoryx-)?shm\//.test(path))).length;

/** `0 ×19, 137 ×1`; containers that never ran are left out. */
function codesOf(all: readonly Ending[], container: string): string {
  const counts = new Map<number, number>();
  for (const code of all.flatMap(({ codes }) => codes[container] ?? [])) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([code, count]) => `${code} ×${count}`)
    .join(', ');
}

function secondsOf(all: readonly Ending[]): string {
  const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return `${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} / ${(sorted.at(-1) ?? 0).toFixed(1)}`;
}

function row(title: string, all: readonly Ending[], runtimes: number): string {
  const clean = all.reduce((sum, { clean }) => sum + clean, 0);
  const cells = [
    title,
    secondsOf(all),
    ...['publisher', 'subscriber', 'iceoryx-agent', 'iceoryx-roudi'].map((name) => codesOf(all, name)),
  ];
  return `| ${[...cells, runtimes === 0 ? '' : `${clean} of ${runtimes * all.length}`, String(aborts(all)), String(segmentsLeft(all))].join(' | ')} |`;
}

/** An ending that takes longer is reported: apps need 5 s at most. */
const ODD_SECONDS = 12;

const HEAD = [
  '| case | s, median / max | publisher | subscriber | link | RouDi | clean ends of apps | RouDi aborted | segments left |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

async function matrix(bench: Bench, { version, images }: ImageSet): Promise<string> {
  const rows = new Map<string, string>();
  const queue = Object.values<Scenario>(SCENARIOS).values();
  const lane = async (): Promise<void> => {
    for (const scenario of queue) {
      const all = await many(bench, scenario, images, runs ?? 0);
      // The log of an app cannot be followed from before its start.
      const line = row(scenario.title, all, scenario.earlySeconds === undefined ? (scenario.runtimes ?? 2) : 0);
      process.stdout.write(`${version} ${line}\n`);
      rows.set(scenario.id, line);
    }
  };
  await Promise.all(Array.from({ length: lanes || 1 }, lane));
  const ordered = Object.values<Scenario>(SCENARIOS).map(({ id }) => rows.get(id) ?? '');
  return [`iceoryx ${version}, each ${runs} times:`, '', ...HEAD, ...ordered].join('\n');
}

/** Reports endings that a reader of the table would ask about: slow, or with an unusual exit code. */
function tellOfOddOnes(bench: Bench, all: readonly Ending[]): void {
  const kubelet = readFileSync(join(bench.cluster.logs, 'kubelet-node-1.log'), 'utf8').split('\n');
  for (const { name, seconds, ended, codes } of all) {
    if (seconds > ODD_SECONDS || Object.values(codes).some((code) => code !== 0)) {
      process.stdout.write(
        `odd: ${seconds.toFixed(1)} s, containers ended after ${JSON.stringify(ended)} s, exit codes ${JSON.stringify(codes)}\n`,
      );
      kubelet
        .filter((line) => line.includes(name) && /PreStop|grace period|not completed|ExecSync/i.test(line))
        .forEach((line) => process.stdout.write(`  kubelet: ${line}\n`));
    }
  }
}

async function comparison(bench: Bench, { version, images }: ImageSet): Promise<string> {
  const lines = [`iceoryx ${version}, apps behind a shell that need 0, 1 and 5 s by turns:`, ''];
  lines.push(
    '| pods | deletions | RouDi aborted | segments left | s, median / max |',
    '| --- | --- | --- | --- | --- |',
  );
  for (const kind of ['plain', 'injected'] as const) {
    const all = await many(bench, mixed(kind), images, deletions ?? 0);
    if (kind === 'injected') {
      tellOfOddOnes(bench, all);
    }
    const title = kind === 'plain' ? 'plain manifest, RouDi a native sidecar' : "the operator's";
    const line = `| ${title} | ${all.length} | ${aborts(all)} | ${segmentsLeft(all)} | ${secondsOf(all)} |`;
    process.stdout.write(`${line}\n`);
    lines.push(line);
    if (kind === 'injected' && aborts(all) > 0) {
      process.exitCode = 1;
    }
  }
  return lines.join('\n');
}

async function writeDocs(name: string, text: string): Promise<void> {
  if (!values['write-docs']) {
    return;
  }
  const [begin, end] = [
    `<!-- ${name}: written by npm run bench:termination -- --write-docs -->`,
    `<!-- ${name}: end -->`,
  ];
  const docs = await readFile(DOCS, 'utf8');
  const [from, to] = [docs.indexOf(begin), docs.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`${DOCS} lacks the lines '${begin}' and '${end}'`);
  }
  await writeFile(DOCS, `${docs.slice(0, from)}${begin}\n\n${text}\n\n${docs.slice(to)}`);
}

const prefix = await newerIceoryxPrefix();
const releases = [await buildImages(), ...(prefix === undefined ? [] : [await buildImages({ prefix })])];
const bench = await Bench.open('stop', {
  name: clusterOfCheckout('bench-termination'),
  featureGates: { ContainerStopSignals: true },
});
try {
  for (const { archive } of releases.flatMap(({ images }) => Object.values(images))) {
    await bench.cluster.load(archive);
  }
  const { kubernetes } = bench.cluster.parameters;
  const cgroup = existsSync('/sys/fs/cgroup/cgroup.controllers') ? 'v2' : 'v1';
  const facts = `Kubernetes ${kubernetes}, ${cpus().length} cores, cgroup ${cgroup}, ${parallel} pods deleted together.`;
  const [debian] = releases;
  if ((deletions ?? 0) > 0 && debian !== undefined) {
    await writeDocs('comparison', `${facts}\n\n${await comparison(bench, debian)}`);
  }
  if ((runs ?? 0) > 0) {
    const tables: string[] = [];
    for (const release of releases) {
      tables.push(await matrix(bench, release));
      await writeDocs('cases', [`${facts} ${lanes} of the cases at a time.\n${CODES}`, ...tables].join('\n\n'));
    }
  }
  for (const failure of failures) {
    process.stdout.write(`failed, and done again: ${failure}\n`);
    process.exitCode = 1;
  }
} finally {
  await bench.close();
  await bench.cluster.down();
}
