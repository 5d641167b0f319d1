import { Command, Option } from '@commander-js/extra-typings';
import { PROVEN_RELEASES } from '../iceoryx/release.ts';
import { choiceOption, wholeNumber } from './usage.ts';

const RELEASES = PROVEN_RELEASES.map(({ id }) => id);

export function diagnoseCommand() {
  return new Command('diagnose')
    .summary('explain messages of RouDi and apps, and how to fix their cause')
    .description(
      `Explains messages of RouDi or an app: their meaning, their cause and how to fix it. For example
  kubectl logs POD -c CONTAINER | kubectl iceoryx diagnose

Exit codes: 0 a known message was found, 1 none was.`,
    )
    .option('-f, --filename <file>', 'log to read, - for standard input', '-')
    .addOption(choiceOption('--release <line>', 'of iceoryx, instead of all', RELEASES))
    .addOption(choiceOption('--role <who>', 'program that wrote it, instead of either', ['roudi', 'app']))
    .addOption(
      new Option('--exit-code <n>', 'exit code of the program, as Kubernetes reports it').argParser((value) =>
        wholeNumber('exit-code', value, 0, 255),
      ),
    )
    .action(async (options) => (await import('./diagnose/log.ts')).diagnoseLog(options));
}
