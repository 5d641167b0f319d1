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
  /** As the chart has labelled it. */
  readonly version?: string;
  readonly replicas: number;
  readonly ready: number;
  readonly arguments: readonly string[];
}

const SELECTOR = 'app.kubernetes.io/name=iceoryx-operator';
const VERSION_LABEL = 'app.kubernetes.io/version';

/** The operators of the cluster; undefined without the right to list Deployments in all namespaces. */
export async function operatorsIn(client: KubeClient, signal?: AbortSignal): Promise<OperatorSeen[] | undefined> {
  const found: OperatorSeen[] = [];
  try {
    await readPages(client, DEPLOYMENTS, { labelSelector: SELECTOR, signal }, (object) => {
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
  const container: unknown = Array.isArray(containers) ? containers[0] : undefined;
  const { image, args } = recordAt(container, []);
  const version = labels[VERSION_LABEL];
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
