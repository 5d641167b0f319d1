import { readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { Segment } from '../../src/iceoryx/config.ts';
import { type Release, releaseOfImage } from '../../src/iceoryx/release.ts';
import { toToml } from '../../src/iceoryx/toml.ts';
import type { Program } from '../../lab/host/program.ts';
import { Sandbox } from '../../lab/iceoryx/sandbox.ts';
import { until } from '../../lab/host/until.ts';
import { testedReleases, type TestedRelease } from './releases.ts';

/** Result of a start of RouDi. */
export interface RoudiRun {
  readonly isReady: boolean;
  /** Files in /dev/shm with their lengths, when RouDi was ready or had ended. */
  readonly files: ReadonlyMap<string, bigint>;
  readonly exitCode: number;
  /** Both of its outputs. */
  readonly output: readonly string[];
}

export interface RealRoudi {
  readonly version: string;
  readonly release: Release;
  /** If false, its tests are skipped by their names. */
  readonly isHere: boolean;
  /** Opens a sandbox with RouDi in it and some groups in its /etc/group. */
  open(groups?: readonly string[]): Promise<Sandbox>;
}

const CONFIG = '/etc/roudi.toml';

/** Debian's RouDi and a newer one. */
export async function realRoudis(): Promise<readonly RealRoudi[]> {
  return (await testedReleases()).map(realRoudi);
}

function realRoudi({ version, images, isHere }: TestedRelease): RealRoudi {
  const release = releaseOfImage(images.roudi.reference);
  if (release === undefined) {
    throw new Error(`no release line for ${images.roudi.reference}`);
  }
  const open = async (groups: readonly string[] = []): Promise<Sandbox> => {
    const sandbox = await Sandbox.open(images.roudi);
    const lines = ['root:x:0:', 'nogroup:x:65534:', ...groups.map((name, index) => `${name}:x:${1000 + index}:`), ''];
    await writeFile(sandbox.path('/etc/group'), lines.join('\n'));
    return sandbox;
  };
  return { version, release, isHere, open };
}

/** Starts RouDi with a configuration in an empty /dev/shm, records its files once it is ready, and stops it. */
export async function runRoudi(
  sandbox: Sandbox,
  segments: readonly Segment[],
  flags: readonly string[] = ['-m', 'off', '-l', 'info'],
  whileReady: (program: Program) => Promise<void> = () => Promise.resolve(),
): Promise<RoudiRun> {
  for (const name of await readdir(sandbox.path('/dev/shm'))) {
    await rm(sandbox.path(`/dev/shm/${name}`));
  }
  await writeFile(sandbox.path(CONFIG), toToml(segments));
  const program = sandbox.start('/usr/bin/iox-roudi', '-c', CONFIG, ...flags);
  const output = () => [...program.stdout, ...program.stderr];
  const ended = program.exitCode.then(() => 'ended' as const);
  const ready = program
    .until(() => output().some((line) => line.includes('RouDi is ready for clients')))
    .then(() => 'ready' as const);
  const state = await Promise.race([ready.catch(() => 'slow' as const), ended]);
  const files = await lengths(sandbox);
  if (state === 'ready') {
    await whileReady(program);
    await until('RouDi handles signals', () => handlesSignals(sandbox), { timeoutSeconds: 10 });
    program.signal('SIGTERM');
  } else {
    program.signal('SIGKILL');
  }
  const exitCode = await program.exitCode;
  if (state === 'slow' && exitCode === 137) {
    throw new Error(`RouDi was neither ready nor gone in time:\n${output().slice(-20).join('\n')}`);
  }
  return { isReady: state === 'ready', files, exitCode, output: output() };
}

/**
 * Whether the sandbox's RouDi is past the point where a signal does harm: 2.95 reports that it is ready before it
 * installs its handlers, and a signal between that and the end of its SignalWatcher's constructor, which the handler
 * wants to use, stops it forever (`signal_watcher.cpp` v2.95.8).
 */
async function handlesSignals(sandbox: Sandbox): Promise<boolean> {
  const holder = /^\/proc\/\d+/.exec(sandbox.path('/'))?.[0] ?? '';
  const namespace = await readlink(`${holder}/ns/mnt`);
  for (const entry of await readdir('/proc')) {
    const status = /^\d+$/.test(entry) ? await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '') : '';
    if (status.startsWith('Name:\tiox-roudi\n') && (await readlink(`/proc/${entry}/ns/mnt`)) === namespace) {
      const caught = BigInt(`0x${/^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
      return [constants.signals.SIGTERM, constants.signals.SIGINT].every(
        (signal) => (caught >> BigInt(signal - 1)) & 1n,
      );
    }
  }
  return false;
}

async function lengths(sandbox: Sandbox): Promise<Map<string, bigint>> {
  const names = await readdir(sandbox.path('/dev/shm'));
  const entries = names.map(async (name): Promise<[string, bigint]> => {
    const { size } = await stat(sandbox.path(`/dev/shm/${name}`), { bigint: true });
    return [name, size];
  });
  return new Map(await Promise.all(entries));
}

/** Runs `work` for every item, in two lanes that each have a sandbox of their own. */
export async function inTwoLanes<Item>(
  roudi: RealRoudi,
  groups: readonly string[],
  items: readonly Item[],
  act: (sandbox: Sandbox, item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    const sandbox = await roudi.open(groups);
    try {
      for (const item of queue) {
        await act(sandbox, item);
      }
    } finally {
      await sandbox.close();
    }
  };
  await Promise.all([lane(), lane()]);
}
