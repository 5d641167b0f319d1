import { poolsIn, type PoolUse, tableRange } from '../../iceoryx/pool-tables.ts';
import type { KubeClient } from '../../kube/client.ts';
import { ApiError } from '../../kube/errors.ts';
import { ROUDI_CONTAINER, SHM_DIRECTORY } from '../../pod/names.ts';
import type { AgentSegment } from './agent-status.ts';

/** How container runtimes say that an image lacks a program. */
const NO_PROGRAM = /executable file not found|no such file or directory/;

/**
 * Reads how many chunks of RouDi's pools are in use, from RouDi's own tables in its management segment, by `od` in its
 * container. Nothing is written, and RouDi does not notice it. iceoryx's own way, iox-introspection-client, needs 40 MB in
 * a container that has 16 MiB to spare, and ends without leaving, by which a RouDi 2.0 that is stopped soon aborts.
 *
 * @param key of a pod with a RouDi
 * @param segments as its agent sees them
 * @throws Error with the reason in words
 */
export async function poolUsageOf(
  client: Pick<KubeClient, 'exec'>,
  key: string,
  segments: readonly AgentSegment[],
  options: { readonly signal?: AbortSignal | undefined; readonly timeoutMs?: number | undefined } = {},
): Promise<PoolUse[]> {
  const range = tableRange(segments);
  if (range === undefined) {
    throw new Error('RouDi has no segments of a release whose tables are known');
  }
  const { file, offset, length } = range;
  const command = ['od', '-A', 'n', '-v', '-t', 'u4', '-j', `${offset}`, '-N', `${length}`, `${SHM_DIRECTORY}/${file}`];
  const { stdout, stderr, exitCode } = await client
    .exec(key, { ...options, container: ROUDI_CONTAINER, command })
    .catch((error: unknown) => {
      throw error instanceof ApiError && NO_PROGRAM.test(error.detail)
        ? new Error("RouDi's image has no od, by which they could be read", { cause: error })
        : error;
    });
  if (exitCode !== 0) {
    throw new Error(`od in RouDi's container ended with ${exitCode}: ${stderr.trim()}`);
  }
  const pools = poolsIn(stdout.trim().split(/\s+/).map(Number), range, segments);
  if (pools === undefined) {
    throw new Error("RouDi's tables are not where its release has them: it is of another build");
  }
  return pools;
}
