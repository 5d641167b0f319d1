import { withLiveLines } from '../../terminal/live.ts';
import { paintFor } from '../../terminal/paint.ts';
import { withProgress } from '../../terminal/progress.ts';
import { printable } from '../../text.ts';
import { type Cluster, type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { confirm, mustAsk } from '../kit/confirm.ts';
import { INTERRUPTED, Interrupted, interruptible } from '../kit/interrupt.ts';
import { objectIn } from '../kit/object.ts';
import { type Reader, reader } from '../kit/output.ts';
import { targetOf } from '../kit/target.ts';
import { UsageError } from '../usage.ts';
import { gatherPlan, RESTARTED } from './gather.ts';
import { groupsOf, type RestartPlan } from './plan.ts';
import { runPlan, type StepResult, viewOf } from './run.ts';
import { planInWords, progressLines, questionOf, resultInWords, resultsInWords } from './text.ts';

export interface RestartOptions extends ClusterOptions {
  readonly workload?: readonly string[] | undefined;
  readonly dryRun?: true | undefined;
  readonly yes?: true | undefined;
  readonly wait: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  readonly output?: 'json' | 'yaml' | undefined;
}

/** Restarts the pods of an object in the safe order. */
export async function restart(words: string, options: RestartOptions): Promise<void> {
  const target = targetOf(words, RESTARTED);
  const asks = options.dryRun !== true && mustAsk(options, 'restart');
  await withCluster(options, async (cluster) => {
    const { client, access, namespace = access.namespace } = cluster;
    const plan = await withProgress('Looking at what is to be restarted', async () =>
      gatherPlan(client, namespace, target, options.workload),
    );
    const context = access.context ?? access.server.host;
    if (options.dryRun === true || plan.steps.length === 0) {
      print(options, plan, (to) => planInWords(plan, context, to));
      return;
    }
    if (!options.wait && groupsOf(plan).length > 1) {
      throw new UsageError(
        `--no-wait is not possible: ${plan.object.kind} ${plan.object.name} is restarted in ${groupsOf(plan).length} steps, each when the one before is Ready`,
      );
    }
    process.stderr.write(`${planInWords(plan, context, errorReader())}\n`);
    if (asks && !(await confirm(questionOf(plan)))) {
      process.stderr.write('Nothing was restarted.\n');
      process.exitCode = 1;
      return;
    }
    const results = await followed(cluster, plan, options);
    if (results !== undefined) {
      print(options, viewOf(plan, results), (to) => resultsInWords(results, to));
      process.exitCode = results.every(({ state }) => state === 'Ready' || (!options.wait && state === 'Begun'))
        ? 0
        : 1;
    }
  });
}

/** Does what the plan says; undefined if the user interrupted it. */
async function followed(
  { client }: Cluster,
  plan: RestartPlan,
  { wait, timeout }: RestartOptions,
): Promise<readonly StepResult[] | undefined> {
  const begun = performance.now();
  const told = new Set<string>();
  let latest: readonly StepResult[] = [];
  try {
    return await interruptible(async (signal) =>
      withLiveLines(
        () => progressLines(latest, Math.round((performance.now() - begun) / 1000), paintFor(process.stderr)),
        async (redraw) =>
          runPlan(client, plan, {
            signal,
            waits: wait,
            timeoutMs: timeout,
            onChange: (results) => {
              latest = results;
              if (process.stderr.isTTY) {
                redraw();
              } else {
                tell(results, told);
              }
            },
          }),
      ),
    );
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      throw error;
    }
    process.stderr.write(
      `Interrupted. What has begun goes on in the cluster:\n${latest.map((each) => `  ${printable(resultInWords(each))}\n`).join('')}`,
    );
    process.exitCode = INTERRUPTED;
    return undefined;
  }
}

/** Where lines cannot be drawn in place, each step is told when it begins and when it has ended. */
function tell(results: readonly StepResult[], told: Set<string>): void {
  for (const [index, result] of results.entries()) {
    const key = `${index} ${result.state}`;
    if (result.state !== 'NotBegun' && !told.has(key)) {
      told.add(key);
      process.stderr.write(`${printable(resultInWords(result))}\n`);
    }
  }
}

function print({ output }: RestartOptions, object: object, text: (to: Reader) => string): void {
  process.stdout.write(output === undefined ? text(reader()) : objectIn(output, object));
}

/** The plan is shown beside the question. */
function errorReader(): Reader {
  return { paint: paintFor(process.stderr), width: process.stderr.isTTY ? process.stderr.columns : undefined };
}
