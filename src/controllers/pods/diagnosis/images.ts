import { AGENT_CONTAINER, DIRECTORIES_CONTAINER, INSTALL_CONTAINER, ROUDI_CONTAINER } from '../../../pod/names.ts';
import type { ObservedContainer, ObservedPod } from '../observed-pod.ts';

/** Containers whose image the operator chooses. */
const OF_OPERATOR: ReadonlySet<string> = new Set([AGENT_CONTAINER, DIRECTORIES_CONTAINER, INSTALL_CONTAINER]);

/** What execve says of a program for another architecture (ENOEXEC), as runc and shells pass it on. */
const WRONG_FORMAT = /exec format error/i;

/** What to set so that the node can pull the image of a container. */
export function pullRemedy({ metadata, ofDomain }: ObservedPod, { name }: ObservedContainer): string {
  const secrets =
    ofDomain === true
      ? `on the ServiceAccount default of namespace ${metadata.namespace}`
      : 'in spec.template.spec, or on the ServiceAccount of the pods';
  return `${imageField(name)}; a private registry needs imagePullSecrets ${secrets}.`;
}

/** Whether the image of a container was made for another architecture than that of the node. */
export function hasWrongArchitecture({ name, role, waiting, end, lastEnd }: ObservedContainer): boolean {
  const words = [waiting?.message, end?.message, lastEnd?.message];
  return (role !== 'other' || OF_OPERATOR.has(name)) && words.some((text) => WRONG_FORMAT.test(text ?? ''));
}

/** What to set so that the node can run the image of a container. */
export function architectureRemedy({ ofDomain }: ObservedPod, { name }: ObservedContainer): string {
  const selector =
    ofDomain === true
      ? 'kubernetes.io/arch in spec.nodeSelector'
      : 'nodeSelector kubernetes.io/arch in spec.template.spec';
  return `${imageField(name)} to one for the architecture of the node or for several, or keep the pods on other nodes with ${selector}.`;
}

function imageField(container: string): string {
  if (OF_OPERATOR.has(container)) {
    return 'the operator names this image: set agent.image of its chart (--agent-image)';
  }
  return container === ROUDI_CONTAINER
    ? "set spec.roudi.image, or the operator's default (roudi.defaultImage of its chart)"
    : `set the image of container ${container} in spec.template`;
}
