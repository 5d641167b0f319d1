import type { Observer } from './observer.ts';
import type { Operator } from './operator.ts';
import type { Stage } from './stage.ts';
import type { Target } from './target.ts';

/** The name of the example's IceoryxDeployment. */
export const NAME = 'pubsub';

/** Its app containers, the subscriber last. */
export const APPS = ['publisher', 'subscriber'] as const;

/** The state that steps share; each uses the results of earlier ones. */
export type Scene = {
  readonly stage: Stage;
  readonly signal: AbortSignal;
  target?: Target;
  operator?: Operator;
  observer?: Observer;
  /** Whether the API was installed by the demonstration. */
  installed?: boolean;
  readonly figures: Figures;
};

/** Measured values, in milliseconds by default. */
export type Figures = {
  readyAfter?: number;
  /** Samples per second. */
  rate?: number;
  /** Number of samples. */
  lost?: number;
  healedAfter?: number;
  deletedAfter?: number;
};

/** The thing, which an earlier step must have made. */
export function given<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`there is no ${what} yet`);
  return thing;
}
