import { Command, Option } from '@commander-js/extra-typings';
import { clusterOptions } from './kit/cluster.ts';
import { outputOption } from './kit/output.ts';
import { milliseconds, repeated } from './usage.ts';

export function restartCommand() {
  return clusterOptions(
    new Command('restart')
      .summary('restart the pods of an object in the safe order')
      .description(
        `Restarts pods so that apps always end before their RouDi, and waits until samples can flow again. NAME is an IceoryxDeployment, an IceoryxProfile, whose workloads are restarted one after another, an IceoryxDomain, whose RouDis are replaced node by node, or pod/NAME, which is evicted. It says first what it restarts and in which order, and asks on a terminal.

Exit codes: 0 everything is Ready again; 1 something is not, and what comes after it was not begun; 2 the command line is wrong; 130 it was interrupted.`,
      )
      .argument('<name>', 'NAME, ioxd/NAME, ioxprofile/NAME, ioxdom/NAME or pod/NAME')
      .addOption(
        new Option(
          '--workload <kind/name>',
          'of a profile, restart this workload only, such as statefulset/arm; repeatable',
        ).argParser(repeated),
      )
      .option('--dry-run', 'only say what would be restarted, in which order')
      .option('-y, --yes', 'restart without asking')
      .option('--wait', 'wait until everything is Ready again; the default', true)
      .option('--no-wait', 'return as soon as it has begun; only for what needs no order')
      .addOption(
        new Option('--timeout <time>', 'in which each step has to become Ready, such as 90s')
          .argParser((value) => milliseconds('timeout', value))
          .default(300_000, '5m'),
      )
      .addOption(
        outputOption(['json', 'yaml'], 'the plan and what became of it; docs/kubectl/restart.md has its fields'),
      ),
  ).action(async (name, options) => (await import('./restart/restart.ts')).restart(name, options));
}
