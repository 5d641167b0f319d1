import { writeSync } from 'node:fs';

const AFTER_MS = 500;
const EVERY_MS = 100;

/** A line that says how far something is, replaced as it goes on, and gone at the end. On terminals only. */
export function progressLine({ isTTY, fd }: { isTTY: boolean; fd: number }): {
  show: (what: string) => void;
  clear: () => void;
} {
  const begin = performance.now();
  let last = 0;
  // The work goes on in one go: what a stream keeps for later would be seen at its end.
  const write = (text: string): void => {
    try {
      writeSync(fd, text);
    } catch {
      // A terminal that cannot take it now has missed nothing.
    }
  };
  return {
    show: (what) => {
      const now = performance.now();
      if (isTTY && now - begin > AFTER_MS && now - last > EVERY_MS) {
        last = now;
        write(`\r\u001B[K${what}`);
      }
    },
    clear: () => {
      if (last !== 0) {
        last = 0;
        write('\r\u001B[K');
      }
    },
  };
}
