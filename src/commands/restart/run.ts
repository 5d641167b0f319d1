import { ApiError, isForbidden } from '../../kube/errors.ts';
import type { KubeClient } from '../../kube/client.ts';
import { groupsOf, type RestartPlan, type Step } from './plan.ts';
import { performStep } from './perform.ts';
import type { StepState } from './states.ts';

/** What has become of a step. */
export interface StepResult {
  readonly step: Step;
  /** `Begun`: it goes on in the cluster. */
  readonly state: 'Begun' | 'Failed' | 'NotBegun' | 'Ready';
  /** In which it became Ready, or did not. */
  readonly seconds?: number;
  /** How far it is or was, in a few words. */
  readonly words?: string;
  /** Why it failed. */
  readonly reason?: string;
}

/** A plan with what became of each step: the document of `-o json`. */
export type RestartView = Omit<RestartPlan, 'steps'> & {
  readonly steps: readonly (Omit<StepResult, 'step'> & Step)[];
};

export function viewOf(plan: RestartPlan, results: readonly StepResult[]): RestartView {
  return { ...plan, steps: results.map(({ step, ...result }) => ({ ...step, ...result })) };
}

export interface RunOptions {
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
  readonly waits: boolean;
  /** Milliseconds for each step. */
  readonly timeoutMs: number;
  /** Called with all results whenever one has changed. */
  readonly onChange: (results: readonly StepResult[]) => void;
}

/**
 * Does the steps of a plan, group after group. After a group in which a step has failed no other one is begun.
 *
 * @throws the signal's reason
 */
export async function runPlan(
  client: KubeClient,
  plan: RestartPlan,
  { onChange, ...options }: RunOptions,
): Promise<readonly StepResult[]> {
  const results = new Map(plan.steps.map((step): [Step, StepResult] => [step, { step, state: 'NotBegun' }]));
  const set = (result: StepResult): void => {
    results.set(result.step, result);
    onChange([...results.values()]);
  };
  for (const group of groupsOf(plan)) {
    const ended = await Promise.all(group.map(async (step) => runStep(client, plan, step, { ...options, set })));
    ended.forEach(set);
    if (ended.some(({ state }) => state === 'Failed')) {
      break;
    }
  }
  return [...results.values()];
}

async function runStep(
  client: KubeClient,
  plan: RestartPlan,
  step: Step,
  { signal, waits, timeoutMs, set }: Omit<RunOptions, 'onChange'> & { readonly set: (result: StepResult) => void },
): Promise<StepResult> {
  const begun = performance.now();
  const seconds = (): number => Math.round((performance.now() - begun) / 100) / 10;
  let latest: StepState = { isReady: false, words: 'begins' };
  let readyAfter = 0;
  const onState = (state: StepState): void => {
    readyAfter = latest.isReady && state.isReady ? readyAfter : seconds();
    latest = state;
    set({ step, state: 'Begun', words: state.words });
  };
  const failed = (reason: string): StepResult => ({
    step,
    state: 'Failed',
    seconds: seconds(),
    words: latest.words,
    reason,
  });
  set({ step, state: 'Begun', words: latest.words });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    await performStep(client, plan, step, { signal: AbortSignal.any([signal, timeout]), waits, onState });
  } catch (error) {
    if (error instanceof ApiError) {
      const { detail, message } = error;
      return failed(isForbidden(error) ? detail : message);
    }
    if (signal.aborted || !timeout.aborted) {
      throw error;
    }
    // It may have become Ready just then.
    if (!latest.isReady) {
      const why = latest.trouble ?? 'nothing says why';
      return failed(`it is not Ready after ${Math.round(timeoutMs / 1000)} s (${latest.words}): ${why}`);
    }
  }
  if (!waits) {
    return { step, state: 'Begun' };
  }
  return latest.hasFailed === true
    ? failed(latest.trouble ?? latest.words)
    : { step, state: 'Ready', seconds: readyAfter, words: latest.words };
}
