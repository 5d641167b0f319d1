import type { IContainerStatus } from 'kubernetes-models/v1/ContainerStatus';
import type { KubeObject } from '../../kube/object.ts';
import { stripColours } from '../../iceoryx/messages.ts';
import { DOMAIN_LABEL, EARLIER_ROUDI_CONTAINER, ROUDI_CONTAINER } from '../../pod/names.ts';
import { endedBecause, type ObservedPod, observedPod } from '../pods/observed-pod.ts';
import { cut } from '../../text.ts';
import { MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Pod } from '../resources.ts';
import { TEMPLATE_ANNOTATION } from './daemon-set.ts';

/** The needed parts of a pod of a domain's RouDi. */
export interface RoudiPod extends KubeObject {
  /** Uid of the DaemonSet that controls it; any user may set our label on a pod. */
  readonly daemonSet: string | undefined;
  readonly node: string | undefined;
  readonly ready: boolean;
  /** Digest of the template that it was made from. */
  readonly template: string | undefined;
  /** When RouDi was started, in the kubelet's notation. */
  readonly incarnation?: string;
  /** Whether RouDi ended with 0, if it has ended. */
  readonly endedCleanly?: boolean;
  /** How often RouDi was restarted in it. */
  readonly restarts: number;
  /** Why it is not ready, as reported by the kubelet or by a container that ended. */
  readonly trouble?: string;
  /** Projection with all containers, by which restarts are detected and the pod is diagnosed. */
  readonly observed?: ObservedPod;
}

export function roudiPod(pod: Pod): RoudiPod {
  const { metadata, spec, status } = pod;
  const { labels, annotations } = metadata;
  const label = labels?.[DOMAIN_LABEL];
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const roudi = statuses.find(({ name }) => name === ROUDI_CONTAINER || name === EARLIER_ROUDI_CONTAINER);
  const startedAt = roudi?.state?.running?.startedAt;
  const exitCode = roudi?.state?.terminated?.exitCode;
  const ready = status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  const trouble = ready ? undefined : troubleOf(statuses, status ?? {});
  const node = spec?.nodeName ?? intendedNode(spec);
  return {
    metadata: {
      ...keptMetadata(metadata, ['deletionTimestamp']),
      ...(label === undefined ? {} : { labels: { [DOMAIN_LABEL]: label } }),
    },
    daemonSet: metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid,
    node,
    ready,
    template: templateDigest(annotations?.[TEMPLATE_ANNOTATION]),
    restarts: roudi?.restartCount ?? 0,
    ...(startedAt === undefined ? {} : { incarnation: startedAt }),
    ...(exitCode === undefined ? {} : { endedCleanly: exitCode === 0 }),
    ...(trouble === undefined ? {} : { trouble: cut(trouble, MOST_TEXT) }),
    observed: observedRoudi(pod, node),
  };
}

/** No app runs in RouDi's pods: what looks like one is the agent's predecessor, under a name of its own. */
function observedRoudi(pod: Pod, node: string | undefined): ObservedPod {
  const observed = observedPod(pod);
  return {
    ...observed,
    ofDomain: true,
    ...(node === undefined ? {} : { node }),
    containers: observed.containers.map((each) => (each.role === 'app' ? { ...each, role: 'agent' } : each)),
  };
}

/** The digest in our annotation, which any user may set to anything. */
function templateDigest(annotation: string | undefined): string | undefined {
  return annotation === undefined ? undefined : cut(annotation, MOST_TEXT);
}

/** The affinity of a DaemonSet's pod that is not scheduled yet names its node. */
function intendedNode(spec: Pod['spec']): string | undefined {
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap(({ matchFields = [] }) => matchFields.flatMap(({ values = [] }) => values))[0];
}

function troubleOf(statuses: readonly IContainerStatus[], status: NonNullable<Pod['status']>): string | undefined {
  const { phase, conditions = [] } = status;
  const ended = phase === 'Failed' || phase === 'Succeeded' ? endedBecause(status) : undefined;
  // The states of containers are a consequence of the end of their pod.
  if (ended !== undefined) {
    return ended;
  }
  for (const { name, state, lastState } of statuses) {
    const end = state?.terminated?.exitCode === 0 ? undefined : (state?.terminated ?? lastState?.terminated);
    const { reason, message } = state?.waiting ?? {};
    if (end !== undefined && state?.running === undefined) {
      return `${name} ended with ${end.exitCode}${end.message === undefined ? '' : `: ${stripColours(end.message).trim()}`}`;
    }
    if (message !== undefined && reason !== 'PodInitializing') {
      return `${name}: ${message}`;
    }
  }
  return conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message;
}
