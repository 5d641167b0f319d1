import { Command, Option } from '@commander-js/extra-typings';
import { allNamespacesOption, clusterOptions } from './kit/cluster.ts';
import { seconds } from './usage.ts';

export function reportCommand() {
  return allNamespacesOption(
    clusterOptions(
      new Command('report')
        .summary('pack what an issue needs into one archive, without secrets')
        .description(
          `Writes an archive for an issue: objects, Events, logs, what agents tell,
versions, and what messages in the logs mean. Values of environment variables,
tokens and names of image registries are taken out, and Secrets are never read.
Its first file lists what is in it. Look through it before you post it.

With names, the report is about these objects or pods, and what they use.`,
        )
        .argument(
          '[names...]',
          'objects or pods, as NAME, ioxd/NAME, ioxprofile/NAME, ioxdom/NAME, ioxsweep/NAME or pod/NAME (default: all)',
        ),
    ),
  )
    .addOption(
      new Option('--file <path>', 'archive to write, - for standard output (default: iceoryx-report-TIME.tar.gz)'),
    )
    .addOption(
      new Option('--since <duration>', 'only logs and Events of the last time, such as 90s, 30m or 24h').argParser(
        (value) => seconds('since', value),
      ),
    )
    .option('--no-logs', 'without logs')
    .option('--anonymous', 'replace names of nodes and IP addresses by numbers')
    .action(async (names, options) => (await import('./report/report.ts')).report(names, options));
}
