import test from 'ava';
import { chosen } from '../../runner/plan.ts';

const filesOf = (tier: string, ...words: string[]): readonly string[] =>
  chosen(words).find((one) => one.tier.name === tier)?.files ?? [];

test('without words, a tier with a slice runs that slice, and a tier that runs by name only does not run', (t) => {
  t.deepEqual(filesOf('machine'), ['test/machine/life.test.ts']);
  t.deepEqual(filesOf('upgrade'), []);
  t.true(filesOf('unit').includes('test/unit/runner/plan.test.ts'));
});

test('a named tier runs whole, and a named file alone', (t) => {
  t.true(filesOf('machine', 'machine').length > 1);
  t.deepEqual(filesOf('unit', 'machine'), []);
  t.deepEqual(filesOf('machine', 'test/machine/memory.test.ts'), ['test/machine/memory.test.ts']);
  t.throws(() => chosen(['nonsense']), { message: /'nonsense' is neither a tier/ });
});
