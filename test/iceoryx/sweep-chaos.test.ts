/**
 * Continuous sweeps remove nothing that is in use, and in the end everything that is not. A slice of
 * `npm run soak -- --only sweeps`. SEED=… repeats a run, FAULTS=… sets the number of faults.
 */
import test from 'ava';
import { RELEASES, releaseOfImage } from '../../src/iceoryx/release.ts';
import { testedReleases } from '../support/releases.ts';
import { chaos, type ChaosResult } from '../../lab/trials/sweep-chaos.ts';
import { seedOf } from '../support/seed.ts';

const FAULTS = Number(process.env['FAULTS'] ?? 20);
/** Limit of faults in one sandbox: a fresh one is used from time to time, with a seed of its own. */
const MOST_OF_ONE = 50;
/** Limit of locks that an app held when it was killed: 1 % of faults meet one, and a few more may do so by chance. */
const MOST_LOCKS = Math.max(2, FAULTS / 20);

for (const { version, images, isHere } of await testedReleases()) {
  (isHere ? test.serial : test.serial.skip)(`${version}: ${FAULTS} faults under sweeps`, async (t) => {
    t.timeout(Math.max(300_000, FAULTS * 15_000));
    const seed = seedOf();
    t.log(`seed ${seed}`);
    const release = RELEASES[releaseOfImage(images.roudi.reference)?.id ?? '2.0'];
    const results: ChaosResult[] = [];
    for (let done = 0; done < FAULTS; done += MOST_OF_ONE) {
      const faults = Math.min(MOST_OF_ONE, FAULTS - done);
      results.push(await chaos({ images, release, faults, seed: seed + done }));
    }
    const sum = (of: (result: ChaosResult) => number): number => results.reduce((all, each) => all + of(each), 0);
    const removed = sum((each) => each.removed);
    const sweeps = sum((each) => each.sweeps);
    const locksOfTheDead = results.flatMap((each) => each.locksOfTheDead);
    t.log(
      `${removed} files removed by ${sweeps} sweeps, the witness saw ${sum(({ gone }) => gone)} vanish; ` +
        `${sum(({ killedSweeps }) => killedSweeps)} sweepers were killed; ` +
        `${locksOfTheDead.length} times iceoryx gave up over a lock that an app held when it was killed`,
    );
    const all = (of: (result: ChaosResult) => readonly string[]): string[] => results.flatMap(of);
    t.deepEqual(
      all(({ violations }) => violations),
      [],
    );
    t.deepEqual(
      all(({ leftovers }) => leftovers),
      [],
    );
    t.true(locksOfTheDead.length <= MOST_LOCKS, locksOfTheDead.join('\n'));
    t.true(removed > FAULTS / 2 && sweeps > 5);
  });
}
