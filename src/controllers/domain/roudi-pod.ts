import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { KubeObject } from '../../kube/object.ts';
import { DOMAIN_LABEL, ROUDI_CONTAINER } from '../../pod/names.ts';
import { endedBecause } from '../pods/observed-pod.ts';
import { cut } from '../../text.ts';
import { MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Pod } from '../resources.ts';
import { TEMPLATE_ANNOTATION } from './daemon-set.ts';

/** What we need of a pod of a domain's RouDi. */
export interface RoudiPod extends KubeObject {
  /** Uid of the DaemonSet that controls it; anybody may put our label on a pod. */
  readonly daemonSet: string | undefined;
  readonly node: string | undefined;
  readonly ready: boolean;
  /** Digest of the template that it was made from. */
  readonly template: string | undefined;
  /** When RouDi was started, as the kubelet writes it. */
  readonly incarnation?: string;
  /** Whether RouDi ended with 0, if it has ended. */
  readonly endedCleanly?: boolean;
  /** How often RouDi was started again in it. */
  readonly restarts: number;
  /** What keeps it from being ready, in the words of the kubelet or of a container that ended. */
  readonly trouble?: string;
}

export function roudiPod({ metadata, spec, status }: Pod): RoudiPod {
  const { labels, annotations } = metadata;
  const label = labels?.[DOMAIN_LABEL];
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const roudi = statuses.find((each) => each.name === ROUDI_CONTAINER);
  const startedAt = roudi?.state?.running?.startedAt;
  const exitCode = roudi?.state?.terminated?.exitCode;
  const ready = status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  const trouble = ready ? undefined : troubleOf(statuses, status ?? {});
  return {
    metadata: {
      ...keptMetadata(metadata, ['deletionTimestamp']),
      ...(label === undefined ? {} : { labels: { [DOMAIN_LABEL]: label } }),
    },
    daemonSet: metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid,
    node: spec?.nodeName ?? intendedNode(spec),
    ready,
    template: annotations?.[TEMPLATE_ANNOTATION],
    restarts: roudi?.restartCount ?? 0,
    ...(startedAt === undefined ? {} : { incarnation: startedAt }),
    ...(exitCode === undefined ? {} : { endedCleanly: exitCode === 0 }),
    ...(trouble === undefined ? {} : { trouble: cut(trouble, MOST_TEXT) }),
  };
}

/** A pod of a DaemonSet that no node has taken yet is bound for one by its affinity. */
function intendedNode(spec: Pod['spec']): string | undefined {
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap(({ matchFields = [] }) => matchFields.flatMap(({ values = [] }) => values))[0];
}

function troubleOf(statuses: readonly IContainerStatus[], status: NonNullable<Pod['status']>): string | undefined {
  const { phase, conditions = [] } = status;
  const ended = phase === 'Failed' || phase === 'Succeeded' ? endedBecause(status) : undefined;
  // What its containers say follows from that.
  if (ended !== undefined) {
    return ended;
  }
  for (const { name, state, lastState } of statuses) {
    const end = state?.terminated?.exitCode === 0 ? undefined : (state?.terminated ?? lastState?.terminated);
    const { reason, message } = state?.waiting ?? {};
    if (end !== undefined && state?.running === undefined) {
      return `${name} ended with ${end.exitCode}${end.message === undefined ? '' : `: ${end.message.trim()}`}`;
    }
    if (message !== undefined && reason !== 'PodInitializing') {
      return `${name}: ${message}`;
    }
  }
  return conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message;
}
