import { mayLandOn } from '../nodes/eligible-nodes.ts';
import type { Node, IceoryxDomain } from '../resources.ts';
import { observedNode } from '../nodes/observed-node.ts';
import type { DomainObservation } from './observe.ts';
import { isAvailable } from './rolling-update.ts';

/** Whether RouDi should run on a node. */
export function isSelected({ spec }: IceoryxDomain, node: Node): boolean {
  return mayLandOn({ nodeSelector: spec.nodeSelector ?? {}, tolerations: (spec.tolerations ?? []) as never }, node);
}

/**
 * Nodes on which RouDi should be and is not ready. Nodes that are not ready themselves do not count: nothing runs
 * there.
 */
export function nodesWithoutRoudi({ object, nodes, assumed, pods }: DomainObservation): string[] {
  if (object.metadata.deletionTimestamp !== undefined) {
    return [];
  }
  const there = new Set(pods.filter(isAvailable).map(({ node }) => node));
  const wanted =
    assumed === undefined
      ? nodes
          .filter((node) => isSelected(object, node) && observedNode(node).isReady)
          .map(({ metadata }) => metadata.name)
      : pods.flatMap(({ node }) => node ?? []);
  return [...new Set(wanted)].filter((node) => !there.has(node));
}
