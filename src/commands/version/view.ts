import { AGENT_CONTAINER, EARLIER_AGENT_CONTAINER, EARLIER_ROUDI_CONTAINER, ROUDI_CONTAINER } from '../../pod/names.ts';
import { releaseOfImage } from '../../iceoryx/release.ts';
import type { KubeObject } from '../../kube/object.ts';
import { recordAt } from '../../pod/workload.ts';
import type { OperatorSeen } from '../kit/operators.ts';
import { versionOfTag } from '../kit/operators.ts';
import { type Skew, skewIn } from './skew.ts';
import type {
  ClientVersion,
  ClusterVersions,
  DefinitionVersion,
  ImageCount,
  OperatorVersion,
  RoudiCount,
} from './versions.ts';

/** The document of `-o json`. */
export interface VersionView {
  readonly client: ClientVersion;
  readonly cluster?: ClusterVersions & { readonly skew: readonly Skew[] };
}

export function viewOf(client: ClientVersion, cluster: ClusterVersions): VersionView {
  return { client, cluster: { ...cluster, skew: skewIn(client, cluster) } };
}

export function operatorVersion(seen: OperatorSeen, agentImage?: string): OperatorVersion {
  const { namespace, name, image, version, replicas, ready } = seen;
  return {
    namespace,
    name,
    image,
    ...(version === undefined ? {} : { version }),
    replicas,
    ready,
    ...(agentImage === undefined ? {} : { agentImage }),
  };
}

/** Counts the pods by the images of their agents and RouDis, the most frequent first. */
export class ImageCounter {
  readonly #agents = new Map<string, number>();
  readonly #roudis = new Map<string, number>();

  count(pod: KubeObject): void {
    const { phase } = recordAt(pod, ['status']);
    if (phase === 'Succeeded' || phase === 'Failed') {
      return;
    }
    const spec = recordAt(pod, ['spec']);
    const containers = ['initContainers', 'containers'].flatMap((field) =>
      Array.isArray(spec[field]) ? spec[field].map((one: unknown) => recordAt(one, [])) : [],
    );
    const hasAgent = containers.some(({ name }) => name === AGENT_CONTAINER);
    // Before 0.2 the names were words that any container may have.
    const earlier = hasAgent ? undefined : containers.find(({ name }) => name === EARLIER_AGENT_CONTAINER);
    const isOurs = hasAgent || earlier !== undefined;
    for (const { name, image } of containers) {
      if (typeof image !== 'string' || !isOurs) {
        continue;
      }
      if (name === AGENT_CONTAINER || (!hasAgent && name === EARLIER_AGENT_CONTAINER)) {
        this.#agents.set(image, (this.#agents.get(image) ?? 0) + 1);
      } else if (name === ROUDI_CONTAINER || (!hasAgent && name === EARLIER_ROUDI_CONTAINER)) {
        this.#roudis.set(image, (this.#roudis.get(image) ?? 0) + 1);
      }
    }
  }

  get agents(): ImageCount[] {
    return counted(this.#agents);
  }

  get roudis(): RoudiCount[] {
    return counted(this.#roudis).map((one) => {
      const release = releaseOfImage(one.image)?.id;
      return { ...one, ...(release === undefined ? {} : { release }) };
    });
  }
}

function counted(images: ReadonlyMap<string, number>): ImageCount[] {
  return [...images]
    .map(([image, pods]) => {
      const version = versionOfTag(image);
      return { image, ...(version === undefined ? {} : { version }), pods };
    })
    .toSorted((a, b) => b.pods - a.pods || (a.image < b.image ? -1 : 1));
}

/** What a CustomResourceDefinition says of its version. */
export function definitionOf(definition: KubeObject): DefinitionVersion {
  const { versions } = recordAt(definition, ['spec']);
  const served = Array.isArray(versions)
    ? versions.map((one: unknown) => recordAt(one, [])).filter((one) => one['served'] === true)
    : [];
  const version = definition.metadata.labels?.['app.kubernetes.io/version'];
  return {
    name: definition.metadata.name,
    ...(version === undefined ? {} : { version }),
    served: served.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
  };
}
