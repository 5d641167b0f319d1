import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Holds one directory per cluster: parameters, credentials, logs, etcd's data, the nodes' disks. */
export const clustersDirectory = join(
  process.env['ICEORYX_OPERATOR_STATE'] ||
    join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local/state'), 'iceoryx-operator'),
  'clusters',
);

/** Makes a directory with its parents and returns its path; the error names the setting for another place. */
export function ensureDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new Error(
      `cannot make the directory ${path}: set ICEORYX_OPERATOR_CACHE and ICEORYX_OPERATOR_STATE to places you may write`,
      { cause: error },
    );
  }
  return path;
}
