import type { Node } from '../../controllers/resources.ts';

/** Why checks of nodes have nothing to do. */
export const NO_NODE = 'the cluster has no node';

const ARCHITECTURES = ['amd64', 'arm64'];

/** As an object in findings. */
export function nameOf({ metadata }: Node): string {
  return `Node ${metadata.name}`;
}

export function conditionOf({ status }: Node, wanted: string) {
  return status?.conditions?.find(({ type }) => type === wanted);
}

/** Such as `linux/amd64`. */
export function platformOf({ metadata, status }: Node): string {
  const { labels = {} } = metadata;
  const os = labels['kubernetes.io/os'] ?? status?.nodeInfo?.operatingSystem ?? 'of an unknown system';
  return `${os}/${labels['kubernetes.io/arch'] ?? status?.nodeInfo?.architecture ?? 'unknown'}`;
}

/** Whether there are images of the operator and the agent for it. */
export function isFit(node: Node): boolean {
  return ARCHITECTURES.some((architecture) => platformOf(node) === `linux/${architecture}`);
}
