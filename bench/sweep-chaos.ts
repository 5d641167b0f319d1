// The proof that the sweeper can be trusted: RouDi and apps killed, out of memory, stopped and started at random while
// sweeps never stop, and nothing that lives is removed, and in the end everything that does not. One violation fails.
//
//   npm run bench:sweep-chaos -- [FAULTS [SEED]]    1000 faults by default, half of them for each release there is
import { RELEASES, releaseOfImage } from '../src/iceoryx/release.ts';
import { buildImages } from '../lab/images/build.ts';
import { newerIceoryxPrefix } from '../lab/iceoryx/newer-iceoryx.ts';
import { chaos } from '../lab/trials/sweep-chaos.ts';

const [faults = 1000, first = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
/** Of one sandbox: a fresh one now and then, with a seed of its own. */
const SLICE = 50;

const newer = await newerIceoryxPrefix();
const sets = [await buildImages(), ...(newer === undefined ? [] : [await buildImages({ prefix: newer })])];
const begin = performance.now();
const sums = { faults: 0, sweeps: 0, killedSweeps: 0, removed: 0, gone: 0, locksOfTheDead: 0 };
const faulty: string[] = [];

for (let slice = 0; sums.faults < faults; slice++) {
  const set = sets[slice % sets.length];
  if (set === undefined) {
    break;
  }
  const seed = first + slice;
  const release = RELEASES[releaseOfImage(set.images.roudi.reference)?.id ?? '2.0'];
  const count = Math.min(SLICE, faults - sums.faults);
  const result = await chaos({ images: set.images, release, faults: count, seed });
  sums.faults += result.faults;
  sums.sweeps += result.sweeps;
  sums.killedSweeps += result.killedSweeps;
  sums.removed += result.removed;
  sums.gone += result.gone;
  sums.locksOfTheDead += result.locksOfTheDead.length;
  const wrong = [...result.violations, ...result.leftovers.map((name) => `left behind: ${name}`)];
  faulty.push(...wrong.map((what) => `seed ${seed}, ${set.version}: ${what}`));
  process.stdout.write(
    `${set.version}, seed ${seed}: ${sums.faults} of ${faults} faults, ${sums.removed} files removed, ${wrong.length} wrong\n`,
  );
  wrong.forEach((what) => process.stdout.write(`  ${what}\n`));
}
const seconds = Math.round((performance.now() - begin) / 1000);
process.stdout.write(
  `${JSON.stringify({ bench: 'sweep-chaos', ...sums, wrong: faulty.length, seconds, seed: first })}\n`,
);
process.stdout.write(
  `${sums.faults} faults under ${sums.sweeps} sweeps, ${sums.killedSweeps} times a sweeper was killed: ` +
    `${sums.removed} files removed (the witness saw ${sums.gone} vanish), ${faulty.length} violations; ` +
    `${sums.locksOfTheDead} times iceoryx gave up over a lock that an app held when it was killed; ${seconds} s\n`,
);
/** More often than an app can be met within the microseconds for which it holds one. */
const TOO_MANY = 0.05;
process.exitCode = faulty.length === 0 && sums.locksOfTheDead <= faults * TOO_MANY ? 0 : 1;
