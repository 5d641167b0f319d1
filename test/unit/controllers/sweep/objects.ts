import type { SweepSummary } from '../../../../src/api/sweep-summary.ts';
import type { IceoryxSweepStatus, RunStatus } from '../../../../src/api/iceoryx-sweep.generated.ts';
import type { ObservedJob, ObservedSweepPod } from '../../../../src/controllers/sweep-jobs/observed.ts';
import type { ObservedNode } from '../../../../src/controllers/nodes/observed-node.ts';
import type { IceoryxSweep } from '../../../../src/controllers/resources.ts';

export const BEGIN = Date.parse('2026-03-01T10:00:00Z');
export const at = (seconds: number): Date => new Date(BEGIN + seconds * 1000);
const iso = (seconds: number): string => at(seconds).toISOString().replace('.000Z', 'Z');

export function sweep(spec: Partial<IceoryxSweep['spec']> = {}, status?: IceoryxSweepStatus): IceoryxSweep {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxSweep',
    metadata: { name: 'all', uid: 'u', generation: 1 },
    spec,
    ...(status === undefined ? {} : { status }),
  };
}

export function run(more: Partial<RunStatus> = {}): RunStatus {
  return {
    number: 1,
    trigger: 'Created',
    startTime: iso(0),
    dryRun: true,
    nodeSelector: {},
    quietPeriodSeconds: 60,
    nodes: { chosen: 3, waiting: 3, sweeping: 0, swept: 0, failed: 0, skipped: 0, summary: '0/3' },
    totals: {
      orphans: 0,
      orphanBytes: 0,
      orphanSize: '0 B',
      removed: 0,
      removedBytes: 0,
      unknown: 0,
      unknownBytes: 0,
      live: 0,
      liveBytes: 0,
    },
    ...more,
  };
}

export function node(
  name: string,
  more: Partial<ObservedNode> & { labels?: Record<string, string> } = {},
): ObservedNode {
  const { labels = {}, ...rest } = more;
  return { metadata: { name, labels, creationTimestamp: iso(-3600) }, isReady: true, because: '', ...rest };
}

export function job(node: string, more: Partial<ObservedJob> = {}): ObservedJob {
  return { metadata: { name: `job-${node}`, creationTimestamp: iso(0) }, node, deadlineSeconds: 660, ...more };
}

export function pod(more: Partial<ObservedSweepPod> = {}): ObservedSweepPod {
  return { metadata: { name: 'pod', creationTimestamp: iso(1) }, node: '', ...more };
}

export function summary(
  totals: Partial<Record<keyof SweepSummary['totals'], readonly [files: number, bytes: number]>> = {},
  more: Partial<SweepSummary> = {},
): SweepSummary {
  const tally = ([files, bytes]: readonly [number, number] = [0, 0]) => ({ files, bytes });
  return {
    dryRun: true,
    isComplete: true,
    scanned: { directories: 2, processes: 10, otherFiles: 0 },
    totals: {
      Orphan: tally(totals.Orphan),
      Unknown: tally(totals.Unknown),
      Live: tally(totals.Live),
      NotIceoryx: tally(totals.NotIceoryx),
      staying: tally(totals.staying),
      removed: tally(totals.removed),
      failed: tally(totals.failed),
    },
    problems: [],
    largest: [],
    omitted: { problems: 0, findings: 0 },
    ...more,
  };
}

export function reported(of: SweepSummary): ObservedSweepPod {
  return pod({ end: { reason: 'Completed', message: '', summary: of, exitCode: 0 } });
}
