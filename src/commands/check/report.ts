import type { Scope } from './facts.ts';
import { CATEGORIES, SEVERITIES, type Severity } from './model.ts';
import { type Outcome, rankOf, type ToldFinding } from './perform.ts';

/** All of a run, as `-o json` prints it: docs/kubectl/check.md. */
export interface Report {
  /** Version of this program. */
  readonly version: string;
  /** Whether it was before an installation. */
  readonly pre: boolean;
  /** Namespace whose objects were looked at; absent for all, or if it is not known. */
  readonly namespace?: string;
  readonly checks: readonly Outcome[];
  /** Of all checks, the worst first, and causes before what may follow from them. */
  readonly findings: readonly (ToldFinding & { readonly check: string })[];
  readonly summary: Summary;
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
  readonly exitCode: 0 | 1 | 3;
}

/** The report of checks that have all ended. */
export function reportOf(
  outcomes: readonly Outcome[],
  { version, pre, scope }: { readonly version: string; readonly pre: boolean; readonly scope: Scope | undefined },
): Report {
  // Sorting keeps the order of those that are alike.
  const findings = outcomes
    .toSorted((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category))
    .flatMap(({ id, findings }) => findings.map((finding) => ({ check: id, ...finding })))
    .toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity));
  return {
    version,
    pre,
    ...(scope?.namespace === undefined ? {} : { namespace: scope.namespace }),
    checks: outcomes,
    findings,
    summary: summaryOf(outcomes, findings),
  };
}

function summaryOf(outcomes: readonly Outcome[], findings: readonly ToldFinding[]): Summary {
  const [errors = 0, warnings = 0, infos = 0] = SEVERITIES.map(
    (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length,
  );
  const count = (wanted: Outcome['result']): number => outcomes.filter(({ result }) => result === wanted).length;
  return {
    errors,
    warnings,
    infos,
    ok: count('ok'),
    failed: count('failed'),
    skipped: count('skipped'),
    exitCode: errors > 0 ? 1 : warnings > 0 ? 3 : 0,
  };
}
