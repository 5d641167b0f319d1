import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Every process that a test file starts inherits this variable. Its value identifies one run of one file. */
export const MARK = 'ICEORYX_OPERATOR_TEST_FILE';

/** The mark of all files that this process runs, or of one of them by its number. */
export function markOf(file?: number): string {
  return file === undefined ? `${process.pid}-` : `${process.pid}-${file}.`;
}

/** A process that is still running. */
export interface Left {
  readonly pid: number;
  readonly command: string;
}

/** The processes whose mark starts with this text, whatever process group or namespace they went to. */
export function marked(mark: string): Left[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((entry) => {
      try {
        const environment = readFileSync(`/proc/${entry}/environ`, 'latin1').split('\0');
        const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0').slice(0, 4).join(' ').trim();
        return environment.some((entry) => entry.startsWith(`${MARK}=${mark}`)) && command !== ''
          ? [{ pid: Number(entry), command }]
          : [];
      } catch {
        return []; // it has just ended, or is another user's
      }
    });
}

/** Ends all processes whose mark starts with this text. Returns them. */
export async function endMarked(mark: string): Promise<Left[]> {
  const found = marked(mark);
  for (let left = found; left.length > 0; left = marked(mark)) {
    for (const { pid } of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it has just ended
      }
    }
    // oxlint-disable-next-line no-await-in-loop -- until none is left
    await delay(50);
  }
  return found;
}
