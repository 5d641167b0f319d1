import type { IceoryxSweep } from '../../../controllers/resources.ts';
import { createSweep, deleteSweep, type SweepRun } from '../../sweep/create.ts';
import { followSweep } from '../../sweep/follow.ts';
import type { Operator } from '../facts.ts';
import type { Reads } from './reads.ts';
import { Unknown } from './source.ts';

/** Nodes at a time; the operator has a limit of its own. */
const PARALLELISM = 50;

export interface SweepOptions {
  /** Says how far it is. */
  readonly say: (text: string) => void;
  /** Ends it early. It is deleted all the same. */
  readonly signal: AbortSignal;
}

/**
 * Has the operator look at all nodes, without removing anything, and deletes the IceoryxSweep again.
 *
 * @throws Unknown if it does not come to its end
 */
export async function ownSweep(
  { client }: Reads,
  operators: readonly Operator[],
  { say, signal }: SweepOptions,
): Promise<IceoryxSweep> {
  if (operators.length > 0 && operators.every(({ options }) => options !== undefined && options.sweeps === undefined)) {
    throw new Unknown('sweeps are off in the operator: set sweep.enabled of the chart');
  }
  const spec = { dryRun: true, parallelism: PARALLELISM };
  const run = await createSweep(client, { spec }, signal).catch((error: unknown) => {
    throw new Unknown(wordsOf(error), { cause: error });
  });
  try {
    const { sweep, obstacle } = await followSweep(client, run, {
      signal,
      onChange: ({ status }) => say(`sweeping nodes without removing anything, ${status?.run?.nodes.summary ?? '0'}`),
    });
    if (obstacle !== undefined || sweep === undefined) {
      throw new Unknown(`the sweep did not come to its end: ${obstacle?.message ?? 'it is gone'}`);
    }
    return sweep;
  } finally {
    await deleted(() => deleteSweep(client, run), run);
  }
}

async function deleted(work: () => Promise<void>, { name }: SweepRun): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = `IceoryxSweep ${name} could not be deleted again: ${wordsOf(error)}; kubectl delete ioxsweep ${name}`;
    throw new Unknown(message, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
