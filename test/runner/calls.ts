import { auditedCalls } from '../support/audited-calls.ts';
import { chartRules, withoutCall, withoutRule } from '../support/chart-rules.ts';

/** Whether operators made the calls that the chart allows them, and no others. */
export interface Judgement {
  readonly calls: number;
  readonly kinds: number;
  /** In words; none where all is well. */
  readonly faults: readonly string[];
}

/**
 * Every call that an operator made, against what the chart allows it: a call without a rule, a rule without a call.
 *
 * @param directory where API servers wrote down who asked what of them
 * @param all whether each call that there is must have been made
 */
export async function judgeCalls(directory: string, all: boolean): Promise<Judgement> {
  const audited = await auditedCalls(directory);
  const calls = new Set(audited.keys());
  const rules = chartRules();
  return {
    calls: [...audited.values()].reduce((a, b) => a + b, 0),
    kinds: calls.size,
    faults: [
      ...(calls.size === 0 ? ['no call of an operator was seen at all'] : []),
      ...withoutRule(calls, rules).map((call) => `without a rule: ${call}`),
      ...(all ? withoutCall(calls, rules).map((rule) => `without a call: ${rule}`) : []),
    ],
  };
}
