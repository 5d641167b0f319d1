import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Cluster } from '../../lab/cluster/cluster.ts';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import { inCluster } from './in-cluster.ts';
import { FIRST } from './process.ts';

/** The operator with its metrics. */
export interface Measured {
  readonly program: Program;
  /** When Node was started, in milliseconds since 1970. */
  readonly startedAt: number;
  /** The sum of a metric's values with matching labels. */
  readonly metric: (name: string, labels?: RegExp) => Promise<number>;
}

/** Path of the bundle in the image. */
const APP = '/app';

/** Prints the time, and becomes the command that follows. */
const SAY_WHEN = `date '+{"message":"started","at":%s%3N}' && exec "$@"`;

/**
 * Bundles the operator as in its image, with the options and the compile cache that it has there. Returns a function
 * that starts it as in a pod and waits until it works.
 *
 * @param election options of leader election. Off by default: lease renewals would count as writes, and an operator
 *   that is paused for a while would lose its lease
 */
export async function bundledOperator(
  cluster: Cluster,
  election: readonly string[] = ['--no-leader-elect'],
): Promise<() => Promise<Measured>> {
  await run([process.execPath, 'scripts/build.ts']);
  const { environment, warmUps } = image();
  for (const args of warmUps) {
    await run(['env', ...environment, process.execPath, 'dist/main.mjs', ...args]);
  }
  cpSync('dist/cache', 'dist/cache-of-image', { recursive: true });
  const inPod = await inCluster(cluster);
  const options = ['--health-port', '0', '--metrics-port', '0', ...election];
  const node = ['env', ...environment, process.execPath, 'dist/main.mjs', 'run', ...options];
  const command = inPod([...FIRST, 'setpriv', '--pdeathsig', 'TERM', 'sh', '-c', SAY_WHEN, 'sh', ...node]);
  return async () => {
    // In the image it is read-only; here every run would add what it has compiled.
    rmSync('dist/cache', { recursive: true });
    cpSync('dist/cache-of-image', 'dist/cache', { recursive: true });
    const [file = '', ...args] = command;
    const program = new Program(spawn(file, args));
    await program.until(({ events }) => events.some(({ message }) => message === 'running'), 60);
    const { port } = program.events.find(({ message }) => message === 'serving metrics') as { port: number };
    const startedAt = Number(program.events[0]?.['at']);
    return { program, startedAt, metric: (name, labels) => sumOf(port, name, labels) };
  };
}

/** How the image runs the operator: its environment, and the commands that fill its compile cache. */
function image(): { environment: string[]; warmUps: string[][] } {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const environment = /^ENV (?<settings>.*)$/m.exec(dockerfile)?.groups?.['settings']?.split(' ') ?? [];
  const warmUps = [...dockerfile.matchAll(/node \/app\/main\.mjs (?<args>[^&>]*) >/g)];
  if (environment.length === 0 || warmUps.length === 0) {
    throw new Error('Dockerfile does not set the environment, or fill the compile cache, as this bench expects it to');
  }
  return {
    environment: environment.map((setting) => setting.replace(`=${APP}/`, `=${resolve('dist')}/`)),
    warmUps: warmUps.map(({ groups }) => (groups?.['args'] ?? '').split(' ')),
  };
}

/** Stops the operator as a kubelet would. */
export async function stop({ program }: Measured): Promise<void> {
  program.signal('SIGTERM');
  await program.exitCode;
}

async function sumOf(port: number, name: string, labels = /.*/): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  let sum = 0;
  for (const line of page.split('\n')) {
    const sample = /^(?<name>\w+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/.exec(line)?.groups;
    if (sample?.['name'] === name && labels.test(sample['labels'] ?? '')) {
      sum += Number(sample['value']);
    }
  }
  return sum;
}
