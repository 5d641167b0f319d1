import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's cache of expensive results, outside the clone; may be deleted at any time. */
export const cacheDirectory =
  process.env['ICEORYX_OPERATOR_CACHE'] ||
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'iceoryx-operator');

/**
 * Returns a directory that `make` fills once. It appears only when it is complete, so that neither a crash nor another
 * process doing the same leaves an incomplete one behind.
 */
export async function makeOnce(directory: string, make: (unfinished: string) => Promise<void>): Promise<string> {
  if (existsSync(directory)) {
    return directory;
  }
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = await mkdtemp(`${directory}.`);
  try {
    await make(unfinished);
    await rename(unfinished, directory).catch((error: unknown) => {
      if (!existsSync(directory)) {
        throw error;
      }
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return directory;
}
