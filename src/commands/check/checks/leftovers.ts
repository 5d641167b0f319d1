import { formatSize } from '../../../api/quantity.ts';
import type { IceoryxSweep } from '../../../controllers/resources.ts';
import { ourSweeps } from '../our-objects.ts';
import { unready, unseen } from '../unready.ts';
import { check, type Finding, ok, skipped, type Verdict, verdict } from '../model.ts';

const HEAD = {
  id: 'leftovers-found',
  category: 'leftovers',
  description: 'nothing of iceoryx is left on nodes',
  severity: 'Warning',
} as const;
/** Time for the Jobs of many nodes, of which each waits for a minute between its two looks. */
const SWEEP_MS = 1_800_000;

/** Sweeps that do not run as they should. */
export const SWEEPS_READY = check({
  id: 'sweeps-ready',
  category: 'leftovers',
  description: 'every sweep runs as it should',
  severity: 'Error',
  needs: ['sweeps', 'now'],
  judge: ({ sweeps, now }) =>
    sweeps.length === 0
      ? skipped('there is no IceoryxSweep')
      : verdict(
          ourSweeps(sweeps).flatMap((one) =>
            [...unseen(one, now), ...unready(one, now)].map((finding) => ({ object: one.object, ...finding })),
          ),
          `${sweeps.length} of ${sweeps.length}`,
        ),
});

/** By the sweep that ran last, whatever it was for. */
export const BY_LAST_SWEEP = check({
  ...HEAD,
  needs: ['sweeps'],
  judge: ({ sweeps }) => {
    const newest = sweeps
      .filter(({ status }) => status?.run?.completionTime !== undefined)
      .toSorted((a, b) => Date.parse(endOf(b)) - Date.parse(endOf(a)))[0];
    return newest === undefined
      ? skipped('no sweep has run yet; --sweep does one that removes nothing')
      : judged(newest, `by IceoryxSweep ${newest.metadata.name}, at ${endOf(newest)}`);
  },
});

/** By one that is made for this. */
export const BY_OWN_SWEEP = check({
  ...HEAD,
  deadlineMs: SWEEP_MS,
  needs: ['ownSweep'],
  judge: ({ ownSweep }) => judged(ownSweep, 'swept just now'),
});

function endOf({ status }: IceoryxSweep): string {
  return status?.run?.completionTime ?? '';
}

function judged({ status }: IceoryxSweep, when: string): Verdict {
  const run = status?.run;
  if (run === undefined) {
    return skipped('the sweep has no result');
  }
  const { totals, nodes, dryRun, verdicts = [], findings = [] } = run;
  const left = totals.orphans - totals.removed;
  const bytes = Math.max(0, totals.orphanBytes - totals.removedBytes);
  const largest = findings
    .filter(({ verdict }) => verdict === 'Orphan')
    .slice(0, 3)
    .map(({ node, place, name }) => `${node}:${place}/${name}`);
  const unseen = verdicts.filter(({ verdict }) => ['Failed', 'Incomplete', 'Skipped'].includes(verdict));
  const results: Finding[] = [
    ...(left > 0
      ? [
          {
            message: `${left} files that no process uses, ${formatSize(BigInt(bytes))}, are left on nodes${largest.length === 0 ? '' : `, such as ${largest.join(', ')}`} (${when})`,
            remedy: dryRun
              ? 'remove them by a sweep with dryRun: false: kubectl iceoryx sweep, docs/sweeping.md'
              : 'see status.run.verdicts for why they could not be removed',
          },
        ]
      : []),
    ...unseen.map(({ node, verdict, reason, message }) => ({
      object: `Node ${node}`,
      message: `the sweep of it is ${verdict}, ${reason}${message === undefined ? '' : `: ${message}`}`,
      remedy: 'see docs/sweeping.md, and the log of its Job in the namespace of sweeps',
    })),
  ];
  const unknown = totals.unknown === 0 ? '' : `; ${totals.unknown} files may be in use and count as not left`;
  return results.length === 0 ? ok(`${nodes.swept} of ${nodes.chosen} nodes, ${when}${unknown}`) : verdict(results, '');
}
