import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Mode } from './parameters.ts';
import { ensureDirectory } from './paths.ts';
import type { Progress } from './progress.ts';
import { readStatus } from './status.ts';

const namespaces = ['unshare', '--fork', '--kill-child=KILL', '--pid', '--mount', '--net', '--mount-proc', '--'];

/**
 * Starts the supervisor of the cluster whose input is in a directory, in mode `node` with an init in namespaces of
 * their own, and waits until it reports that the cluster is ready. It outlives this process. Returns the seconds it
 * took.
 */
export async function launch(state: string, mode: Mode, progress: Progress): Promise<number> {
  const supervisor = [process.execPath, join(import.meta.dirname, 'supervisor.ts'), state];
  const [file = '', ...args] = mode === 'node' ? [...namespaces, 'tini', '--', ...supervisor] : supervisor;
  const logs = ensureDirectory(join(state, 'logs'));
  const logFile = join(logs, 'supervisor.log');
  const log = openSync(logFile, 'a');
  const env = { ...process.env, PATH: pathOfMachine() };
  const child = spawn(file, args, { detached: true, stdio: ['ignore', log, log], cwd: '/', env });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = signal ?? `exit code ${code}`));
  child.unref();
  const what = mode === 'node' ? 'control plane and nodes' : 'control plane';
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  for (;;) {
    const status = readStatus(state);
    if (status?.phase === 'ready') return seconds();
    const failure =
      status?.phase === 'failed'
        ? status.message
        : ended && `its supervisor ended (${ended}): ${readFileSync(logFile, 'utf8').trim()}`;
    if (failure !== undefined) throw new Error(`the cluster did not start: ${failure}\nall logs are in ${logs}`);
    progress.update(`starting ${what}, ${seconds().toFixed(0)} s`);
    await delay(50);
  }
}

/**
 * PATH without the programs of npm packages: one of them is called nft, as the program of nftables that kube-proxy
 * runs.
 */
function pathOfMachine(): string {
  const directories = process.env['PATH']?.split(delimiter) ?? [];
  return directories.filter((directory) => !directory.includes('/node_modules/')).join(delimiter);
}
