const NEWLINE = 10;
const SPACE = 32;
const ZERO = 48;
const LETTER_A = 97;

/**
 * Calls `found` for every file of `/proc/PID/maps` whose inode number is wanted. The rest of the text is not parsed,
 * since a machine has tens of megabytes of it.
 *
 * A line is `address perms offset major:minor inode path`, device numbers in hexadecimal (proc_pid_maps(5)).
 */
export function eachMapping(
  text: Buffer,
  length: number,
  isWanted: (inode: number) => boolean,
  found: (inode: string) => void,
): void {
  let at = 0;
  while (at < length) {
    at = after(text, after(text, after(text, at, SPACE), SPACE), SPACE);
    const device = at;
    at = after(text, at, SPACE);
    const deviceEnd = at - 1;
    const start = at;
    let inode = 0;
    for (let digit = (text[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (text[at] ?? 0) - ZERO) {
      inode = inode * 10 + digit;
      at++;
    }
    if (inode !== 0 && isWanted(inode)) {
      found(`${hexadecimals(text, device, deviceEnd)}:${text.toString('latin1', start, at)}`);
    }
    const end = text.indexOf(NEWLINE, at);
    at = end === -1 ? length : end + 1;
  }
}

function after(text: Buffer, at: number, byte: number): number {
  let index = at;
  while (index < text.length && text[index] !== byte) {
    index++;
  }
  return index + 1;
}

/** `fe:0a` as `254:10`. */
function hexadecimals(text: Buffer, start: number, end: number): string {
  let value = 0;
  let result = '';
  for (let at = start; at < end; at++) {
    const byte = text[at] ?? 0;
    if (byte === 58) {
      result = `${value}:`;
      value = 0;
    } else {
      value = value * 16 + (byte >= LETTER_A ? byte - LETTER_A + 10 : byte - ZERO);
    }
  }
  return result + value;
}
