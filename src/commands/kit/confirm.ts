import { createInterface } from 'node:readline';
import { UsageError } from '../usage.ts';

/**
 * Whether the user may be asked.
 *
 * @param what is to be done, for the message, such as `restart`
 * @throws UsageError if there is no terminal to ask on, and `--yes` was not given
 */
export function mustAsk(options: { readonly yes?: true | undefined }, what: string): boolean {
  if (options.yes === true) {
    return false;
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`no confirmation is possible without a terminal; use --yes to ${what}, or --dry-run`);
  }
  return true;
}

/** Asks on the terminal; standard output is left to what the command has to say. No answer is a no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise<boolean>((resolve) => {
      terminal.once('SIGINT', () => terminal.close());
      terminal.once('close', () => resolve(false));
      terminal.question(`${question} [y/N] `, (answer) => resolve(/^y(?:es)?$/i.test(answer.trim())));
    });
  } finally {
    terminal.close();
  }
}
