import { orAborted } from '../../../runtime/clock.ts';
import type { Say } from '../../../terminal/progress.ts';
import { checksFor } from '../../check/checks.ts';
import { readersFor } from '../../check/gather/readers.ts';
import { Absent, Source } from '../../check/gather/source.ts';
import { type Outcome, perform } from '../../check/perform.ts';
import type { Cluster, ClusterOptions } from '../../kit/cluster.ts';

/**
 * What `kubectl iceoryx check` says. Of the checks that need a Secret it says that they were skipped: a report reads
 * none.
 */
export async function readChecks(
  cluster: Cluster,
  options: ClusterOptions,
  { say, signal }: { readonly say: Say; readonly signal: AbortSignal },
): Promise<Outcome[]> {
  const source = new Source({
    ...readersFor(cluster, options, { say, signal }),
    webhookSecrets: () => Promise.reject(new Absent('a report reads no Secrets')),
  });
  const checks = checksFor({ pre: false, sweep: false });
  return orAborted(Promise.all(checks.map((check) => perform(check, source))), signal);
}
