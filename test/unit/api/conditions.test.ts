import test from 'ava';
import { type Finding, withFindings } from '../../../src/api/conditions.ts';

const EARLIER = new Date('2026-01-01T10:00:00.123Z');
const LATER = new Date('2026-01-01T11:00:00Z');
const rolling: Finding = { type: 'Ready', status: 'False', reason: 'RollingOut', message: '1 of 3 pods up to date' };

test('lastTransitionTime changes with the status of a condition, not with its message', (t) => {
  const first = withFindings([], [rolling], 1, EARLIER);
  const second = withFindings(first, [{ ...rolling, message: '2 of 3 pods up to date' }], 2, LATER);
  t.deepEqual(second, [
    {
      ...rolling,
      message: '2 of 3 pods up to date',
      observedGeneration: 2,
      lastTransitionTime: '2026-01-01T10:00:00Z',
    },
  ]);
  const third = withFindings(second, [{ ...rolling, status: 'True', reason: 'AllAvailable' }], 2, LATER);
  t.is(third[0]?.lastTransitionTime, '2026-01-01T11:00:00Z');
});

test('conditions stand in the order in which people read them, and those of others follow in their own', (t) => {
  const of = (type: string) =>
    ({ type, status: 'True', reason: 'Yes', message: '', lastTransitionTime: '2025-01-01T00:00:00Z' }) as const;
  const others = withFindings([of('Audited'), of('Approved')], [rolling], 1, EARLIER);
  const types = ['Reconciling', 'AllSettled', 'ClaimsReady', 'FaultFree', 'NodesSwept', 'Stalled'];
  const conditions = withFindings(others, types.map(of), 1, LATER);
  t.deepEqual(
    conditions.map(({ type }) => type),
    ['Ready', 'FaultFree', 'ClaimsReady', 'NodesSwept', 'AllSettled', 'Stalled', 'Reconciling', 'Audited', 'Approved'],
  );
  t.deepEqual(conditions.slice(-2), [of('Audited'), of('Approved')], 'nothing of them is changed');
});
