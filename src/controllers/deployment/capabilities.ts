import type { Capabilities } from '../../pod/inject.ts';
import { mayLandOn, type Node } from './eligible-nodes.ts';
import type { IceoryxDeployment } from './resource.ts';

export type { Node };

/** KEP-5532; a node lists it in `status.declaredFeatures` (KEP-5328) where its kubelet honours the rule. */
const RESTART_ALL_CONTAINERS = 'RestartAllContainersOnContainerExits';

/**
 * What every node can do that pods of this object may land on: a pod with a rule that a node does not declare would
 * never be scheduled there.
 */
export function capabilitiesFor({ spec }: IceoryxDeployment, nodes: readonly Node[]): Capabilities {
  const eligible = nodes.filter((node) => mayLandOn(spec.template.spec, node));
  const incapable = eligible.filter((node) => !declaresRestart(node));
  if (eligible.length > 0 && incapable.length === 0) {
    return { restartAllContainers: true };
  }
  const because =
    eligible.length === 0
      ? 'no node that the pods may land on was known'
      : `${incapable.length} of ${eligible.length} nodes that the pods may land on did not declare ${RESTART_ALL_CONTAINERS} (on by default from Kubernetes 1.36), ${incapable[0]?.metadata.name} among them`;
  return { restartAllContainers: false, because };
}

function declaresRestart({ status }: Node): boolean {
  const declared = (status as { declaredFeatures?: readonly string[] } | undefined)?.declaredFeatures;
  return declared?.includes(RESTART_ALL_CONTAINERS) ?? false;
}

/** What of a node bears on this; pods are not looked at anew for the rest. */
export function traitsOf({ metadata, spec, status }: Node): string {
  const declared = (status as { declaredFeatures?: readonly string[] } | undefined)?.declaredFeatures;
  return JSON.stringify([metadata.labels, spec?.taints, declared]);
}
