import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import { AGENT_IMAGE, repeated } from '../usage.ts';

/** Adds the options of commands that make pods without a cluster. */
export function renderOptions<A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) {
  return command
    .addOption(
      new Option(
        '-f, --filename <file>',
        'file to read, - for standard input, or a directory with files ending in .yaml, .yml or .json; repeatable',
      ).argParser(repeated),
    )
    .addOption(
      new Option(
        '--profile <file>',
        'more files with IceoryxProfiles and IceoryxDomains; if they contain one profile alone, it is that of pods that ask by the label iceoryx.io/inject: "true" and name none',
      ).argParser(repeated),
    )
    .option(
      '--kubernetes <version>',
      'version of the nodes; before 1.36 containers cannot be restarted in place',
      '1.36',
    )
    .option('--default-roudi-image <image>', "the operator's, for objects that name none in spec.roudi.image")
    .option('--agent-image <image>', "the operator's", AGENT_IMAGE)
    .option(
      '--agent-image-pull-policy <policy>',
      "the operator's: IfNotPresent, Always or Never (default: Kubernetes' own)",
    );
}
