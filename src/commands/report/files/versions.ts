import {
  AGENT_CONTAINER,
  EARLIER_AGENT_CONTAINER,
  EARLIER_ROUDI_CONTAINER,
  ROUDI_CONTAINER,
} from '../../../pod/names.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { NODES, PODS } from '../../../kube/resource.ts';
import { recordAt, wordOf } from '../../../pod/workload.ts';
import type { Collection } from '../gather/collection.ts';
import { listAt } from '../records.ts';

/** Versions of everything that takes part. */
export interface Versions {
  readonly client: string;
  readonly node: string;
  /** Of the API server; undefined if it does not tell. */
  readonly kubernetes: string | undefined;
  readonly operators: readonly { readonly name: string; readonly image: string; readonly chart: string }[];
  /** Images of containers, each with the number of pods that have it. */
  readonly roudi: Readonly<Record<string, number>>;
  readonly agents: Readonly<Record<string, number>>;
  /** As agents tell it, each with the number of pods. */
  readonly agentVersions: Readonly<Record<string, number>>;
  /** Kubelet, runtime, kernel, system and architecture, each with the number of nodes that have them. */
  readonly nodes: Readonly<Record<string, number>>;
}

/** The versions that objects show. */
export function versionsIn(
  collection: Collection,
  operators: readonly KubeObject[],
): Omit<Versions, 'agentVersions' | 'client' | 'kubernetes' | 'node'> {
  const pods = collection.of(PODS);
  return {
    operators: operators.map((deployment) => ({
      name: `${deployment.metadata.namespace}/${deployment.metadata.name}`,
      image: imagesOf(recordAt(deployment, ['spec', 'template', 'spec']), () => true).join(' '),
      chart: deployment.metadata.labels?.['helm.sh/chart'] ?? '',
    })),
    roudi: counted(pods.flatMap(({ spec }) => imagesOf(spec, isNamed(ROUDI_CONTAINER, EARLIER_ROUDI_CONTAINER)))),
    agents: counted(pods.flatMap(({ spec }) => imagesOf(spec, isNamed(AGENT_CONTAINER, EARLIER_AGENT_CONTAINER)))),
    nodes: counted(collection.of(NODES).map(nodeInWords)),
  };
}

function isNamed(...names: readonly string[]): (name: unknown) => boolean {
  return (name) => names.includes(String(name));
}

function imagesOf(spec: unknown, isWanted: (name: unknown) => boolean): string[] {
  return [...listAt(spec, ['initContainers']), ...listAt(spec, ['containers'])].flatMap(({ name, image }) =>
    isWanted(name) && typeof image === 'string' ? [image] : [],
  );
}

function nodeInWords({ status }: KubeObject): string {
  const info = recordAt(status, ['nodeInfo']);
  const parts = ['kubeletVersion', 'containerRuntimeVersion', 'kernelVersion', 'osImage', 'architecture'];
  return parts.map((part) => wordOf(info[part])).join(', ');
}

/** How often each word is there. */
export function counted(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]));
}
