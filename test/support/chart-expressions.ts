import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const FILES = 'helm/iceoryx-operator/files';

interface Alerts {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

function alertRules(): Alerts['groups'][number]['rules'] {
  const { groups } = parse(readFileSync(`${FILES}/alerts.yaml`, 'utf8')) as Alerts;
  return groups.flatMap(({ rules }) => rules);
}

/** Names of the chart's alerts. */
export function chartAlerts(): string[] {
  return alertRules().map(({ alert }) => alert);
}

/** Every expression of the chart's alert rules and dashboard. */
export function chartExpressions(): string[] {
  const dashboard = JSON.parse(readFileSync(`${FILES}/dashboard.json`, 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  return [...alertRules(), ...dashboard.panels.flatMap(({ targets }) => targets)].map(({ expr }) => expr);
}

/** Names of series in an expression: names before a selector or on their own, without functions and labels. */
export function metricsOf(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(?:by|on|without)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b[a-z]+_[a-z_]+\b(?!\s*\()/g)].map(([name]) => name.replace(/_(?:bucket|sum|count)$/, ''));
}
