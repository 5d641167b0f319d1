import { Command, Option } from '@commander-js/extra-typings';
import { repeated } from './usage.ts';

export function uninstallCheckCommand() {
  return new Command('uninstall-check')
    .summary('list the objects that still need the operator, before it is uninstalled')
    .description(
      `Lists the objects that still need the operator. The chart runs this command before its uninstallation.

Exit codes: 0 there are none, 1 there are some.`,
    )
    .option('--kubeconfig <path>', "kubeconfig to use (default: $KUBECONFIG, or the pod's service account)")
    .option('--context <name>', 'context of the kubeconfig')
    .addOption(
      new Option('--namespace <name>', 'namespace that the operator watches, repeatable (default: all)').argParser(
        repeated,
      ),
    )
    .option(
      '--release <namespace/name>',
      'release of the chart; objects that it contains are uninstalled with it and do not count',
      '',
    )
    .option('--no-keep-crds', 'the CustomResourceDefinitions are deleted as well')
    .action(async (options) => (await import('./uninstall-check/remaining.ts')).uninstallCheck(options));
}
