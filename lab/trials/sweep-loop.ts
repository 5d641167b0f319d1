// Sweeps without an end, in one process, as fast as they go:
//
//   node sweep-loop.ts [--no-roudi-returns] [--directories SHM:TMP] [--pause-ms MS] ROOT…
//
// With directories nothing else below the roots is looked into. A line for each sweep on standard output: how many files
// it removed, and how many it failed to.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sweep } from '../../src/sweep/sweep.ts';

const { values, positionals: roots } = parseArgs({
  allowPositionals: true,
  options: {
    'no-roudi-returns': { type: 'boolean', default: false },
    directories: { type: 'string' },
    // Leaves processor time to the programs under test.
    'pause-ms': { type: 'string', default: '20' },
  },
});
const [shm = '', tmp = ''] = values.directories?.split(':') ?? [];
const isPairsOnly = values.directories !== undefined;
for (;;) {
  const { totals } = await sweep({
    scope: { roots, kubelet: '/var/lib/kubelet', pairs: isPairsOnly ? [{ shm, tmp }] : [], isPairsOnly },
    isInjected: () => false,
    trustsNamespace: false,
    quietPeriodSeconds: 0,
    roudiReturns: () => !values['no-roudi-returns'],
    mayRemove: () => Promise.resolve(true),
    onProgress: () => {},
  });
  process.stdout.write(`${totals.removed.files} ${totals.failed.files}\n`);
  await delay(Number(values['pause-ms']));
}
