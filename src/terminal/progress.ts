import yoctoSpinner from 'yocto-spinner';
import { isDrawable } from './drawable.ts';

/** What takes longer says that it is under way. */
const AFTER_MS = 1000;

/** Says what is under way; a later text replaces an earlier one. */
export type Say = (text: string) => void;

/**
 * Does work, and shows that it is under way on standard error once it has taken a second. Only where it
 * can be drawn over: elsewhere nothing is written.
 */
export async function withProgress<T>(text: string, work: (say: Say) => Promise<T>): Promise<T> {
  if (!isDrawable(process.stderr)) {
    return work(() => undefined);
  }
  const spinner = yoctoSpinner({ stream: process.stderr });
  let latest = text;
  const timer = setTimeout(() => spinner.start(latest), AFTER_MS);
  try {
    return await work((words) => {
      latest = words;
      // A new text would be drawn before the start, too.
      if (spinner.isSpinning) {
        spinner.text = words;
      }
    });
  } finally {
    clearTimeout(timer);
    spinner.stop();
  }
}
