import manifest from '../../../package.json' with { type: 'json' };
import { withProgress } from '../../terminal/progress.ts';
import { type ClusterOptions, withCluster } from '../kit/cluster.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { gatherVersions } from './gather.ts';
import { clusterInWords } from './text.ts';
import { type VersionView, viewOf } from './view.ts';
import type { ClientVersion } from './versions.ts';

export interface VersionOptions extends ClusterOptions {
  readonly client?: true | undefined;
  readonly output?: 'json' | 'yaml' | undefined;
}

/**
 * Prints the versions of this program and of the cluster. That of this program is printed also if the cluster cannot be
 * reached, for reports.
 *
 * @param own the line of this program
 */
export async function version(own: string, options: VersionOptions): Promise<void> {
  const client: ClientVersion = {
    version: manifest.version,
    node: process.version,
    platform: `${process.platform}/${process.arch}`,
  };
  const { output } = options;
  const print = (view: VersionView): void => {
    process.stdout.write(output === undefined ? clusterInWords(view, reader()) : objectIn(output, view));
  };
  if (output === undefined) {
    process.stdout.write(own);
  }
  if (options.client === true) {
    print({ client });
    return;
  }
  try {
    const versions = await withProgress('Asking the cluster', async () =>
      withCluster(options, async ({ client: api, access }) => gatherVersions(api, options.namespace, access.namespace)),
    );
    print(viewOf(client, versions));
  } catch (error) {
    if (output !== undefined) {
      print({ client });
    }
    throw error;
  }
}
