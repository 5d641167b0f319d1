import type { OperatorSeen } from '../kit/operators.ts';
import { runOptions } from '../run.ts';
import { type RunOptions, runOptionsOf } from '../run/options.ts';

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
  const parser = runOptions()
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  try {
    return command === 'run' ? runOptionsOf(parser.parse(words, { from: 'user' }).opts()) : undefined;
  } catch {
    return undefined;
  }
}

function serves({ scope: { namespaces, excluded = [] } }: RunOptions, namespace: string): boolean {
  return (namespaces === undefined || namespaces.includes(namespace)) && !excluded.includes(namespace);
}
