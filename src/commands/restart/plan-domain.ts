import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import type { IceoryxDomain, Pod } from '../../controllers/resources.ts';
import type { KubeObject } from '../../kube/object.ts';
import { claimName } from '../../pod/domain.ts';
import { printable } from '../../text.ts';
import { appsOn, controllerOf, unreadyIn } from './pods.ts';
import type { RestartPlan, RoudiStep, Skipped } from './plan.ts';

/** A domain with what it consists of. */
export interface DomainParts {
  readonly object: IceoryxDomain;
  /** The DaemonSet of its name. */
  readonly child: KubeObject | undefined;
  /** Pods with its label, in its namespace. */
  readonly roudis: readonly KubeObject[];
  /** Pods that may be those of apps. */
  readonly pods: readonly KubeObject[];
  /** The namespaces that they were looked for in; all if undefined. */
  readonly namespaces?: readonly string[] | undefined;
}

/**
 * The restart of a domain: its RouDis are replaced node by node, those first that are not ready, as after a change of the
 * domain (`planRollingUpdate`). The end of RouDi's pod is safe however it comes: apps are asked to go before RouDi does.
 *
 * @throws Error if it cannot be restarted
 */
export function planDomain(parts: DomainParts): RestartPlan {
  const { object, child, roudis } = parts;
  const { name, namespace = '', deletionTimestamp } = object.metadata;
  const called = `IceoryxDomain ${namespace}/${name}`;
  if (deletionTimestamp !== undefined) {
    throw new Error(`${called} is being deleted`);
  }
  if (child === undefined) {
    throw new Error(`${called} has no DaemonSet: ${unreadyIn(object) ?? 'no operator has taken it up yet'}`);
  }
  const away = new Map(
    object.status?.nodes?.flatMap(({ name: node, roudi, message = '' }) =>
      roudi === 'NodeNotReady' ? [[node, message] as const] : [],
    ),
  );
  const seen = roudis
    .filter((pod) => controllerOf(pod) === child.metadata.uid && pod.metadata.deletionTimestamp === undefined)
    .map((pod) => ({ pod, observed: roudiPod(pod as Pod) }))
    .toSorted((a, b) => Number(a.observed.ready) - Number(b.observed.ready) || byNode(a.observed, b.observed));
  const skipped: Skipped[] = [];
  const steps: RoudiStep[] = [];
  for (const { pod, observed } of seen) {
    const { node } = observed;
    const why = node === undefined ? 'its pod is on no node' : away.get(node);
    if (node === undefined || why !== undefined) {
      skipped.push({ kind: 'Pod', name: pod.metadata.name, why: printable(why ?? '') });
    } else {
      steps.push(roudiStep(object, pod, node, parts));
    }
  }
  return {
    object: { kind: 'IceoryxDomain', namespace, name },
    how: 'RouDi is replaced node by node; on each node apps end before it, and start again with the new one',
    steps,
    atATime: object.spec.maxUnavailable ?? 1,
    skipped,
    notes: [
      ...(steps.length === 0 ? ['RouDi runs on no node'] : []),
      ...(parts.namespaces === undefined
        ? []
        : [`apps are waited for in these namespaces, as you may not list pods in all: ${parts.namespaces.join(', ')}`]),
    ],
  };
}

/** The replacement of one RouDi. */
export function roudiStep(
  { metadata: { name, namespace = '' } }: Pick<IceoryxDomain, 'metadata'>,
  { metadata }: KubeObject,
  node: string,
  { pods, namespaces }: Pick<DomainParts, 'namespaces' | 'pods'>,
): RoudiStep {
  return {
    is: 'RouDi',
    node,
    namespace,
    domain: name,
    pod: metadata.name,
    uid: metadata.uid ?? '',
    apps: appsOn(node, pods, claimName(namespace, name)),
    ...(namespaces === undefined ? {} : { namespaces }),
  };
}

function byNode(a: { readonly node: string | undefined }, b: { readonly node: string | undefined }): number {
  return (a.node ?? '') < (b.node ?? '') ? -1 : 1;
}
