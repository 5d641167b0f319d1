import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { endWithUs } from '../host/children.ts';
import { run } from '../host/run.ts';
import { until } from '../host/until.ts';
import { inMachine } from './agent.ts';
import type { Architecture } from './architectures.ts';
import { type Address, emulatorCommand, makeDisk } from './emulator.ts';
import type { MachineImage } from './image.ts';

/** The state of a machine to continue from: its disk, and its memory in a file that zstd reads. */
export type Snapshot = { readonly disk: string; readonly memory: string };

/** How to boot a machine for a snapshot. */
export type Preparation = {
  readonly architecture: Architecture;
  readonly image: MachineImage;
  readonly address: Address;
  /** Directory of the agent for this machine. */
  readonly agent: string;
  /** The steps in the booted machine; they may fail at first, and are retried. */
  readonly steps: readonly Step[];
};

/** A command in the machine, and a file of this machine as its input. */
export type Step = { readonly command: readonly string[]; readonly inputFile?: string };

const TAP = 'tap0';
/** Includes the boot, which takes a minute on a quiet machine. */
const STEP_SECONDS = 600;

/**
 * Boots a machine once and stores its state after some steps, unless the cache has it: continuing from there takes
 * seconds, while an emulated boot takes half a minute.
 */
export async function snapshot(preparation: Preparation, log: (line: string) => void): Promise<Snapshot> {
  const { architecture } = preparation;
  const key = await keyOf(preparation);
  const directory = await makeOnce(join(cacheDirectory, 'machines', `${architecture}-booted-${key}`), async (path) => {
    log(`booting a machine of ${architecture} (a minute, once) …`);
    await boot(preparation, path);
  });
  return { disk: join(directory, 'disk'), memory: join(directory, 'memory') };
}

async function keyOf({ architecture, image, address, steps }: Preparation): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([architecture, image, address, steps]));
  for (const file of ['snapshot.ts', 'emulator.ts']) hash.update(await readFile(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 16);
}

async function boot({ architecture, image, address, agent, steps }: Preparation, target: string): Promise<void> {
  const disk = join(target, 'disk');
  await makeDisk(disk, { file: image.disk, format: 'raw' });
  const console = join(target, 'console.log');
  const machine = emulatorCommand({ architecture, image, disk, tap: TAP, address, console });
  // A private network, with this end of the cable as the gateway.
  const script =
    `ip tuntap add ${TAP} mode tap && ip address add ${address.gateway}/${address.prefixLength} dev ${TAP} && ` +
    `ip link set ${TAP} up && exec "$@"`;
  // The machine is stopped for its snapshot, and continues at once where that is loaded.
  const options = ['-monitor', 'stdio', '-global', 'migration.store-global-state=off'];
  const emulator = spawn('unshare', ['--net', 'sh', '-c', script, 'sh', ...machine, ...options], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  endWithUs(emulator);
  let errors = '';
  emulator.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  const over = new AbortController();
  emulator.once('close', () =>
    over.abort(new Error(`the machine of ${architecture} ended before its snapshot was taken: ${errors.trim()}`)),
  );
  const network = ['nsenter', `--net=/proc/${emulator.pid}/ns/net`, '--'];
  try {
    for (const { command, inputFile } of steps) {
      const words = [...network, ...inMachine(agent, address.ip, command)];
      await until(
        `the machine of ${architecture} runs ${command.join(' ')}`,
        async () => {
          await run(words, inputFile === undefined ? {} : { inputFile });
          return true;
        },
        { timeoutSeconds: STEP_SECONDS, signal: over.signal },
      );
    }
  } catch (error) {
    emulator.kill('SIGKILL');
    throw error;
  }
  const closed = once(emulator, 'close');
  // One that runs meanwhile may change memory that was stored already, of which an emulator does not always know.
  emulator.stdin.write(`stop\nmigrate "exec:zstd --quiet -1 > ${join(target, 'memory')}"\nquit\n`);
  await closed;
}
