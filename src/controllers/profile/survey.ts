import type { PodsStatus, WorkloadStatus } from '../../api/iceoryx-profile.generated.ts';
import type { ObservedPod } from '../pods/observed-pod.ts';

/** How the pods that ask for a profile are. Pods that have ended are none of them. */
export interface Survey {
  readonly injected: readonly ObservedPod[];
  /** Have RouDi, but as an earlier profile, domain or operator said. */
  readonly outOfDate: readonly ObservedPod[];
  /** Have no RouDi. */
  readonly missing: readonly ObservedPod[];
}

/** @param marks of pods that are up to date; if undefined, every pod with RouDi is */
export function surveyOf(pods: readonly ObservedPod[], marks: readonly string[] | undefined): Survey {
  const present = pods
    .filter(({ isOver, metadata }) => isOver !== true && metadata.deletionTimestamp === undefined)
    // A cache has no order, and words of a status must not change with it.
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const isCurrent = ({ mark = '' }: ObservedPod): boolean => marks === undefined || marks.includes(mark);
  const withAgent = present.filter(({ mark }) => mark !== undefined);
  return {
    injected: withAgent.filter(isCurrent),
    outOfDate: withAgent.filter((pod) => !isCurrent(pod)),
    missing: present.filter(({ mark }) => mark === undefined),
  };
}

/** The numbers of pods. */
export function countsOf({ injected, outOfDate, missing }: Survey, faulty: number): PodsStatus {
  return {
    total: injected.length + outOfDate.length + missing.length,
    injected: injected.length,
    outOfDate: outOfDate.length,
    missing: missing.length,
    faulty,
  };
}

/** Limit of the schema. */
const MAX_WORKLOADS = 32;

/** The owners of the pods, those with something wrong first; a pod without one counts as its own. */
export function workloadsOf(survey: Survey): { readonly workloads: WorkloadStatus[]; readonly moreWorkloads: number } {
  const found = new Map<string, WorkloadStatus>();
  for (const state of ['injected', 'outOfDate', 'missing'] as const) {
    for (const pod of survey[state]) {
      const { kind, name } = ownerOf(pod);
      const key = `${kind}/${name}`;
      const before = found.get(key) ?? { kind, name, pods: 0, injected: 0, outOfDate: 0, missing: 0 };
      found.set(key, { ...before, pods: before.pods + 1, [state]: before[state] + 1 });
    }
  }
  const sorted = [...found.values()].toSorted(
    (a, b) => wrongIn(b) - wrongIn(a) || b.pods - a.pods || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  return { workloads: sorted.slice(0, MAX_WORKLOADS), moreWorkloads: Math.max(0, sorted.length - MAX_WORKLOADS) };
}

/** The controller of a pod, or the pod itself. */
export function ownerOf({ owner, metadata }: ObservedPod): { readonly kind: string; readonly name: string } {
  return owner ?? { kind: 'Pod', name: metadata.name };
}

function wrongIn({ missing, outOfDate }: WorkloadStatus): number {
  return missing > 0 ? 2 : Number(outOfDate > 0);
}

function keyOf({ kind, name }: WorkloadStatus): string {
  return `${kind}/${name}`;
}
