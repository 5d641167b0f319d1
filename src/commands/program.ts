import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { checkCommand } from './check.ts';
import { completionCommand } from './completion.ts';
import { diagnoseCommand } from './diagnose.ts';
import { explainCommand } from './explain.ts';
import { injectCommand } from './inject.ts';
import { logsCommand } from './logs.ts';
import { renderCommand } from './render.ts';
import { reportCommand } from './report.ts';
import { restartCommand } from './restart.ts';
import { runCommand } from './run.ts';
import { sizeCommand } from './size.ts';
import { statusCommand } from './status.ts';
import { sweepCommand } from './sweep.ts';
import { sweepMachineCommand } from './sweep-machine.ts';
import { topCommand } from './top.ts';
import { uninstallCheckCommand } from './uninstall-check.ts';
import { UsageError } from './usage.ts';
import { versionCommand } from './version.ts';

/** People do not call these themselves: the chart and the operator do. */
const IN_IMAGES = 'In the images of the operator:';
/** Subcommands under the heading that they have in the help. What they do is loaded when it is asked for. */
const COMMANDS = {
  'Look:': [statusCommand, topCommand, explainCommand, diagnoseCommand, logsCommand, checkCommand, reportCommand],
  'Act:': [sweepCommand, restartCommand],
  'Without a cluster:': [renderCommand, injectCommand, sizeCommand],
  'About the program:': [versionCommand, completionCommand],
  [IN_IMAGES]: [runCommand, sweepMachineCommand, uninstallCheckCommand],
} as const;

/** By which kubectl asks for words that complete a line. */
const COMPLETE = '__complete';

/** The program with all its subcommands. Its name is that by which people know the subcommand. */
export function program(words: readonly string[] = []): Command {
  const root = new Command('kubectl iceoryx')
    .description('Eclipse iceoryx on Kubernetes: what there is, what is wrong with it, and what helps.')
    .helpCommand('help [command]', 'show this text, or that of a command')
    .helpOption('-h, --help', 'show this text')
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false });
  for (const [heading, commands] of Object.entries(COMMANDS)) {
    for (const make of commands) {
      root.addCommand(make().copyInheritedSettings(root).helpGroup(heading));
    }
  }
  throwsUsageErrors(root);
  return commandOf(root, words).helpGroup() === IN_IMAGES ? root.name('iceoryx-operator') : root;
}

/**
 * Runs the subcommand that the words name.
 *
 * @throws UsageError with the word that is wrong, what may be there instead, and the way to help
 */
export async function runProgram(root: Command, words: readonly string[]): Promise<void> {
  const [first, ...rest] = words;
  if (first === COMPLETE) {
    const { complete } = await import('./completion/complete.ts');
    return complete(root, rest);
  }
  try {
    await root.parseAsync(asSubcommand(words).map(asPflag), { from: 'user' });
  } catch (error) {
    if (error instanceof UsageError) {
      throw new UsageError(`${error.message}\n${wayToHelp(root, words)}`, { cause: error });
    }
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    // Help that was asked for has been printed.
    if (error.exitCode !== 0) {
      throw new UsageError(`${error.message.replace(/^error: /, '')}\n${wayToHelp(root, words)}`, { cause: error });
    }
  }
}

/** The program's name and words: called as kubectl_complete-iceoryx it completes, as kubectl wants it. */
export function wordsOf([, file = '', ...words]: readonly string[]): readonly string[] {
  return /(?:^|[/\\])kubectl_complete-[^/\\]*$/.test(file) ? [COMPLETE, ...words] : words;
}

function wayToHelp(root: Command, words: readonly string[]): string {
  const command = commandOf(root, words);
  return command === root
    ? `\`${root.name()} --help\` shows the commands`
    : `\`${root.name()} ${command.name()} --help\` shows the options`;
}

/** The subcommand that the words name, or else the program itself. */
function commandOf(root: Command, [word]: readonly string[]): CommandUnknownOpts {
  return root.commands.find((each) => each.name() === word) ?? root;
}

/** Nothing asks for help, and `--version`, which people try first, is a command. */
function asSubcommand(words: readonly string[]): readonly string[] {
  const [first = 'help', ...rest] = words;
  return first === '--version' ? ['version', '--client', ...rest] : [first, ...rest];
}

/** `-o=json` and `--dry-run=true`, which kubectl accepts besides `-o json`, `-ojson` and `--dry-run`. */
function asPflag(word: string): string {
  return word === '--dry-run=true' ? '--dry-run' : word.replace(/^(?<name>-[a-zA-Z])=/, '$<name>');
}

/** Errors are thrown with the way to the help of the command, and printed once, by the caller. */
function throwsUsageErrors(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.commands.forEach((each) => throwsUsageErrors(each as Command));
}
