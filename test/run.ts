// `npm test [-- TIER…]`: the tiers one after the other, and one line that counts them all.
//   unit  no cluster, seconds
//   api   a real API server on loopback
//   node  real kubelets, containerd and RouDi; needs root
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { down } from './cluster/cluster.ts';
import { NODE_TIER } from './support/node-cluster.ts';

interface Tier {
  readonly name: string;
  readonly patterns: readonly string[];
  /** Why this machine cannot run it, if so. */
  obstacle(): string | undefined;
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
    patterns: ['test/unit/**/*.test.ts'],
    obstacle: () => undefined,
  },
  {
    name: 'api',
    patterns: ['test/api/**/*.test.ts'],
    obstacle: () => (process.platform === 'linux' ? undefined : 'the test cluster runs on Linux only'),
  },
  {
    name: 'node',
    patterns: ['test/node/**/*.test.ts'],
    obstacle: () => {
      if (process.platform !== 'linux') {
        return 'the test cluster runs on Linux only';
      }
      return userInfo().uid === 0
        ? undefined
        : 'a kubelet and containerd need root: run it as root, for instance in a container started with --privileged';
    },
    cleanUp: async () => down(NODE_TIER),
  },
];

const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs ava over the files of a tier; prints each test as it ends, and what ava says about a failure. */
async function runTier({ patterns }: Tier): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 };
  const ava = spawn('ava', ['--tap', '--concurrency', '1', ...patterns], { stdio: ['ignore', 'pipe', 'inherit'] });
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
      count.skipped++;
      say(`${paint('yellow', '-')} ${result['title']}${result['skip']}`);
    } else if (result['not'] === undefined) {
      count.passed++;
      say(`${paint('green', '✔')} ${result['title']}`);
    } else {
      count.failed++;
      say(`${paint('red', '✘')} ${result['title']}`);
    }
  }
  const code = await ended;
  if (code !== 0 && count.failed === 0) {
    count.failed++;
    say(`${paint('red', '✘')} ava ended with ${code} although no test failed`);
  }
  return count;
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !TIERS.some((tier) => tier.name === name));
if (unknown !== undefined) {
  process.stderr.write(`no tier '${unknown}'; there are: ${TIERS.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const tier of TIERS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  say(paint('bold', `\n${tier.name}`));
  const obstacle = tier.obstacle();
  if (obstacle === undefined) {
    const started = performance.now();
    const count = await runTier(tier);
    await tier.cleanUp?.();
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
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

say('');
say(`${total.passed} passed, ${total.failed} failed${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}`);
process.exitCode = total.failed === 0 ? 0 : 1;
