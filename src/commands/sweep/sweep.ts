import type { IceoryxSweep } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { withLiveLines } from '../../terminal/live.ts';
import { paintFor, plain } from '../../terminal/paint.ts';
import { printable } from '../../text.ts';
import { type Cluster, sameCluster, withCluster } from '../kit/cluster.ts';
import { mustAsk } from '../kit/confirm.ts';
import { INTERRUPTED, Interrupted, interruptible } from '../kit/interrupt.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { begin, type Begun, type SweepOptions } from './begin.ts';
import { deleteSweep, type SweepRun } from './create.ts';
import { type FollowedRun, followSweep } from './follow.ts';
import { podNames, reportsOf } from './logs.ts';
import { newlyEnded, nodeInWords, progressLines } from './progress.ts';
import { sweepInWords } from './text.ts';
import { EXIT_CODES, namesUids, type SweepView, viewOf } from './view.ts';

/** Sweeps nodes, and prints what was found. */
export async function sweep(name: string | undefined, options: SweepOptions): Promise<void> {
  const asks = options.remove === true && mustAsk(options, 'remove');
  await withCluster(options, async (cluster) => {
    const begun = await begin(cluster, name, options, asks);
    if (begun === undefined) {
      process.stderr.write('Nothing was done.\n');
      process.exitCode = 1;
      return;
    }
    const view = await reported(cluster, begun, options);
    if (view === undefined) {
      process.exitCode = INTERRUPTED;
      return;
    }
    if (view.run === undefined && view.problem !== undefined) {
      throw new Error(view.problem.message);
    }
    process.stdout.write(
      options.output === undefined
        ? sweepInWords(view, reader(), sameCluster(options))
        : objectIn(options.output, view),
    );
    process.exitCode = EXIT_CODES[view.outcome];
  });
}

/** Follows a run, and deletes a sweep that is not to stay; undefined if the user interrupted that. */
async function reported(
  { client }: Cluster,
  { run, kept }: Begun,
  { full, ...options }: SweepOptions,
): Promise<SweepView | undefined> {
  const stop = `kubectl${sameCluster(options)} delete ioxsweep ${run.name}`;
  try {
    return await interruptible(async (signal) => {
      const followed = await follow(client, run, signal);
      const reports = full ? await reportsOf(client, run, signal) : undefined;
      const pods = namesUids(followed) ? await podNames(client, signal) : undefined;
      if (!kept) {
        await deleteSweep(client, run);
      }
      return viewOf(run.name, run.number, followed, { kept, reports, pods });
    });
  } catch (error) {
    if (error instanceof Interrupted) {
      process.stderr.write(
        [
          `Interrupted. IceoryxSweep ${run.name} goes on in the cluster:`,
          `  to follow it   kubectl iceoryx sweep${sameCluster(options)} ${run.name}`,
          `  to stop it     ${stop}`,
          '',
        ].join('\n'),
      );
      return undefined;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}; IceoryxSweep ${run.name} is still there: ${stop}`, { cause: error });
  }
}

/** Shows how far a run is: lines in place on a terminal, elsewhere a line for each node that has ended. */
async function follow(client: KubeClient, run: SweepRun, signal: AbortSignal): Promise<FollowedRun> {
  const paint = paintFor(process.stderr);
  const begun = performance.now();
  const ended = new Set<string>();
  let latest: Pick<IceoryxSweep, 'metadata' | 'status'> = { metadata: { name: run.name } };
  const draw = (): string[] => progressLines(latest, run.number, Math.round((performance.now() - begun) / 1000), paint);
  return withLiveLines(draw, async (redraw) =>
    followSweep(client, run, {
      signal,
      onChange: (now) => {
        latest = now;
        if (process.stderr.isTTY) {
          redraw();
          return;
        }
        const current = now.status?.run?.number === run.number ? now.status.run : undefined;
        for (const verdict of newlyEnded(current, ended)) {
          ended.add(verdict.node);
          process.stderr.write(`${printable(verdict.node)}: ${nodeInWords(verdict, plain)}\n`);
        }
      },
    }),
  );
}
