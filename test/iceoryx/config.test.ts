import test from 'ava';
import * as fc from 'fast-check';
import type { Segment } from '../../src/iceoryx/config.ts';
import { PROVEN_RELEASES, type Release } from '../../src/iceoryx/release.ts';
import { sharedMemorySize } from '../../src/iceoryx/size.ts';
import { type ConfigFault, validateConfig } from '../../src/iceoryx/validate.ts';
import { inTwoLanes, realRoudis, type RoudiRun, runRoudi } from '../support/roudi-runs.ts';
import { anySegments, GROUPS } from '../unit/iceoryx/arbitraries.ts';

/** The same configurations every time; a slice of `npm run soak -- --only configurations`, which has others. */
const SEED = Number(process.env['SEED'] ?? 20_261_123);
/** Three configurations of 2.0 for each one of 2.95, which is slower. */
const RUNS = Number(process.env['CONFIGURATIONS'] ?? 40);
const SHARES: Partial<Record<string, number>> = { '2.0': 3, '2.95': 1 };

const roudis = await realRoudis();

/** A group that exists, with a name longer than RouDi 2.95 takes. */
const LONG = 'h'.repeat(33);
const groups = [...GROUPS, LONG, ...PROVEN_RELEASES.map(({ names }) => names.managementSegment)];

/** Whether a RouDi that became ready shows the predicted fault. */
function isBroken(
  { path, value }: ConfigFault,
  segments: readonly Segment[],
  release: Release,
  run: RoudiRun,
): boolean {
  const { managementSegment, dataSegment } = release.names;
  if (path.endsWith('.reader')) {
    return run.output.some((line) => line.includes(`Could not find group '${String(value)}'`));
  }
  if (value === '' || value === LONG) {
    // No user is in a group without a name, so no app may write there.
    return run.files.has(dataSegment(''));
  }
  const { managementBytes, dataBytes } = sharedMemorySize(segments, release);
  const name = dataSegment(value === undefined ? 'root' : String(value));
  if (name === managementSegment) {
    return run.files.get(name) !== managementBytes;
  }
  // One file for several segments: its length is that of the last one, whose memory replaced the others'.
  const sharing = segments.flatMap(({ writer }, index) => (writer === value ? [dataBytes[index] ?? 0n] : []));
  return sharing.length > 1 && run.files.get(name) === sharing.at(-1) && run.files.size <= segments.length;
}

for (const roudi of roudis) {
  const { version, release, isHere } = roudi;
  const testHere = isHere ? test.serial : test.serial.skip;
  const configurations = [
    ...fc.sample(anySegments(release), { seed: SEED, numRuns: (SHARES[release.id] ?? 1) * RUNS }),
    [{ writer: LONG, mempools: [{ size: 64, count: 3 }] }],
  ];

  testHere(`${version}: RouDi agrees with the verdict on ${configurations.length} configurations`, async (t) => {
    t.timeout(300_000 + RUNS * 10_000);
    const verdicts = new Map<string, number>();
    await inTwoLanes(roudi, groups, configurations, async (sandbox, segments) => {
      const faults = validateConfig(segments, release);
      const refused = faults.some(({ kind }) => kind === 'RefusedByRouDi');
      const verdict = refused ? 'refused' : faults.length > 0 ? 'broken' : 'valid';
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      const run = await runRoudi(sandbox, segments);
      const story = () => `${JSON.stringify({ faults, segments }).slice(0, 3000)}\n${run.output.slice(-20).join('\n')}`;
      t.is(run.isReady, !refused, story());
      if (refused) {
        t.true([release.exitCodes.badConfigFile, release.exitCodes.fatal].includes(run.exitCode), story());
      } else {
        t.is(run.exitCode, release.exitCodes.clean, story());
        for (const fault of faults) {
          t.true(isBroken(fault, segments, release, run), `${fault.path}: ${story()}`);
        }
      }
    });
    t.log(Object.fromEntries(verdicts));
    for (const verdict of ['valid', 'broken', 'refused']) {
      t.true((verdicts.get(verdict) ?? 0) >= 5, `${verdict}: ${verdicts.get(verdict)}`);
    }
  });
}
