import type { IceoryxSweep } from '../../controllers/resources.ts';
import type { Cluster, ClusterOptions } from '../kit/cluster.ts';
import { confirm } from '../kit/confirm.ts';
import { UsageError } from '../usage.ts';
import {
  createSweep,
  findSweep,
  isRunning,
  isTransient,
  nodesFor,
  rerunSweep,
  runOf,
  type SweepRun,
} from './create.ts';
import { confirmationOf, unmatched } from './questions.ts';

export interface SweepOptions extends ClusterOptions {
  readonly remove?: true | undefined;
  readonly yes?: true | undefined;
  readonly nodeSelector?: Record<string, string> | undefined;
  readonly quietPeriod?: number | undefined;
  readonly parallelism?: number | undefined;
  readonly keep?: true | undefined;
  readonly full?: true | undefined;
  readonly output?: 'json' | 'yaml' | undefined;
}

/** What is followed, and whether it stays. */
export interface Begun {
  readonly run: SweepRun;
  readonly kept: boolean;
}

/** Creates a sweep, has one run again, or takes the run that is under way; undefined if the user does not want it. */
export async function begin(
  cluster: Cluster,
  name: string | undefined,
  options: SweepOptions,
  asks: boolean,
): Promise<Begun | undefined> {
  const present = name === undefined ? undefined : await findSweep(cluster.client, name);
  if (present !== undefined) {
    return continued(cluster, present, options, asks);
  }
  const { nodeSelector = {}, quietPeriod, parallelism, remove, keep } = options;
  if (!(await isWanted(cluster, nodeSelector, asks))) {
    return undefined;
  }
  const run = await createSweep(cluster.client, {
    name,
    keep,
    spec: {
      dryRun: remove !== true,
      nodeSelector,
      ...(quietPeriod === undefined ? {} : { quietPeriodSeconds: quietPeriod }),
      ...(parallelism === undefined ? {} : { parallelism }),
    },
  });
  return { run, kept: keep === true || name !== undefined };
}

async function continued(
  cluster: Cluster,
  present: IceoryxSweep,
  options: SweepOptions,
  asks: boolean,
): Promise<Begun | undefined> {
  const { spec, metadata } = present;
  const { name } = metadata;
  if ([options.nodeSelector, options.quietPeriod, options.parallelism].some((one) => one !== undefined)) {
    throw new UsageError(
      `IceoryxSweep ${name} exists, and its spec says which nodes it sweeps and how; leave out --node-selector, --quiet-period and --parallelism, or the name`,
    );
  }
  const kept = options.keep === true || !isTransient(present);
  const isOver = !isRunning(present);
  if (!isOver || isTransient(present)) {
    const run = runOf(present);
    process.stderr.write(
      isOver ? `IceoryxSweep ${name} has run.\n` : `IceoryxSweep ${name} is running: following run ${run.number}.\n`,
    );
    return { run: isOver ? { ...run, number: run.number - 1 } : run, kept };
  }
  const removes = spec.dryRun === false;
  if (removes !== (options.remove === true)) {
    throw new Error(
      removes
        ? `IceoryxSweep ${name} removes files (spec.dryRun: false); add --remove to run it`
        : `IceoryxSweep ${name} only reports (spec.dryRun); leave --remove out, or change it: kubectl patch ioxsweep ${name} --type merge -p '{"spec":{"dryRun":false}}', which also runs it`,
    );
  }
  return (await isWanted(cluster, spec.nodeSelector ?? {}, asks))
    ? { run: await rerunSweep(cluster.client, present), kept }
    : undefined;
}

/** @throws Error if there is no node to sweep */
async function isWanted(
  { client, access }: Cluster,
  selector: Readonly<Record<string, string>>,
  asks: boolean,
): Promise<boolean> {
  const nodes = await nodesFor(client, selector);
  if (nodes?.length === 0) {
    throw new Error(unmatched(selector));
  }
  return !asks || confirm(confirmationOf(nodes, access.context ?? access.server.host));
}
