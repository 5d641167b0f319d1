import type { INode } from 'kubernetes-models/v1/Node';
import type { Typed } from '../../kube/object.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { IceoryxDeployment } from './resource.ts';

export type Node = Typed<INode>;

/** KEP-5532; a node lists it in `status.declaredFeatures` (KEP-5328) where its kubelet honours the rule. */
const RESTART_ALL_CONTAINERS = 'RestartAllContainersOnContainerExits';

/**
 * What every node can do that pods of this object may land on: a pod with a rule that a node does not declare would
 * never be scheduled there.
 */
export function capabilitiesFor({ spec }: IceoryxDeployment, nodes: readonly Node[]): Capabilities {
  const selector = Object.entries(spec.template.spec.nodeSelector ?? {});
  const eligible = nodes.filter(({ metadata }) => selector.every(([key, value]) => metadata.labels?.[key] === value));
  return { restartAllContainers: eligible.length > 0 && eligible.every(declaresRestart) };
}

function declaresRestart({ status }: Node): boolean {
  const declared = (status as { declaredFeatures?: readonly string[] } | undefined)?.declaredFeatures;
  return declared?.includes(RESTART_ALL_CONTAINERS) ?? false;
}
