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

test('conditions of others are kept in their order', (t) => {
  const foreign = {
    type: 'Audited',
    status: 'True',
    reason: 'Yes',
    message: '',
    lastTransitionTime: '2025-01-01T00:00:00Z',
  } as const;
  const ready = withFindings([], [rolling], 1, EARLIER);
  const conditions = withFindings([...ready, foreign], [{ ...rolling, type: 'Stalled' }, rolling], 1, LATER);
  t.deepEqual(
    conditions.map(({ type }) => type),
    ['Ready', 'Audited', 'Stalled'],
  );
  t.deepEqual(conditions[1], foreign);
});
