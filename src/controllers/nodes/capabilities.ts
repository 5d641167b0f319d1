import type { Domain } from '../../pod/domain.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { Node, IceoryxDeployment } from '../resources.ts';
import { mayLandOn, type PodPlacement } from './eligible-nodes.ts';

/** KEP-5532. A node lists it in `status.declaredFeatures` (KEP-5328) if its kubelet honours the rule. */
export const RESTART_ALL_CONTAINERS = 'RestartAllContainersOnContainerExits';

/**
 * The capabilities that all nodes have on which pods of this object may land. A pod with a rule that a node does not
 * declare would never be scheduled there.
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

/** The capabilities that all nodes have on which such pods may land. */
export function capabilitiesOfPods(pod: PodPlacement, nodes: readonly Node[]): Capabilities {
  const eligible = nodes.filter((node) => mayLandOn(pod, node));
  const incapable = eligible.filter((node) => !declaresRestart(node));
  if (eligible.length > 0 && incapable.length === 0) {
    return { restartAllContainers: true };
  }
  const because =
    eligible.length === 0
      ? 'no node for the pods was known'
      : `${incapable.length} of ${eligible.length} nodes for the pods did not declare ${RESTART_ALL_CONTAINERS} (on by default from Kubernetes 1.36), ${incapable[0]?.metadata.name} among them`;
  return { restartAllContainers: false, because };
}

function declaresRestart({ status }: Node): boolean {
  const declared = (status as { declaredFeatures?: readonly string[] } | undefined)?.declaredFeatures;
  return declared?.includes(RESTART_ALL_CONTAINERS) ?? false;
}

/** Whether containers are restarted in place: `auto` if the nodes declare it, otherwise as the administrator sets. */
export const RENEWALS = ['auto', 'always', 'never'] as const;

/** Capabilities assumed without reading Nodes, which are cluster-scoped; undefined where Nodes are watched. */
export function assumedCapabilities(
  renewal: (typeof RENEWALS)[number],
  namespaces: readonly string[] | undefined,
): Capabilities | undefined {
  switch (renewal) {
    case 'always':
      return { restartAllContainers: true, because: 'set by --renew-in-place=always of the operator' };
    case 'never':
      return { restartAllContainers: false, because: 'set by --renew-in-place=never of the operator' };
    case 'auto':
      return namespaces === undefined
        ? undefined
        : {
            restartAllContainers: false,
            because: `an operator with --namespace does not read nodes; start it with --renew-in-place=always if all nodes declare ${RESTART_ALL_CONTAINERS} (on by default from Kubernetes 1.36)`,
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
