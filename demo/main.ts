import { join } from 'node:path';
import { withLock } from '../lab/cluster/file-lock.ts';
import { clustersDirectory } from '../lab/cluster/paths.ts';
import { Interrupted, untilInterrupted } from './interrupt.ts';
import type { Options } from './options.ts';
import { HELP, readOptions, UsageError } from './options.ts';
import type { Scene } from './scene.ts';
import { Screen } from './screen.ts';
import { Stage } from './stage.ts';
import { remove } from './steps/delete.ts';
import { deploy, look } from './steps/deploy.ts';
import { heal } from './steps/heal.ts';
import { installApi, runOperator } from './steps/install.ts';
import { cleanUp, leave } from './steps/leave.ts';
import { summary } from './summary.ts';
import { CLUSTER, Refused, startCluster, useCluster } from './steps/cluster.ts';
import { paint } from './text.ts';

type Step = { readonly title: string; readonly run: (scene: Scene) => Promise<void> };

function stepsFor(options: Options): readonly Step[] {
  const begin: Step =
    options.kubeconfig === undefined
      ? { title: 'A cluster on this machine', run: startCluster }
      : { title: 'Your cluster', run: async (scene) => useCluster(scene, options) };
  return [
    begin,
    { title: 'The API', run: installApi },
    { title: 'The operator, out of the cluster', run: runOperator },
    { title: 'Two applications that share memory', run: deploy },
    { title: 'What to see', run: look },
    { title: 'RouDi is killed', run: heal },
    { title: 'Everything is deleted', run: remove },
    { title: 'The end', run: async (scene) => leave(scene, options) },
  ];
}

/** Returns the exit code. */
async function demonstrate(options: Options, signal: AbortSignal): Promise<number> {
  const screen = new Screen(process.stdout);
  const stage = new Stage(screen, signal);
  const scene: Scene = { stage, signal, figures: {} };
  const begin = performance.now();
  process.once('exit', () => screen.close());
  screen.print();
  screen.print(` ${paint('bold', 'Eclipse iceoryx on Kubernetes')}`);
  screen.print(` ${paint('dim', 'Two applications share memory in a pod. The operator gives them a RouDi, heals')}`);
  screen.print(` ${paint('dim', 'them when it dies, and leaves nothing behind. All of this happens as you watch.')}`);
  try {
    for (const [index, { title, run }] of stepsFor(options).entries()) {
      stage.heading(index + 1, title);
      await run(scene);
    }
    scene.operator?.forget();
    summary(screen, scene.figures, performance.now() - begin);
    return 0;
  } catch (thrown) {
    // A failed wait throws an error of its own kind.
    const error: unknown = signal.aborted ? signal.reason : thrown;
    explain(scene, error);
    if (!(error instanceof Refused)) await cleanUp(scene, options);
    if (error instanceof Interrupted) scene.operator?.forget();
    return error instanceof Interrupted ? error.exitCode : 1;
  }
}

/** Says what went wrong and shows the last lines of the operator's log. */
function explain({ stage, operator }: Scene, error: unknown): void {
  const { screen } = stage;
  screen.print();
  if (error instanceof Interrupted) return screen.print(` ${paint('yellow', error.message)}, cleaning up`);
  if (error instanceof Refused) return screen.print(` ${error.message}`);
  stage.failed(stage.current);
  for (const line of messageOf(error).split('\n')) screen.print(`      ${line}`);
  if (operator !== undefined) {
    screen.print(`      the operator's last lines, all are in ${operator.logFile}:`);
    for (const line of operator.lastLines()) screen.print(`        ${paint('dim', line)}`);
  }
  screen.print();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sayWaiting(): void {
  process.stdout.write('another demonstration runs on this machine; waiting for its end …\n');
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const signal = untilInterrupted();
  if (options.kubeconfig !== undefined) return demonstrate(options, signal);
  const lock = join(clustersDirectory, `${CLUSTER}.show.lock`);
  return withLock(lock, sayWaiting, async () => demonstrate(options, signal));
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`demo: ${messageOf(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}
