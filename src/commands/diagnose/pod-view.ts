import { toSeconds } from '../../api/time.ts';
import { containersOf } from '../../controllers/pods/diagnosis/apps-line.ts';
import { RENEWED } from '../../controllers/pods/diagnosis/termination-history.ts';
import type { ObservedPod } from '../../controllers/pods/observed-pod.ts';
import { objectKey } from '../../kube/object.ts';
import type { Evidence } from './evidence.ts';
import type { Patient } from './listen.ts';
import type { FindingView, PodView } from './view.ts';

/** How a pod is, and what was read of it. */
export function podView(
  { observed, pod, logs, events, heard: { apps } }: Patient,
  findings: readonly FindingView[],
): PodView {
  const { metadata, containers } = observed;
  const { namespace = '', name } = metadata;
  const isFaulty = findings.some(({ places, state }) =>
    places.some((place) => state !== 'over' && place.namespace === namespace && place.pod === name),
  );
  const { state, since } = podState(observed);
  const usesIceoryx = containers.some(({ role }) => role === 'roudi' || role === 'agent');
  const names = (which: 'connected' | 'waiting'): readonly string[] =>
    apps === null ? [] : [...containersOf(apps[which], observed).names].toSorted();
  return {
    namespace,
    name,
    ...(pod.spec?.nodeName === undefined ? {} : { node: pod.spec.nodeName }),
    state,
    ...(since === undefined ? {} : { since: toSeconds(new Date(since)) }),
    usesIceoryx,
    isWell: state === 'ready' && !isFaulty && (logs.length > 0 || !usesIceoryx),
    containers: containers.length,
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    logs: logs.length,
    lines: logs.reduce((sum, { lines }) => sum + lines.length, 0),
    events: events.length,
    ...(apps === null ? {} : { apps: { connected: names('connected'), waiting: names('waiting') } }),
  };
}

function podState({ metadata, isOver, readySince, unreadySince, created }: ObservedPod): {
  readonly state: PodView['state'];
  readonly since?: number | undefined;
} {
  if (metadata.deletionTimestamp !== undefined) {
    return { state: 'deleting' };
  }
  return isOver === true
    ? { state: 'over', since: unreadySince }
    : readySince === undefined
      ? { state: 'notReady', since: unreadySince ?? created }
      : { state: 'ready', since: readySince };
}

/** Logs that nothing can read any more. */
export function lostLogs({ observed }: Patient, { now, sinceMs }: Evidence): string[] {
  const lost = observed.containers.filter(
    ({ role, lastEnd, runningSince = now }) =>
      role !== 'other' && lastEnd?.reason === RENEWED && (lastEnd.finishedAt ?? runningSince) + sinceMs > now,
  );
  return lost.length === 0
    ? []
    : [
        `what the containers of pod ${objectKey(observed)} wrote before they were restarted in place: the kubelet removed their logs and exit codes. The condition FaultFree of their object keeps for ten minutes what the operator saw`,
      ];
}
