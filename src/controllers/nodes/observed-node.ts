import type { KubeClient } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/object.ts';
import { Reflector } from '../../kube/reflector.ts';
import { NODES } from '../../kube/resource.ts';
import type { Change } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';
import { cut } from '../../text.ts';
import { MOST_TEXT } from '../kit/bounds.ts';
import { keptMetadata } from '../kit/metadata.ts';
import type { Node } from '../resources.ts';
import { RESTART_ALL_CONTAINERS } from './capabilities.ts';

/**
 * An administrator sets it to `false` on a Node on which no RouDi is started outside of pods. There is no other source:
 * the API server does not know about processes outside of pods.
 */
export const ROUDI_RETURNS_ANNOTATION = 'iceoryx.io/roudi-returns';

/** The only list and watch of Nodes in the process. */
export function nodeReflector(client: KubeClient, log: Log): Reflector<Node> {
  return new Reflector<Node>(client, NODES, { log, transform: (node) => cachedNode(node) });
}

/** The needed parts of a node: a cluster may have thousands. Its kubelet writes the status. */
export function cachedNode({ metadata, spec, status }: Node): Node {
  const { declaredFeatures } = (status ?? {}) as { declaredFeatures?: string[] };
  const memory = status?.allocatable?.['memory'];
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const returns = metadata.annotations?.[ROUDI_RETURNS_ANNOTATION];
  return {
    metadata: {
      ...keptMetadata(metadata, ['labels', 'creationTimestamp']),
      ...(returns === undefined ? {} : { annotations: { [ROUDI_RETURNS_ANNOTATION]: cut(returns, MOST_TEXT) } }),
    },
    spec: { taints: spec?.taints },
    status: {
      declaredFeatures: declaredFeatures?.filter((each) => each === RESTART_ALL_CONTAINERS),
      ...(memory === undefined ? {} : { allocatable: { memory } }),
      ...(ready === undefined
        ? {}
        : {
            conditions: [
              { type: ready.type, status: ready.status, message: ready.message && cut(ready.message, MOST_TEXT) },
            ],
          }),
    },
  } as unknown as Node;
}

/** Whether a node can run pods, and its identity. */
export interface ObservedNode extends KubeObject {
  readonly isReady: boolean;
  /** Why the node cannot run pods, as reported by its kubelet or the node lifecycle controller. */
  readonly because: string;
}

export function observedNode({ metadata, status }: Node): ObservedNode {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return {
    metadata: keptMetadata(metadata, ['labels', 'annotations', 'creationTimestamp']),
    isReady: ready?.status === 'True',
    because: ready?.message ?? 'its kubelet has never reported',
  };
}

/** Whether a node has become ready, or is no longer. */
export function changesReadiness({ object, old }: Change<Node>): boolean {
  return old !== undefined && observedNode(object).isReady !== observedNode(old).isReady;
}
