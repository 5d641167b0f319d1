import { withDeadline, orAborted } from '../../runtime/clock.ts';
import { printableAll } from '../../text.ts';
import { Absent, type Source, Unknown } from './gather/source.ts';
import {
  type AnyCheck,
  type CheckHead,
  type Finding,
  type Severity,
  SEVERITIES,
  skipped,
  type Verdict,
} from './model.ts';

/** A finding of a check, whole. */
export interface ToldFinding extends Finding {
  readonly severity: Severity;
  readonly see: string;
}

/** A check and what it said. */
export interface Outcome extends CheckHead {
  readonly result: Verdict['result'];
  /** Of a check that was skipped: whether there was nothing to check, or it could not be made. */
  readonly reason?: 'NothingToCheck' | 'CannotBeMade';
  /** What was looked at, or why nothing was. Absent if it failed. */
  readonly message?: string;
  /** The worst first. */
  readonly findings: readonly ToldFinding[];
  /** Where the documentation explains the check. */
  readonly see: string;
}

/** Milliseconds for the facts of a check. */
const DEADLINE_MS = 60_000;

/** Reads what a check needs, and judges it. A check that cannot be made is skipped. */
export async function perform(check: AnyCheck, source: Source): Promise<Outcome> {
  const { deadlineMs = DEADLINE_MS } = check;
  const late = (): Error => new Unknown(`there was no answer within ${deadlineMs / 1000} s`);
  try {
    const facts = await withDeadline(deadlineMs, undefined, late, (signal) =>
      orAborted(source.facts(check.needs), signal),
    );
    return outcomeOf(check, check.judge(facts));
  } catch (error) {
    if (error instanceof Absent) {
      return outcomeOf(check, skipped(error.message));
    }
    return notMade(check, error instanceof Error ? error.message : String(error));
  }
}

/** The outcome of a check that could not be made. */
export function notMade(check: CheckHead, why: string): Outcome {
  return { ...outcomeOf(check, skipped(why)), reason: 'CannotBeMade' };
}

/** The outcome of a check with the verdict. What it quotes of the cluster is made safe to print. */
export function outcomeOf({ id, category, description, severity }: CheckHead, verdict: Verdict): Outcome {
  const see = `docs/kubectl/check.md#${id}`;
  const head = { id, category, description, severity, result: verdict.result };
  if (verdict.result !== 'failed') {
    const reason = verdict.result === 'skipped' ? { reason: 'NothingToCheck' as const } : {};
    return printableAll({ ...head, ...reason, message: verdict.message, findings: [], see });
  }
  const findings = verdict.findings
    .map((finding) => ({ ...finding, severity: finding.severity ?? severity, see: finding.see ?? see }))
    .toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity));
  return printableAll({
    ...head,
    severity: findings[0]?.severity ?? severity,
    findings,
    see,
  });
}

/** 0 for the worst. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
