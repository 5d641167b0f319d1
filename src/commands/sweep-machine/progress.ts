import { writeSync } from 'node:fs';

const AFTER_MS = 500;
const EVERY_MS = 100;

/** A progress line that is updated in place and disappears at the end. It is shown on terminals only. */
export function progressLine({ isTTY, fd }: { isTTY: boolean; fd: number }): {
  show: (what: string) => void;
  clear: () => void;
} {
  const begin = performance.now();
  let last = 0;
  // The work does not yield to the event loop, so a buffered stream would print everything at the end.
  const write = (text: string): void => {
    try {
      writeSync(fd, text);
    } catch {
      // The terminal cannot take the line at the moment. A lost progress line does no harm.
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
