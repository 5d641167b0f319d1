import { parseSummary, type SweepSummary } from '../../api/sweep-summary.ts';
import { cut } from '../../text.ts';
import type { KubeObject } from '../../kube/object.ts';
import { MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Obstacle } from '../kit/obstacle.ts';
import type { Job, Pod } from '../resources.ts';
import { GIVEN_UP_ANNOTATION, NODE_ANNOTATION, SWEEP_CONTAINER } from './job.ts';

/** The needed parts of a Job. */
export interface ObservedJob extends KubeObject {
  readonly node: string;
  readonly deadlineSeconds: number;
  /** The first condition that shows that none of its pods will do anything more. */
  readonly end?: { readonly isComplete: boolean; readonly reason: string; readonly message: string } | undefined;
  /** Why the operator gave it up. */
  readonly givenUp?: Obstacle | undefined;
}

/** The needed parts of a pod of a Job. */
export interface ObservedSweepPod extends KubeObject {
  readonly node: string;
  /** Why it makes no progress, while it has not started. */
  readonly trouble?: Obstacle | undefined;
  readonly end?: (Obstacle & { readonly summary?: SweepSummary | undefined; readonly exitCode?: number }) | undefined;
}

export function observedJob({ metadata, spec, status }: Job): ObservedJob {
  // FailureTarget comes first; Failed only once no pod is running, which never happens on a dead node.
  const end = ['Complete', 'SuccessCriteriaMet', 'Failed', 'FailureTarget']
    .map((type) => status?.conditions?.find((one) => one.type === type && one.status === 'True'))
    .find((condition) => condition !== undefined);
  const given = metadata.annotations?.[GIVEN_UP_ANNOTATION];
  const colon = given?.indexOf(': ') ?? -1;
  return {
    metadata: keptMetadata(metadata, ['labels', 'ownerReferences', 'creationTimestamp', 'deletionTimestamp']),
    node: metadata.annotations?.[NODE_ANNOTATION] ?? '',
    deadlineSeconds: spec?.activeDeadlineSeconds ?? 0,
    end: end && {
      isComplete: end.type === 'Complete' || end.type === 'SuccessCriteriaMet',
      reason: cut(end.reason ?? end.type, MOST_TEXT),
      message: cut(end.message ?? '', MOST_TEXT),
    },
    givenUp:
      given === undefined
        ? undefined
        : { reason: given.slice(0, colon), message: cut(given.slice(colon + 2), MOST_TEXT) },
  };
}

export function observedSweepPod({ metadata, status }: Pod): ObservedSweepPod {
  const container = status?.containerStatuses?.find(({ name }) => name === SWEEP_CONTAINER);
  const terminated = container?.state?.terminated;
  const ended = status?.phase === 'Failed' || status?.phase === 'Succeeded';
  const disrupted = status?.conditions?.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const waiting = container?.state?.waiting;
  const text = terminated?.message ?? '';
  return {
    metadata: keptMetadata(metadata, ['labels', 'creationTimestamp']),
    node: metadata.annotations?.[NODE_ANNOTATION] ?? '',
    trouble: ended
      ? undefined
      : scheduled?.status === 'False'
        ? { reason: scheduled.reason ?? 'Unschedulable', message: cut(scheduled.message ?? '', MOST_TEXT) }
        : waiting?.reason === undefined || HARMLESS.has(waiting.reason)
          ? undefined
          : { reason: waiting.reason, message: cut(waiting.message ?? '', MOST_TEXT) },
    end:
      ended || terminated !== undefined
        ? {
            reason: status?.reason ?? disrupted?.reason ?? terminated?.reason ?? status?.phase ?? 'Ended',
            message: cut(status?.message ?? disrupted?.message ?? text, MOST_TEXT),
            summary: parseSummary(text),
            ...(terminated === undefined ? {} : { exitCode: terminated.exitCode }),
          }
        : undefined,
  };
}

/** Waiting reasons of a container that is starting. */
const HARMLESS: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);
