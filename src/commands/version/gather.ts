import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isForbidden } from '../../kube/errors.ts';
import { readPages } from '../../kube/pages.ts';
import { PODS } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';
import { argumentOf, operatorsIn } from '../kit/operators.ts';
import { DEFINITIONS } from '../kit/resources.ts';
import { definitionOf, ImageCounter, operatorVersion } from './view.ts';
import type { ClusterVersions, DefinitionVersion } from './versions.ts';

const GROUP = 'iceoryx.io';
/** Pods that have an agent. A label selector has no "or". */
const SELECTORS = [
  DEPLOYMENT_LABEL,
  DOMAIN_LABEL,
  `${PROFILE_LABEL},${INJECT_LABEL}!=false`,
  `${INJECT_LABEL}=true,!${PROFILE_LABEL}`,
];
/** A cluster that does not answer is told soon. */
const FIRST_ANSWER_MS = 10_000;

/**
 * Reads the versions of everything in a cluster. What may not be read is left out, with the reason.
 *
 * @param given the namespace that the user has named; its pods are counted
 * @param usual the namespace whose pods are counted if not all may be
 */
export async function gatherVersions(
  client: KubeClient,
  given: string | undefined,
  usual: string,
): Promise<ClusterVersions> {
  const server = await client.version({ timeoutMs: FIRST_ANSWER_MS });
  const unread: { what: string; why: string }[] = [];
  const attempt = async <T>(what: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      unread.push({ what, why: error.detail });
      return undefined;
    }
  };
  const [operators, pods, definitions] = await Promise.all([
    attempt('operators', async () => operatorsIn(client, undefined, given ?? usual)),
    attempt('pods', async () => countPods(client, given, usual)),
    attempt('definitions', async () => definitionsIn(client)),
  ]);
  if (operators === undefined && unread.every(({ what }) => what !== 'operators')) {
    unread.push({ what: 'operators', why: 'you may not list Deployments in all namespaces' });
  }
  return {
    server: server.gitVersion ?? 'unknown',
    ...(operators === undefined
      ? {}
      : { operators: operators.map((each) => operatorVersion(each, argumentOf(each, 'agent-image'))) }),
    ...(pods === undefined ? {} : { agents: pods.counter.agents, roudis: pods.counter.roudis }),
    ...(definitions === undefined ? {} : { definitions }),
    ...(pods?.namespace === undefined ? {} : { podsOf: pods.namespace }),
    unread: unread.toSorted((a, b) => (a.what < b.what ? -1 : 1)),
  };
}

async function countPods(
  client: KubeClient,
  given: string | undefined,
  usual: string,
): Promise<{ readonly counter: ImageCounter; readonly namespace: string | undefined }> {
  const count = async (namespace: string | undefined): Promise<ImageCounter> => {
    const counter = new ImageCounter();
    const seen = new Set<string | undefined>();
    for (const labelSelector of SELECTORS) {
      await readPages(client, PODS, { namespace, labelSelector }, (pod) => {
        if (!seen.has(pod.metadata.uid)) {
          seen.add(pod.metadata.uid);
          counter.count(pod);
        }
      });
    }
    return counter;
  };
  try {
    return { counter: await count(given), namespace: given };
  } catch (error) {
    if (given !== undefined || !isForbidden(error)) {
      throw error;
    }
    return { counter: await count(usual), namespace: usual };
  }
}

async function definitionsIn(client: KubeClient): Promise<DefinitionVersion[]> {
  const found: DefinitionVersion[] = [];
  await readPages(
    client,
    DEFINITIONS,
    { labelSelector: 'app.kubernetes.io/part-of=iceoryx-operator' },
    (definition) => {
      if (definition.metadata.name.endsWith(`.${GROUP}`)) {
        found.push(definitionOf(definition));
      }
    },
  );
  return found;
}
