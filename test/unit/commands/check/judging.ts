import { BY_LAST_SWEEP, BY_OWN_SWEEP } from '../../../../src/commands/check/checks/leftovers.ts';
import { checksFor } from '../../../../src/commands/check/checks.ts';
import type { Facts, Operator } from '../../../../src/commands/check/facts.ts';
import type { AnyCheck } from '../../../../src/commands/check/model.ts';
import { type Outcome, outcomeOf } from '../../../../src/commands/check/perform.ts';
import { runOptions } from '../../../../src/commands/run.ts';
import { runOptionsOf } from '../../../../src/commands/run/options.ts';

export const ALL: readonly AnyCheck[] = [
  ...new Map(
    [
      ...checksFor({ pre: false, sweep: false }),
      ...checksFor({ pre: true, sweep: false }),
      BY_LAST_SWEEP,
      BY_OWN_SWEEP,
    ].map((each) => [each, each]),
  ).values(),
];

export const NOW = new Date('2026-11-30T12:00:00Z');

export const ago = (seconds: number): string => new Date(NOW.getTime() - seconds * 1000).toISOString();

/** What a check says of facts; objects are given as far as they matter. */
export function judge(id: string, facts: Partial<Record<keyof Facts, unknown>>): Outcome {
  const check = ALL.find((each) => each.id === id && each.needs.every((need) => need in { now: 0, ...facts }));
  if (check === undefined) {
    throw new Error(`no check ${id} is content with ${Object.keys(facts).join(', ')}`);
  }
  return outcomeOf(check, check.judge({ now: NOW, ...facts } as unknown as Facts));
}

/** Severity, object and message of each finding. */
export function told({ result, message, findings }: Outcome): string[] {
  return result === 'failed'
    ? findings.map(({ severity, object = '', message }) => `${severity} ${object}: ${message}`)
    : [`${result}: ${message}`];
}

/** An operator of the chart, with this command line. */
export function operator(
  words: readonly string[] = [],
  more: { namespace?: string; deployment?: object } = {},
): Operator {
  const namespace = more.namespace ?? 'iceoryx-system';
  return {
    key: `${namespace}/iceoryx-operator`,
    namespace,
    options: runOptionsOf(
      runOptions()
        .parse([...words], { from: 'user' })
        .opts(),
    ),
    deployment: {
      metadata: { name: 'iceoryx-operator', namespace },
      spec: { replicas: 2, selector: {}, template: { spec: { containers: [] } } },
      status: { availableReplicas: 2, updatedReplicas: 2 },
      ...more.deployment,
    },
  } as unknown as Operator;
}

/** A Deployment's template with the operator's container. */
export function running(container: object, labels: Record<string, string> = {}): object {
  return {
    spec: { replicas: 1, template: { metadata: { labels }, spec: { containers: [{ args: ['run'], ...container }] } } },
  };
}
