import manifest from '../../../package.json' with { type: 'json' };
import { type Say, withProgress } from '../../terminal/progress.ts';
import { orAborted } from '../../runtime/clock.ts';
import { Interrupted, INTERRUPTED, interruptible } from '../kit/interrupt.ts';
import { type Cluster, type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { reader as readerOfOutput, type Reader } from '../kit/output.ts';
import { checksFor } from './checks.ts';
import type { Scope } from './facts.ts';
import { readersFor } from './gather/readers.ts';
import { Source } from './gather/source.ts';
import type { AnyCheck } from './model.ts';
import { notMade, type Outcome, perform } from './perform.ts';
import { reportOf } from './report.ts';
import { endInWords, headOf, outcomeInWords, tableOf } from './text.ts';

export interface CheckOptions extends ClusterOptions {
  readonly pre?: true | undefined;
  readonly sweep?: true | undefined;
  readonly output?: 'json' | 'table' | undefined;
}

/** Checks a cluster, and tells what each check says as soon as it has ended. */
export function check(options: CheckOptions): Promise<void> {
  return withCluster(options, async (cluster) =>
    interruptible(async (signal) => checkCluster(cluster, options, signal)),
  );
}

async function checkCluster(cluster: Cluster, options: CheckOptions, signal: AbortSignal): Promise<void> {
  const { output, pre = false, sweep = false } = options;
  const reader = readerOfOutput();
  const progress: { say?: Say } = {};
  const say = (text: string): void => progress.say?.(text);
  const source = new Source(readersFor(cluster, options, { say, signal }));
  const checks = checksFor({ pre, sweep });
  const all = begun(checks, source);
  const outcomes: Outcome[] = [];
  let isOver = false;
  try {
    for (const [index, pending] of all.entries()) {
      const outcome = await withProgress(`checking whether ${checks[index]?.description}`, (say) => {
        progress.say = say;
        return orAborted(pending, signal);
      });
      if (output === undefined && !isOver) {
        process.stdout.write(inWords(outcome, outcomes.at(-1), reader));
      }
      isOver ||= outcome.result === 'failed' && checks[index]?.isFatal === true;
      outcomes.push(outcome);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) {
      throw error;
    }
    // The sweep has to be deleted while there is a connection.
    await Promise.all(sweep ? all : []);
    process.exitCode = INTERRUPTED;
    return;
  }
  const scope = pre || isOver ? undefined : await source.fact('scope').catch(() => undefined);
  const report = reportOf(outcomes, { version: manifest.version, pre, scope });
  if (output === 'json') {
    process.stdout.write(objectIn('json', report));
  } else {
    process.stdout.write(
      output === 'table' ? tableOf(report, reader) : `\n${endInWords(report, scopeInWords(scope), reader)}`,
    );
  }
  process.exitCode = report.summary.exitCode;
}

const NO_CLUSTER = 'the API server does not answer';

/** All checks at once, after the first: a cluster that does not answer is asked once. */
function begun(checks: readonly AnyCheck[], source: Source): Promise<Outcome>[] {
  const [first, ...others] = checks;
  if (first === undefined) {
    return [];
  }
  const begin = perform(first, source);
  return [
    begin,
    ...others.map(async (each) =>
      (await begin).result === 'failed' && first.isFatal === true ? notMade(each, NO_CLUSTER) : perform(each, source),
    ),
  ];
}

function inWords(outcome: Outcome, before: Outcome | undefined, reader: Reader): string {
  const isNext = outcome.category !== before?.category;
  const head = isNext ? `${before === undefined ? '' : '\n'}${headOf(outcome.category, reader)}` : '';
  return `${head}${outcomeInWords(outcome, reader)}`;
}

function scopeInWords(scope: Scope | undefined): string {
  if (scope === undefined) {
    return 'nothing was changed';
  }
  const { namespace, isNarrowed } = scope;
  const because = isNarrowed === true ? ', as you may not list those of all' : '';
  return namespace === undefined
    ? 'objects of all namespaces were looked at'
    : `objects of namespace ${namespace} were looked at${because}`;
}
