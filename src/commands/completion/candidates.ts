import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { behindKind, type Names, namesOf } from './arguments.ts';
import { type Before, readWords, splitOption } from './words.ts';

/** A word that may stand where the line ends, with what it is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

/** What the options that are already there say of the cluster. */
export interface Place {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Finds names in the cluster. It never fails: without an answer there are no names. */
export type Lookup = (names: readonly Names[], place: Place) => Promise<readonly Candidate[]>;

export interface Completions {
  readonly candidates: readonly Candidate[];
  /** Whether names of files are possible as well. */
  readonly files: boolean;
}

const NOTHING: Completions = { candidates: [], files: false };
const FILES: Completions = { candidates: [], files: true };
/** What the value of an option is called if it is a file. */
const FILE = /<(?:file|path|directory)>/;
const HELP: Candidate = { value: '--help', description: 'show this text' };

/**
 * What may stand where the line ends.
 *
 * @param words the last of which, perhaps empty, is the one to complete
 */
export async function completions(
  root: CommandUnknownOpts,
  words: readonly string[],
  lookup: Lookup,
): Promise<Completions> {
  const word = words.at(-1) ?? '';
  const before = readWords(root, words.slice(0, -1));
  const { command, pending, literal } = before;
  if (pending !== undefined) {
    return beginning(word, await valuesOf(pending, before, lookup));
  }
  if (literal || !word.startsWith('-') || word === '-') {
    const { candidates, files } = beginning(word, await wordsOf(before, word, lookup));
    return word === '-' ? { candidates: [...candidates, ...optionsOf(command)], files } : { candidates, files };
  }
  const { option, value } = splitOption(command, word);
  // Shells want the value alone.
  return option !== undefined && value !== undefined
    ? beginning(value, await valuesOf(option, before, lookup))
    : beginning(word, { candidates: optionsOf(command), files: false });
}

function beginning(word: string, { candidates, files }: Completions): Completions {
  return { candidates: candidates.filter(({ value }) => value.startsWith(word)), files };
}

/** Subcommands, or values of the next argument. */
async function wordsOf(before: Before, word: string, lookup: Lookup): Promise<Completions> {
  const { command, positionals } = before;
  if (command.commands.length > 0) {
    const candidates = positionals > 0 ? [] : command.createHelp().visibleCommands(command);
    return {
      candidates: candidates.map((each) => candidate(each.name(), each.summary() || each.description())),
      files: false,
    };
  }
  if (command.parent !== null && command.name() === 'help') {
    return wordsOf({ ...before, command: command.parent }, word, lookup);
  }
  const all = command.registeredArguments;
  const argument = all[positionals] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
  return argument === undefined ? NOTHING : argumentValues(argument, before, word, lookup);
}

async function argumentValues(argument: Argument, before: Before, word: string, lookup: Lookup): Promise<Completions> {
  if (argument.argChoices !== undefined) {
    return { candidates: argument.argChoices.map((value) => ({ value })), files: false };
  }
  const names = spelledAs(word, namesOf(before.command.name(), argument.name()));
  return names.length === 0 ? NOTHING : { candidates: await lookup(names, placeOf(before)), files: false };
}

/** Names as they are written in the word: behind a kind, if it has one already. */
function spelledAs(word: string, names: readonly Names[]): readonly Names[] {
  return word.includes('/') ? [...new Set(names.map(behindKind))].filter((kind) => word.startsWith(kind)) : names;
}

async function valuesOf(option: Option, before: Before, lookup: Lookup): Promise<Completions> {
  if (option.argChoices !== undefined) {
    return { candidates: option.argChoices.map((value) => ({ value })), files: false };
  }
  if (option.long === '--namespace' || option.long === '--exclude-namespace') {
    return { candidates: await lookup(['namespace'], placeOf(before)), files: false };
  }
  if (option.long === '--context') {
    return { candidates: await lookup(['context'], placeOf(before)), files: false };
  }
  return FILE.test(option.flags) ? FILES : NOTHING;
}

function optionsOf(command: CommandUnknownOpts): Candidate[] {
  const own = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== undefined && long !== HELP.value)
    .map(({ long = '', description }) => candidate(long, description));
  return [...own, HELP];
}

/**
 * The first clause of a description. Its end is also where a colon would stand: with one, the completion of kubectl for
 * bash forgets all candidates after it (spf13/cobra 1.9, bash_completionsV2.go, `out%%:*`).
 */
function candidate(value: string, description: string): Candidate {
  return { value, description: description.split(/ \(|[;.](?: |$)|:/)[0] };
}

function placeOf({ values }: Before): Place {
  return {
    kubeconfig: values.get('--kubeconfig'),
    context: values.get('--context'),
    namespace: values.get('--namespace'),
  };
}
