import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { ensureDirectory } from './paths.ts';

/**
 * Runs `work` while this process holds the lock on `path`, which excludes all other processes of the machine. A child
 * holds the lock as long as its stdin is open, so a holder that is killed leaves nothing to clean up. `onWait` is
 * called if another process holds it.
 */
export async function withLock<T>(path: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  ensureDirectory(dirname(path));
  const holder = spawn('flock', ['--exclusive', path, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const failed = new Promise<never>((_, reject) => {
    holder.once('error', (error) => reject(new Error(`cannot lock ${path}: ${error.message}`)));
    holder.once('exit', (code) => reject(new Error(`cannot lock ${path}: flock ended with ${code}; is it writable?`)));
  });
  failed.catch(() => undefined);
  const patience = setTimeout(onWait, 500);
  try {
    await Promise.race([once(holder.stdout, 'data'), failed]);
    clearTimeout(patience);
    return await work();
  } finally {
    clearTimeout(patience);
    holder.stdin.end();
  }
}
