import { readFileSync, writeFileSync } from 'node:fs';

/** Kernels allow a user 128; a node takes some 40, and one for each container whose log is followed. */
const ENOUGH = 8192;
const FILE = '/proc/sys/fs/inotify/max_user_instances';

/**
 * Sees to it that kubelets can watch files: several nodes beside each other need more than a machine allows by default,
 * and then say "too many open files". It is a setting of the machine, raised until its next start and never lowered.
 */
export function ensureInotify(): void {
  if (Number(readFileSync(FILE, 'utf8')) >= ENOUGH) return;
  try {
    writeFileSync(FILE, String(ENOUGH));
  } catch {
    // Without the right to it the clusters may still be few enough.
  }
}
