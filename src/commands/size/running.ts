import type { Pod } from '../../controllers/resources.ts';
import { releaseOfImage, type ReleaseId } from '../../iceoryx/release.ts';
import type { KubeClient } from '../../kube/client.ts';
import { objectKey } from '../../kube/object.ts';
import { ROUDI_CONTAINER } from '../../pod/names.ts';
import { withProgress } from '../../terminal/progress.ts';
import { agentStatusOf, execFailure } from '../kit/agent-status.ts';
import { atOnce } from '../kit/at-once.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { poolUsageOf } from '../kit/pool-usage.ts';
import { findSubject, listPods } from '../kit/subject.ts';
import { POD_KINDS, targetOf } from '../kit/target.ts';
import { type PodUse, type UsageSizing, usageSizingOf } from './usage.ts';

const AT_ONCE = 8;

/**
 * What the running RouDis of an object, or that of a pod, have used of their pools.
 *
 * @param otherwise the release of RouDis whose images do not tell it
 * @throws Error naming what was looked for, or why no pool is known
 */
export async function usageOf(
  words: string,
  options: ClusterOptions,
  sparePercent: number,
  otherwise: ReleaseId,
): Promise<UsageSizing> {
  const target = targetOf(words, POD_KINDS);
  return withCluster(options, async ({ client, access, namespace = access.namespace }) =>
    withProgress('Reading the pools of RouDi', async () => {
      const subject = await findSubject(client, target, namespace);
      const pods = (await listPods(client, subject.sources)).filter((pod) => imageOf(pod) !== undefined);
      if (pods.length === 0) {
        throw new Error(
          `${subject.name} in namespace ${subject.namespace} has no pods with a RouDi of their own; of apps that share one, name the domain, such as ioxdom/robot`,
        );
      }
      const [image] = pods.flatMap((pod) => imageOf(pod) ?? []);
      const uses = await atOnce(pods, AT_ONCE, async (pod) => useOf(client, pod));
      return usageSizingOf(subject.name, uses, sparePercent, releaseOfImage(image ?? '')?.id ?? otherwise);
    }),
  );
}

/** Image of the RouDi in a pod; undefined if it has none. */
function imageOf({ spec }: Pod): string | undefined {
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return containers.find(({ name }) => name === ROUDI_CONTAINER)?.image;
}

async function useOf(client: KubeClient, pod: Pod): Promise<PodUse> {
  try {
    const { roudi, segments } = await agentStatusOf(client, pod);
    const pools = await poolUsageOf(client, objectKey(pod), segments);
    return { pod: objectKey(pod), ageSeconds: roudi?.ageSeconds ?? null, pools };
  } catch (error) {
    return { pod: objectKey(pod), reason: execFailure(error, pod) };
  }
}
