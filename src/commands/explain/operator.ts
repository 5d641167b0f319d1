import type { OperatorSeen } from '../kit/operators.ts';
import type { RunOptions } from '../run/options.ts';
import { parsedRun } from '../run/parsed.ts';

/** An operator of the cluster, and what it was started with. */
export interface Operator {
  /** `namespace/name` of its Deployment. */
  readonly deployment: string;
  readonly version: string | undefined;
  /** Undefined if its command line is none that this program knows. */
  readonly options: RunOptions | undefined;
}

/** The operator that serves a namespace. */
export function operatorFor(seen: readonly OperatorSeen[], namespace: string): Operator | undefined {
  const operators = seen.map((each) => ({
    deployment: `${each.namespace}/${each.name}`,
    version: each.version,
    options: optionsFrom(each.arguments),
  }));
  return operators.find(({ options }) => options !== undefined && serves(options, namespace)) ?? operators[0];
}

function optionsFrom([command, ...words]: readonly string[]): RunOptions | undefined {
  const parsed = command === 'run' ? parsedRun(words) : undefined;
  return parsed !== undefined && 'options' in parsed ? parsed.options : undefined;
}

function serves({ scope: { namespaces, excluded = [] } }: RunOptions, namespace: string): boolean {
  return (namespaces === undefined || namespaces.includes(namespace)) && !excluded.includes(namespace);
}
