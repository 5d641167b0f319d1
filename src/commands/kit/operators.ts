import type { KubeClient } from '../../kube/client.ts';
import { isForbidden } from '../../kube/errors.ts';
import type { KubeObject } from '../../kube/object.ts';
import { readPages } from '../../kube/pages.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import { recordAt, wordOf } from '../../pod/workload.ts';

/** A Deployment of the operator. */
export interface OperatorSeen {
  readonly namespace: string;
  readonly name: string;
  readonly image: string;
  /** By the tag of its image, else as the chart has labelled it. */
  readonly version?: string;
  readonly replicas: number;
  readonly ready: number;
  readonly arguments: readonly string[];
}

const SELECTOR = 'app.kubernetes.io/name=iceoryx-operator';
const VERSION_LABEL = 'app.kubernetes.io/version';

/** Where installations are by default, for users who may not look everywhere. */
const USUAL_NAMESPACE = 'iceoryx-system';

/**
 * The operators of the cluster; undefined without the right to list Deployments anywhere.
 *
 * @param namespace where to look as well if not everywhere is allowed
 */
export async function operatorsIn(
  client: KubeClient,
  signal?: AbortSignal,
  namespace = USUAL_NAMESPACE,
): Promise<OperatorSeen[] | undefined> {
  const all = await listed(client, undefined, signal);
  if (all !== undefined) {
    return all;
  }
  const places = [...new Set([USUAL_NAMESPACE, namespace])];
  const some = await Promise.all(places.map(async (place) => listed(client, place, signal)));
  const found = some.flatMap((each) => each ?? []);
  // None where one may look says nothing about other places.
  return found.length > 0 ? found : undefined;
}

async function listed(
  client: KubeClient,
  namespace: string | undefined,
  signal: AbortSignal | undefined,
): Promise<OperatorSeen[] | undefined> {
  const found: OperatorSeen[] = [];
  try {
    await readPages(client, DEPLOYMENTS, { namespace, labelSelector: SELECTOR, signal }, (object) => {
      found.push(operatorOf(object));
    });
    return found;
  } catch (error) {
    if (isForbidden(error)) {
      return undefined;
    }
    throw error;
  }
}

/** What a Deployment says of the operator in it. */
export function operatorOf(deployment: KubeObject): OperatorSeen {
  const { name, namespace = '', labels = {} } = deployment.metadata;
  const { containers } = recordAt(deployment, ['spec', 'template', 'spec']);
  const all = Array.isArray(containers) ? containers.map((one: unknown) => recordAt(one, [])) : [];
  const runs = all.find(({ args }) => Array.isArray(args) && args[0] === 'run');
  const { image, args } = runs ?? all[0] ?? {};
  const version = typeof image === 'string' ? (versionOfTag(image) ?? labels[VERSION_LABEL]) : labels[VERSION_LABEL];
  return {
    namespace,
    name,
    image: typeof image === 'string' ? image : '',
    ...(version === undefined ? {} : { version }),
    replicas: countAt(deployment, 'spec', 'replicas') ?? 1,
    ready: countAt(deployment, 'status', 'readyReplicas') ?? 0,
    arguments: Array.isArray(args) ? args.map(wordOf) : [],
  };
}

/** The version that the tag of an image is; undefined for another tag, or a digest only. */
export function versionOfTag(image: string): string | undefined {
  return /:v?(?<version>\d+\.\d+\.\d+[\w.-]*)(?:@|$)/.exec(image)?.groups?.['version'];
}

/** The value of an option on an operator's command line, `--NAME=VALUE` or `--NAME VALUE`. */
export function argumentOf({ arguments: words }: OperatorSeen, name: string): string | undefined {
  const at = words.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const [word, next] = at === -1 ? [] : words.slice(at);
  return word?.includes('=') === true ? word.slice(word.indexOf('=') + 1) : next;
}

function countAt(object: KubeObject, part: string, field: string): number | undefined {
  const value = recordAt(object, [part])[field];
  return typeof value === 'number' ? value : undefined;
}
