/**
 * Random faults one after another, after each of which samples flow. A slice of `npm run soak -- --only recovery`.
 * SEED=… repeats a run, FAULTS=… sets their number.
 */
import test from 'ava';
import { Bench } from '../../lab/operator/node-cluster.ts';
import { randomFaults, spread } from '../../lab/trials/random-faults.ts';
import { seedOf } from '../support/seed.ts';

const { FAULTS } = process.env;

let bench: Bench;
test.before(async () => {
  // An operator that was killed does not give its lease back: another one waits for its end.
  bench = await Bench.open('faults', {}, ['--lease-seconds', '15']);
});
test.after.always(async () => bench.close());

for (const [healing, count] of [
  ['in place', Number(FAULTS ?? 3)],
  ['replaced', Number(FAULTS ?? 2)],
] as const) {
  test.serial(
    `${count} random faults in a row, ${healing}: after each of them samples flow in all three apps`,
    async (t) => {
      t.timeout(count * 180_000);
      const seed = seedOf();
      t.log(`seed ${seed}`);
      const name = healing.replace(' ', '-');
      const survived = await randomFaults(bench, {
        name,
        count,
        seed,
        healing,
        onSurvived: ({ fault, withoutOperator, seconds }) =>
          t.log(`${fault}${withoutOperator ? ', operator killed' : ''}: samples after ${seconds} s`),
      });
      const { p50, max } = spread(survived.map(({ seconds }) => seconds));
      t.log(`p50 ${p50} s, max ${max} s`);
      t.is(survived.length, count);
      await bench.kubectl('wait', '--for=condition=Ready', `ioxd/${name}`, '--timeout=180s');
      t.regex(
        await bench.kubectl('rollout', 'status', `deployment/${name}`, '--timeout=180s'),
        /successfully rolled out/,
      );
      await bench.kubectl('delete', 'ioxd', name);
    },
  );
}
