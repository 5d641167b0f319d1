/** The end of a log. */
export interface LogTail {
  readonly text: string;
  /** Bytes before it that were read and are not in it. */
  readonly droppedBytes: number;
  /** Lines that were read. */
  readonly lines: number;
  /** Why the log broke off, if it did. */
  readonly failure?: unknown;
}

/**
 * The last whole lines of a log that fit into so many bytes. A line is never cut: a part of a secret would not be
 * recognised. What was read before a failure is kept.
 *
 * @throws the failure if nothing was read
 */
export async function tailOf(lines: AsyncIterable<string>, mostBytes: number): Promise<LogTail> {
  let kept: { readonly line: string; readonly bytes: number }[] = [];
  let first = 0;
  let [bytes, droppedBytes, count] = [0, 0, 0];
  let failure: unknown;
  const keep = (line: string): void => {
    const size = Buffer.byteLength(line) + 1;
    kept.push({ line, bytes: size });
    bytes += size;
    count += 1;
    for (; bytes > mostBytes; first += 1) {
      const dropped = kept[first]?.bytes ?? 0;
      bytes -= dropped;
      droppedBytes += dropped;
    }
    // Removing each line on its own from the front of a long list would take quadratic time.
    if (first > kept.length / 2) {
      kept = kept.slice(first);
      first = 0;
    }
  };
  try {
    for await (const line of lines) {
      keep(line);
    }
  } catch (error) {
    if (count === 0) {
      throw error;
    }
    failure = error;
  }
  const text = kept.slice(first).map(({ line }) => `${line}\n`);
  return { text: text.join(''), droppedBytes, lines: count, ...(failure === undefined ? {} : { failure }) };
}
