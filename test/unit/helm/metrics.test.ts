import { readFileSync } from 'node:fs';
import test from 'ava';
import { chartAlerts, chartExpressions, metricsOf } from '../../support/chart-expressions.ts';

/** Metrics with a row in docs/metrics.md. */
const documented = [...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(?<name>\w+)` \|/gm)].map(
  ({ groups }) => groups?.['name'] ?? '',
);

test('every metric of the alert rules and of the dashboard is served by the operator', (t) => {
  const expressions = chartExpressions();
  t.true(expressions.length > 20);
  for (const expression of expressions) {
    const names = metricsOf(expression);
    t.true(names.length > 0, expression);
    t.deepEqual(
      names.filter((name) => !documented.includes(name)),
      [],
      expression,
    );
  }
});

test('every alert is documented, and no other', (t) => {
  t.deepEqual(documented.filter((name) => name.startsWith('Iceoryx')).toSorted(), chartAlerts().toSorted());
});
