import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** What stands before the word that is completed. */
export interface Before {
  /** The command that the words name. */
  readonly command: CommandUnknownOpts;
  /** How many arguments of that command there are. */
  readonly positionals: number;
  /** The option whose value the next word is. */
  readonly pending: Option | undefined;
  /** Values of options by their long names, such as `--namespace`. */
  readonly values: ReadonlyMap<string, string>;
  /** No word can be an option any more. */
  readonly literal: boolean;
}

/** Reads words as the commands do, as far as they can be read: a line that is being typed may be wrong. */
export function readWords(root: CommandUnknownOpts, words: readonly string[]): Before {
  let command = root;
  let positionals = 0;
  let pending: Option | undefined;
  let literal = false;
  const values = new Map<string, string>();
  for (const word of words) {
    if (pending !== undefined) {
      values.set(longOf(pending), word);
      pending = undefined;
    } else if (word === '--' && !literal) {
      literal = true;
    } else if (command === root && word === 'help') {
      // What follows names a command all the same.
      continue;
    } else if (literal || !word.startsWith('-') || word === '-') {
      const next = positionals === 0 && !literal ? subcommand(command, word) : undefined;
      positionals += next === undefined ? 1 : 0;
      command = next ?? command;
    } else {
      const { option, value } = splitOption(command, word);
      if (option !== undefined && value !== undefined) {
        values.set(longOf(option), value);
      }
      pending = option?.required && value === undefined ? option : undefined;
    }
  }
  return { command, positionals, pending, values, literal };
}

/** An option's long name, by which it is known. */
export function longOf(option: Option): string {
  return option.long ?? option.flags;
}

/** A word such as `--output=json`, `-ojson`, `-o=json`, `-Aojson` or `-A`: its last option, and the value in the word. */
export function splitOption(
  command: CommandUnknownOpts,
  word: string,
): { option: Option | undefined; value: string | undefined } {
  if (word.startsWith('--')) {
    const [name = '', ...rest] = word.split('=');
    const option = command.options.find(({ long }) => long === name);
    return { option, value: rest.length === 0 ? undefined : rest.join('=') };
  }
  for (let index = 1; index < word.length; index += 1) {
    const option = command.options.find(({ short }) => short === `-${word[index]}`);
    const rest = word.slice(index + 1).replace(/^=/, '');
    if (option === undefined || option.required || rest === '') {
      return { option, value: option?.required && index + 1 < word.length ? rest : undefined };
    }
  }
  return { option: undefined, value: undefined };
}

function subcommand(command: CommandUnknownOpts, word: string): CommandUnknownOpts | undefined {
  return command.commands.find((each) => each.name() === word || each.aliases().includes(word));
}
