// `npm test [-- TIER…]`: the tiers one after the other, and one line that counts them all.
//   unit  no cluster, seconds
//   api   a real API server on loopback
//   node  real kubelets, containerd and RouDi; needs root
//   upgrade  the same, and the operator of the version before, built from its commit; only where it is named
// Files of api and node run one by one, each in a process of its own: one that hangs takes no other with it.
// With CI=true one that failed gets a second attempt, and what only that one passed is told at the end.
// After api and node, every call that an operator made in them is held against the chart's rules, both ways.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { AUDIT_DIRECTORY } from '../lab/cluster/audit.ts';
import { down } from '../lab/cluster/cluster.ts';
import { auditedCalls } from './support/audited-calls.ts';
import { chartRules, withoutCall, withoutRule } from './support/chart-rules.ts';
import { NODE_TIER } from '../lab/operator/node-cluster.ts';
import { prepare } from '../lab/operator/prepare.ts';

interface Tier {
  readonly name: string;
  readonly pattern: string;
  /** Each file in a process of its own. */
  readonly fileByFile?: boolean;
  /** Runs only where it is asked for by its name. */
  readonly onlyByName?: boolean;
  /** Calls of its operators are held against the chart's rules. */
  readonly judged?: boolean;
  /** Why this machine cannot run it, if so. */
  obstacle(): string | undefined;
  /** Brings what its files need and takes minutes to make. */
  prepare?(): Promise<void>;
  /** Ends what its files share. */
  cleanUp?(): Promise<void>;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const TIERS: readonly Tier[] = [
  {
    name: 'unit',
    pattern: 'test/unit/**/*.test.ts',
    obstacle: () => undefined,
  },
  {
    name: 'iceoryx',
    pattern: 'test/iceoryx/**/*.test.ts',
    fileByFile: true,
    obstacle: obstacleToNodes,
    prepare: async () => prepare('node'),
  },
  {
    name: 'api',
    pattern: 'test/api/**/*.test.ts',
    fileByFile: true,
    judged: true,
    obstacle: () => (process.platform === 'linux' ? undefined : 'the test cluster runs on Linux only'),
    prepare: async () => prepare('control-plane'),
  },
  {
    name: 'node',
    pattern: 'test/node/**/*.test.ts',
    fileByFile: true,
    judged: true,
    obstacle: obstacleToNodes,
    prepare: async () => prepare('node'),
    cleanUp: async () => down(NODE_TIER),
  },
  {
    name: 'upgrade',
    pattern: 'test/upgrade/**/*.test.ts',
    onlyByName: true,
    obstacle: obstacleToNodes,
    prepare: async () => prepare('node'),
  },
];

function obstacleToNodes(): string | undefined {
  if (process.platform !== 'linux') {
    return 'the test cluster runs on Linux only';
  }
  return userInfo().uid === 0
    ? undefined
    : 'a kubelet and containerd need root: run it as root, for instance in a container started with --privileged';
}

const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** What failed in any tier, told again at the end: the last lines of a long output are what people get to see. */
const failures: string[] = [];
/** What failed and then passed: told at the end too, as it is a fault of the test or of what it tests. */
const passedLater: string[] = [];
/** Files that get a second attempt. More of them fail by a fault that another attempt does not mend. */
const MAX_SECOND_ATTEMPTS = 4;
let secondAttempts = 0;

/**
 * Runs the tests of a tier and tells those that failed in the end.
 *
 * @param audit where API servers write down what is judged afterwards
 */
async function runTier(tier: Tier, audit: string): Promise<Count> {
  try {
    await tier.prepare?.();
  } catch (error) {
    const what = `what the tests need could not be made: ${error instanceof Error ? error.message : String(error)}`;
    say(`${paint('red', '✘')} ${what}`);
    failures.push(`${tier.name}: ${what}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const env = { ...process.env, ...(tier.judged === true ? { [AUDIT_DIRECTORY]: audit } : {}) };
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const files of tier.fileByFile === true ? globSync(tier.pattern).toSorted() : [tier.pattern]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    const outcome = await runFiles(tier, files, env);
    count.passed += outcome.passed;
    count.failed += outcome.failed.length;
    count.skipped += outcome.skipped;
    failures.push(...outcome.failed.map((title) => `${files}: ${title}`));
  }
  return count;
}

interface Outcome {
  passed: number;
  skipped: number;
  /** Titles. */
  readonly failed: string[];
}

async function runFiles(tier: Tier, files: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  if (tier.fileByFile !== true) {
    return runAva(files, env);
  }
  const started = performance.now();
  const first = await runAva(files, env);
  say(`  ${files}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  if (first.failed.length === 0 || process.env['CI'] !== 'true' || secondAttempts === MAX_SECOND_ATTEMPTS) {
    return first;
  }
  secondAttempts++;
  say(paint('yellow', `  ${files}: second attempt`));
  const second = await runAva(files, env);
  if (second.failed.length === 0) {
    passedLater.push(`${files}: ${first.failed.join('; ')}`);
  }
  return second;
}

/** Runs ava over files; prints each test as it ends, and what ava says about a failure. */
async function runAva(files: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: [], skipped: 0 };
  const failed = (what: string): void => {
    outcome.failed.push(what);
    say(`${paint('red', '✘')} ${what}`);
  };
  const ava = spawn('ava', ['--tap', '--concurrency', '1', files], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const ended = new Promise<number | null>((resolve, reject) => {
    ava.once('error', reject);
    ava.once('close', resolve);
  });
  for await (const line of createInterface({ input: ava.stdout })) {
    const result = /^(?<not>not )?ok \d+ - (?<title>.*?)(?<skip> # SKIP.*| # TODO.*)?$/.exec(line)?.groups;
    if (result === undefined) {
      if (!/^(?:TAP version|1\.\.|# |$)/.test(line)) {
        say(line);
      }
    } else if (result['skip'] !== undefined) {
      outcome.skipped++;
      say(`${paint('yellow', '-')} ${result['title']}${result['skip']}`);
    } else if (result['not'] === undefined) {
      outcome.passed++;
      say(`${paint('green', '✔')} ${result['title']}`);
    } else {
      failed(result['title'] ?? line);
    }
  }
  const code = await ended;
  if (code !== 0 && outcome.failed.length === 0) {
    failed(`ava ended with ${code} although no test failed`);
  }
  return outcome;
}

/** Every call that an operator made, against what the chart allows it: a call without a rule, a rule without a call. */
async function judgeCalls(directory: string, tiers: readonly Tier[]): Promise<Count> {
  const audited = await auditedCalls(directory);
  const calls = new Set(audited.keys());
  const rules = chartRules();
  const excess = withoutRule(calls, rules);
  // The api tier alone makes every call there is.
  const unused = tiers.some(({ name }) => name === 'api') ? withoutCall(calls, rules) : [];
  const sum = [...audited.values()].reduce((a, b) => a + b, 0);
  say(paint('bold', `\n${sum} calls of operators, of ${calls.size} kinds`));
  const passed = calls.size > 0 && excess.length + unused.length === 0;
  const faults = [
    ...excess.map((call) => `without a rule: ${call}`),
    ...unused.map((rule) => `without a call: ${rule}`),
  ];
  faults.forEach((fault) => say(fault));
  say(
    `${passed ? paint('green', '✔') : paint('red', '✘')} the operator made no call without a rule of the chart, and there is no rule without a call`,
  );
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !TIERS.some((tier) => tier.name === name));
if (unknown !== undefined) {
  process.stderr.write(`no tier '${unknown}'; there are: ${TIERS.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const audit = mkdtempSync(join(tmpdir(), 'audit-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const add = ({ passed, failed, skipped }: Count): void => {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
};
const ran: Tier[] = [];
for (const tier of TIERS.filter(({ name, onlyByName = false }) =>
  names.length === 0 ? !onlyByName : names.includes(name),
)) {
  say(paint('bold', `\n${tier.name}`));
  const obstacle = tier.obstacle();
  if (obstacle === undefined) {
    const started = performance.now();
    const count = await runTier(tier, audit);
    await tier.cleanUp?.();
    add(count);
    ran.push(tier);
    say(
      `${tier.name}: ${count.passed} passed, ${count.failed} failed, ${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
  } else if (process.env['CI'] === 'true') {
    total.failed++;
    say(`${paint('red', '✘')} ${tier.name} cannot run: ${obstacle}`);
  } else {
    total.skipped++;
    say(`${paint('yellow', '-')} ${tier.name} skipped: ${obstacle}`);
  }
}

if (ran.some(({ judged }) => judged)) {
  add(await judgeCalls(audit, ran));
}
rmSync(audit, { recursive: true });

say('');
passedLater.forEach((what) => say(`${paint('yellow', '!')} passed at the second attempt only: ${what}`));
failures.forEach((failure) => say(`${paint('red', '✘')} ${failure}`));
say(`${total.passed} passed, ${total.failed} failed${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}`);
process.exitCode = total.failed === 0 ? 0 : 1;
