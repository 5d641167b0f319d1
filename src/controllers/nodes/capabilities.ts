import type { Domain } from '../../pod/domain.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { Node, IceoryxDeployment } from '../resources.ts';
import { mayLandOn, type PodPlacement } from './eligible-nodes.ts';

/** KEP-5532; a node lists it in `status.declaredFeatures` (KEP-5328) where its kubelet honours the rule. */
const RESTART_ALL_CONTAINERS = 'RestartAllContainersOnContainerExits';

/**
 * What every node can do that pods of this object may land on: a pod with a rule that a node does not declare would
 * never be scheduled there.
 */
export function capabilitiesFor(
  { spec }: Pick<IceoryxDeployment, 'spec'>,
  nodes: readonly Node[],
  domain?: Domain,
): Capabilities {
  const { nodeSelector } = spec.template.spec;
  const pod = { ...spec.template.spec, nodeSelector: { ...domain?.nodeSelector, ...nodeSelector } };
  return capabilitiesOfPods(pod, nodes);
}

/** The same of any pods. */
export function capabilitiesOfPods(pod: PodPlacement, nodes: readonly Node[]): Capabilities {
  const eligible = nodes.filter((node) => mayLandOn(pod, node));
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

/** Whether the operator has containers renewed in place: as the nodes declare, or as its administrator says. */
export const RENEWALS = ['auto', 'always', 'never'] as const;

/** Capabilities assumed without reading Nodes, which are cluster-scoped; undefined where Nodes are watched. */
export function assumedCapabilities(
  renewal: (typeof RENEWALS)[number],
  namespaces: readonly string[] | undefined,
): Capabilities | undefined {
  switch (renewal) {
    case 'always':
      return { restartAllContainers: true, because: 'the operator was told so, by --renew-in-place=always' };
    case 'never':
      return { restartAllContainers: false, because: 'the operator was told so, by --renew-in-place=never' };
    case 'auto':
      return namespaces === undefined
        ? undefined
        : {
            restartAllContainers: false,
            because: `an operator of some namespaces does not look at nodes; start it with --renew-in-place=always where all nodes declare ${RESTART_ALL_CONTAINERS} (on by default from Kubernetes 1.36)`,
          };
  }
}

/** Whether a change of a node affects capabilities; no other change is a reason to reconcile. */
export function changesCapabilities({ object, old }: { object: Node; old?: Node }): boolean {
  return old === undefined || traitsOf(object) !== traitsOf(old);
}

function traitsOf({ metadata, spec, status }: Node): string {
  const declared = (status as { declaredFeatures?: readonly string[] } | undefined)?.declaredFeatures;
  return JSON.stringify([metadata.labels, spec?.taints, declared]);
}
