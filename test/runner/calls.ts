import { auditedCalls } from '../support/audited-calls.ts';
import { chartRules, withoutCall, withoutRule } from '../support/chart-rules.ts';

/** Whether operators made exactly the calls that the chart allows. */
export interface Judgement {
  readonly calls: number;
  readonly kinds: number;
  /** Faults in words; empty if there are none. */
  readonly faults: readonly string[];
}

/**
 * Compares every call of an operator with the chart's rules: a call without a rule, a rule without a call.
 *
 * @param directory with the audit logs of API servers
 * @param all whether each rule must have been used
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
