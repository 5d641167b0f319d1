/** The sweeper on a whole machine: its own places, the volumes of pods, and what containers have for themselves. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import test from 'ava';
import type { Report } from '../../src/sweep/report.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { Program } from '../../lab/host/program.ts';

const checkout = join(import.meta.dirname, '../..');

/** Path of Node in the small machine. */
function nodeOnMachine(): string {
  const inside = relative(checkout, process.execPath);
  return inside.startsWith('..') ? process.execPath : `./${inside}`;
}

async function onMachine(directory: string, ...words: readonly string[]): Promise<Program> {
  const configuration = join(directory, 'roudi.toml');
  const pools = '[[segment]]\n[[segment.mempool]]\nsize = 128\ncount = 100\n';
  await writeFile(configuration, `[general]\nversion = 1\n${pools}`);
  const namespaces = ['--pid', '--fork', '--kill-child', '--mount'];
  const script = join(import.meta.dirname, '../support/machine.sh');
  const command = [nodeOnMachine(), 'src/main.ts', 'sweep-machine', '--root', '/', '--quiet-period', '0', ...words];
  return new Program(spawn('unshare', [...namespaces, 'sh', script, checkout, configuration, ...command]));
}

test.before(async () => {
  await requirePackages(['iceoryx'], () => {});
});

test('unused files are removed wherever they are, and files that a container uses stay', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'iceoryx-machine-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const words = ['--trust-pid-namespace', '--yes', '--no-roudi-returns', '-o', 'json'];
  const program = await onMachine(directory, ...words);
  t.is(await program.exitCode, 0, program.stderr.join('\n'));
  t.deepEqual(program.stdout, ['machine: ', 'live: iceoryx_mgmt root ', 'dead: ', 'pod: ', 'cache: root ']);
  const { findings } = JSON.parse(program.stderr.slice(program.stderr.indexOf('{')).join('\n')) as Report;
  const managements = findings.filter(({ kind }) => kind === 'ManagementSegment');
  t.deepEqual(managements.map(({ verdict }) => verdict).sort(), ['Live', 'Orphan', 'Orphan', 'Orphan']);
  t.true(managements.some(({ place }) => place === 'volume iceoryx-shm of pod default/perception'));
});

test('a sweeper that sees only the processes of its own namespace removes nothing', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'iceoryx-machine-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const program = await onMachine(directory, '--yes', '--no-roudi-returns');
  t.is(await program.exitCode, 3);
  t.regex(program.stderr.join('\n'), /--trust-pid-namespace/);
  t.false(program.stderr.join('\n').includes('removed'));
});
