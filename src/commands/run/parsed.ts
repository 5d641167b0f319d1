import { runOptions } from '../run.ts';
import { type RunOptions, runOptionsOf } from './options.ts';

/** What the words after `run` mean to this program, or why they mean nothing to it. */
export type ParsedRun = { readonly options: RunOptions } | { readonly problem: string };

/** Reads the command line of an operator that runs elsewhere, perhaps of another version. */
export function parsedRun(words: readonly string[]): ParsedRun {
  try {
    const command = runOptions()
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
    return { options: runOptionsOf(command.parse([...words], { from: 'user' }).opts()) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.replace(/^error: /, '') : String(error) };
  }
}
