/** A slice of bench/sweep-chaos.ts: sweeps that never stop remove nothing that lives, and in the end all that does not. */
import test from 'ava';
import { RELEASES, releaseOfImage } from '../../src/iceoryx/release.ts';
import { testedReleases } from '../support/releases.ts';
import { chaos } from '../../lab/trials/sweep-chaos.ts';

const FAULTS = 40;

for (const { version, images, isHere } of await testedReleases()) {
  (isHere ? test.serial : test.serial.skip)(`${version}: ${FAULTS} faults under sweeps`, async (t) => {
    t.timeout(300_000);
    const seed = Math.floor(Math.random() * 2 ** 31);
    t.log(`seed ${seed}`);
    const release = RELEASES[releaseOfImage(images.roudi.reference)?.id ?? '2.0'];
    const result = await chaos({ images, release, faults: FAULTS, seed });
    t.log(`${result.removed} files removed by ${result.sweeps} sweeps, ${result.killedSweeps} sweepers were killed`);
    t.deepEqual(result.violations, []);
    t.deepEqual(result.leftovers, []);
    t.true(result.locksOfTheDead.length <= FAULTS / 20, result.locksOfTheDead.join('\n'));
    t.true(result.removed > FAULTS / 2 && result.sweeps > 5);
  });
}
