import type { IPod } from 'kubernetes-models/v1/Pod';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { counted } from '../words.ts';
import { NO_OPERATOR } from './operator.ts';

/** How long a restart of the operator is worth a word. */
const RECENT_MS = 3_600_000;

export const OPERATOR_READY = check({
  id: 'operator-ready',
  category: 'operator',
  description: 'all replicas of the operator are ready',
  severity: 'Error',
  needs: ['operatorPods', 'now'],
  judge: ({ operatorPods, now }) =>
    operatorPods.length === 0
      ? skipped(NO_OPERATOR)
      : verdict(
          operatorPods.flatMap(({ operator, pods }): Finding[] => {
            const { spec, status } = operator.deployment;
            const [wanted, available] = [spec?.replicas ?? 1, status?.availableReplicas ?? 0];
            const isWhole = available >= wanted && (status?.updatedReplicas ?? 0) >= wanted;
            if (wanted > 0 && isWhole) {
              return pods.flatMap((pod) => restartFindings(pod, now));
            }
            const why = pods.flatMap((pod) => troubleOf(pod)).join('; ');
            return [
              {
                severity: wanted > 0 && available > 0 ? 'Warning' : 'Error',
                object: `Deployment ${operator.key}`,
                message:
                  wanted === 0
                    ? 'it is scaled to 0: nothing looks after the objects'
                    : `${available} of ${wanted} replicas are available, ${status?.updatedReplicas ?? 0} are up to date${why === '' ? '' : `: ${why}`}`,
                remedy:
                  wanted === 0
                    ? `kubectl -n ${operator.namespace} scale deployment ${operator.deployment.metadata.name} --replicas=2`
                    : `kubectl -n ${operator.namespace} describe pods, and the logs of those that are not ready`,
              },
            ];
          }),
          operatorPods
            .map(
              ({
                operator: {
                  deployment: { spec, status },
                },
              }) => `${status?.availableReplicas ?? 0} of ${spec?.replicas ?? 1}`,
            )
            .join(', '),
        ),
});

/** Why a pod of the operator is not ready. */
function troubleOf({ metadata, status }: { metadata: { name: string } } & Pick<IPod, 'status'>): string[] {
  const { conditions = [], containerStatuses = [] } = status ?? {};
  if (conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')) {
    return [];
  }
  const unscheduled = conditions.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False')?.message;
  const [first] = containerStatuses;
  const waiting = first?.state?.waiting;
  const ended = first?.lastState?.terminated ?? first?.state?.terminated;
  const words = [
    ...(unscheduled === undefined ? [] : [unscheduled]),
    ...(waiting === undefined ? [] : [[waiting.reason, waiting.message].filter(Boolean).join(', ')]),
    ...(ended === undefined ? [] : [`ended with ${ended.exitCode}${ended.message ? `: ${ended.message.trim()}` : ''}`]),
  ];
  return [`pod ${metadata.name} ${words.join('; ') || 'is not ready yet'}`];
}

/** A pod of the operator that was ended by itself lately. */
function restartFindings(
  { metadata, status }: { metadata: { name: string; namespace?: string } } & Pick<IPod, 'status'>,
  now: Date,
): Finding[] {
  return (status?.containerStatuses ?? []).flatMap(({ name, restartCount, lastState }) => {
    const { finishedAt = '', exitCode, reason } = lastState?.terminated ?? {};
    return now.getTime() - Date.parse(finishedAt) < RECENT_MS
      ? [
          {
            severity: 'Warning',
            object: `Pod ${metadata.namespace}/${metadata.name}`,
            message: `it was restarted ${counted(restartCount, 'time')}, last after it ended with ${exitCode}${reason === undefined ? '' : ` (${reason})`} at ${finishedAt}`,
            remedy: `kubectl -n ${metadata.namespace} logs ${metadata.name} -c ${name} --previous says why; out of memory, raise resources.limits.memory of the chart`,
          },
        ]
      : [];
  });
}
