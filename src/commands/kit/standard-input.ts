import { text } from 'node:stream/consumers';

/**
 * All of standard input. It is not read synchronously: commander loads node:process, which makes a pipe non-blocking, and
 * such a read fails with EAGAIN where nothing was written yet.
 */
export async function standardInput(): Promise<string> {
  return text(process.stdin);
}
