import { RELEASES, type ReleaseId } from '../../iceoryx/release.ts';
import { withProgress } from '../../terminal/progress.ts';
import { printableAll } from '../../text.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { findSubject, selectedSubject } from '../kit/subject.ts';
import { POD_KINDS, targetOf } from '../kit/target.ts';
import { examine } from './examine.ts';
import { gather } from './gather.ts';
import { inWords } from './text.ts';

export interface PodsOptions extends ClusterOptions {
  readonly release?: ReleaseId | undefined;
  readonly selector?: string | undefined;
  /** In seconds. */
  readonly since: number;
  readonly output?: 'json' | 'text' | undefined;
}

/** Explains what is wrong in pods. */
export async function diagnosePods(name: string | undefined, options: PodsOptions): Promise<void> {
  const { release, selector, since, output } = options;
  const target = name === undefined ? undefined : targetOf(name, POD_KINDS);
  const evidence = await withCluster(options, async ({ client, access, namespace }) =>
    withProgress('reading pods', async (say) => {
      const subject =
        target === undefined
          ? selectedSubject(namespace, selector)
          : await findSubject(client, target, namespace ?? access.namespace);
      const settings = { release: release === undefined ? undefined : RELEASES[release], sinceMs: since * 1000 };
      return gather(client, subject, settings, say);
    }),
  );
  const diagnosis = printableAll(examine(evidence));
  process.exitCode = diagnosis.findings.length + diagnosis.conditions.length === 0 ? 1 : 0;
  process.stdout.write(output === 'json' ? objectIn('json', diagnosis) : inWords(diagnosis, reader(), evidence.now));
}
