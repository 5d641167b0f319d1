import type { Facts } from './facts.ts';

/** Groups of checks, causes before what may follow from them. */
export const CATEGORIES = [
  'kubernetes',
  'api',
  'operator',
  'rights',
  'webhook',
  'namespaces',
  'memory',
  'objects',
  'leftovers',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** The worst first. Info needs no action. */
export const SEVERITIES = ['Error', 'Warning', 'Info'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** One thing that is wrong. */
export interface Finding {
  /** Default: that of the check. */
  readonly severity?: Severity;
  /** Kind and name, such as `Node node-1`. Absent if it is about the cluster as a whole. */
  readonly object?: string;
  /** What is wrong, with the value that was found. */
  readonly message: string;
  readonly remedy: string;
  /** Place in the documentation that explains this finding better than that of the check. */
  readonly see?: string;
}

/** What a check says. */
export type Verdict =
  | { readonly result: 'ok'; readonly message: string }
  | { readonly result: 'failed'; readonly findings: readonly Finding[] }
  | { readonly result: 'skipped'; readonly message: string };

/** What a check is called and means, apart from how it judges. */
export interface CheckHead {
  /** Stable; docs/kubectl/check.md has a heading of this name. */
  readonly id: string;
  readonly category: Category;
  /** What holds if all is well. */
  readonly description: string;
  readonly severity: Severity;
}

/** A check of facts, which makes no request itself. */
export interface Check<K extends keyof Facts = keyof Facts> extends CheckHead {
  /** The facts that it judges. It is skipped if one of them cannot be had. */
  readonly needs: readonly K[];
  readonly judge: (facts: Pick<Facts, K>) => Verdict;
  /** Whether the others make no sense if it fails. */
  readonly isFatal?: true;
  /** Milliseconds within which its facts must be there; a minute by default. */
  readonly deadlineMs?: number;
}

/** A check of any facts. */
export interface AnyCheck extends CheckHead, Pick<Check, 'deadlineMs' | 'isFatal'> {
  readonly needs: readonly (keyof Facts)[];
  readonly judge: (facts: Facts) => Verdict;
}

/** Declares a check; the facts that it may use are those that it needs. */
export function check<const K extends keyof Facts>(given: Check<K>): AnyCheck {
  return given;
}

/** Nothing is wrong: what was looked at. */
export function ok(message: string): Verdict {
  return { result: 'ok', message };
}

/** There was nothing to check. */
export function skipped(message: string): Verdict {
  return { result: 'skipped', message };
}

/** Failed if there are findings, else all is well. */
export function verdict(findings: readonly Finding[], message: string): Verdict {
  return findings.length === 0 ? ok(message) : { result: 'failed', findings };
}
