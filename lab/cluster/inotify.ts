import { readFileSync, writeFileSync } from 'node:fs';

/** Kernels allow a user 128; a node takes some 40, and one for each container whose log is followed. */
const ENOUGH = 8192;
const FILE = '/proc/sys/fs/inotify/max_user_instances';

/**
 * Raises the limit of inotify instances: several nodes on one machine need more than it allows by default, and their
 * kubelets then report "too many open files". The setting belongs to the machine; it lasts until the next boot and is
 * never lowered.
 */
export function ensureInotify(): void {
  if (Number(readFileSync(FILE, 'utf8')) >= ENOUGH) return;
  try {
    writeFileSync(FILE, String(ENOUGH));
  } catch {
    // Without the right to set it, the default may still be enough.
  }
}
