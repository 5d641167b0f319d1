import { plain } from '../../../terminal/paint.ts';
import type { Outcome } from '../../check/perform.ts';
import { headOf, outcomeInWords } from '../../check/text.ts';
import type { Collection } from '../gather/collection.ts';

/** Kinds of objects that a report can be about: other findings are about the cluster or the operator. */
const OF_USERS = /^(?<kind>Iceoryx\w+|Pod|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob) (?<key>\S+)$/;

/** What checks said of the cluster and of objects of the report, and how many findings are about others. */
export function outcomesAbout(
  outcomes: readonly Outcome[],
  collection: Pick<Collection, 'has'>,
): { readonly outcomes: Outcome[]; readonly others: number } {
  let others = 0;
  const kept = outcomes.map((outcome) => {
    const findings = outcome.findings.filter(({ object = '' }) => {
      const { kind, key } = OF_USERS.exec(object)?.groups ?? {};
      return kind === undefined || key === undefined || collection.has(kind, key);
    });
    others += outcome.findings.length - findings.length;
    return findings.length === 0 && outcome.result === 'failed'
      ? { ...outcome, result: 'ok' as const, message: 'what was found is about other objects', findings }
      : { ...outcome, findings };
  });
  return { outcomes: kept, others };
}

/** What checks said, as `kubectl iceoryx check` prints it. */
export function checksInWords(outcomes: readonly Outcome[]): string {
  const reader = { paint: plain, width: undefined };
  return [...Map.groupBy(outcomes, ({ category }) => category)]
    .map(
      ([category, these]) =>
        `${headOf(category, reader)}${these.map((outcome) => outcomeInWords(outcome, reader)).join('')}`,
    )
    .join('\n');
}
