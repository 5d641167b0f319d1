import yoctoSpinner from 'yocto-spinner';

/** What takes longer says that it is under way. */
const AFTER_MS = 1000;

/** Says what is under way; a later text replaces an earlier one. */
export type Say = (text: string) => void;

/**
 * Does work, and shows that it is under way on standard error once it has taken a second. Only on terminals: elsewhere
 * nothing is written.
 */
export async function withProgress<T>(text: string, work: (say: Say) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) {
    return work(() => undefined);
  }
  const spinner = yoctoSpinner({ text, stream: process.stderr });
  const timer = setTimeout(() => spinner.start(), AFTER_MS);
  try {
    return await work((words) => {
      spinner.text = words;
    });
  } finally {
    clearTimeout(timer);
    spinner.stop();
  }
}
