// Sweeps of one root without an end, in one process, as fast as they go: `node sweep-loop.ts ROOT [--no-roudi-returns]`.
// A line for each on standard output: how many files it removed, and how many it failed to.
import { setTimeout as delay } from 'node:timers/promises';
import { sweep } from '../../src/sweep/sweep.ts';

/** For what is swept to get the processor as well. */
const PAUSE_MS = 20;

const [root = '', word] = process.argv.slice(2);
for (;;) {
  const { totals } = await sweep({
    scope: { roots: [root], kubelet: '/var/lib/kubelet', pairs: [], isPairsOnly: false },
    isInjected: () => false,
    trustsNamespace: false,
    quietPeriodSeconds: 0,
    roudiReturns: () => word !== '--no-roudi-returns',
    mayRemove: () => Promise.resolve(true),
    onProgress: () => {},
  });
  process.stdout.write(`${totals.removed.files} ${totals.failed.files}\n`);
  await delay(PAUSE_MS);
}
