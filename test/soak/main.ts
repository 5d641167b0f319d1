// `npm run soak`: the trials of which `npm test` runs slices or nothing, whole and one by one. They are the same test
// files, so a soak asserts all that the slices assert. Each slice of a trial has the seed of the run plus its number
// less one.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { down } from '../../lab/cluster/cluster.ts';
import { MACHINE_TIER } from '../../lab/operator/machine-tier.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';
import { prepare } from '../../lab/operator/prepare.ts';
import { TWO_NODES } from '../../lab/operator/two-nodes.ts';
import { API_TIER } from '../support/api-bench.ts';
import { type Trial, TRIALS } from './trials.ts';

const HELP = `The trials of which npm test runs slices or nothing, whole: a node needs root.

usage: npm run soak -- [--only NAME…] [--hours H | --slices N] [--seed N]

  --only NAME  one trial, or some, each with --only; all when absent
  --hours H    slices of each trial in turn, as long as time is left to begin one
  --slices N   of each trial; a whole run when absent
  --seed N     that of an earlier run, to repeat it

${TRIALS.map(({ name, what, slices }) => `  ${name.padEnd(34)} ${what}; whole: ${slices} slice${slices === 1 ? '' : 's'}`).join('\n')}
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    hours: { type: 'string' },
    slices: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    help: { type: 'boolean', default: false },
  },
});
const { only } = values;
const HOURS = Number(values.hours ?? Infinity);
const SEED = Number(values.seed);
const unknown = only?.find((name) => !TRIALS.some((trial) => trial.name === name));
const isNumber = (text: string | undefined): boolean => text === undefined || Number(text) > 0;
if (values.help || unknown !== undefined || !isNumber(values.hours) || !isNumber(values.slices) || !(SEED >= 0)) {
  process.stdout.write(unknown === undefined ? HELP : `no trial '${unknown}'\n${HELP}`);
  process.exit(values.help ? 0 : 2);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const began = performance.now();
const failures: string[] = [];
let passed = 0;

/** Upper limit of slices of a trial in this run. */
function slicesOf(trial: Trial): number {
  return values.slices === undefined ? (values.hours === undefined ? trial.slices : Infinity) : Number(values.slices);
}

/** Slices of all trials in turn, one at a time: the first hour covers all trials. */
function* slices(trials: readonly Trial[]): Generator<[Trial, number]> {
  for (let number = 1; trials.some((trial) => number <= slicesOf(trial)); number++) {
    for (const trial of trials.filter((each) => number <= slicesOf(each))) {
      yield [trial, number];
    }
  }
}

/** Runs a slice and shows its output as it comes. */
async function run({ name, files, match, env }: Trial, number: number): Promise<void> {
  const seed = SEED + number - 1;
  const repeat = `npm run soak -- --only ${name} --slices 1 --seed ${seed}`;
  say(`\n${name}, slice ${number}: ${repeat}`);
  const start = performance.now();
  // A test may be silent for as long as its own limit allows.
  const args = ['--concurrency', '1', '--timeout', '6h', ...(match === undefined ? [] : ['--match', match]), ...files];
  const ava = spawn('ava', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, SEED: String(seed) },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    ava.once('error', reject);
    ava.once('close', resolve);
  });
  for await (const line of createInterface({ input: ava.stdout })) {
    if (line.trim() !== '') say(`  ${line}`);
  }
  const code = await ended;
  const took = `${((performance.now() - start) / 1000).toFixed(0)} s`;
  if (code === 0) {
    passed++;
    say(`✔ ${name}, slice ${number}: ${took}`);
  } else {
    failures.push(`${name}, slice ${number}, after ${took}: ${repeat}`);
    say(`✘ ${name}, slice ${number}: ${took}`);
  }
}

const trials = TRIALS.filter(({ name }) => only?.includes(name) ?? true);
say(`seed ${SEED}`);
const isOnNodes = trials.some(({ files }) => files.some((file) => !file.startsWith('test/unit/')));
try {
  if (isOnNodes) {
    await prepare('node');
    await prepare('machine');
  }
  for (const [trial, number] of slices(trials)) {
    if (performance.now() - began > HOURS * 3_600_000) break;
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    await run(trial, number);
  }
} finally {
  if (isOnNodes) {
    await down(NODE_TIER);
    await down(API_TIER);
    await down(TWO_NODES);
    await down(MACHINE_TIER);
  }
}
say('');
failures.forEach((failure) => say(`✘ ${failure}`));
say(`seed ${SEED}: ${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
