/** Bytes of a log that are asked for. The kubelet counts them from the first of the last lines, not from the end. */
export const LIMIT_BYTES = 512 * 1024;

/** Characters of the last lines that are kept. */
const MOST_KEPT = 32 * 1024;

/** The last lines of a log, as many as fit into 32 KiB. */
export async function lastOf(lines: AsyncIterable<string>): Promise<string[]> {
  const kept: string[] = [];
  let length = 0;
  for await (const line of lines) {
    kept.push(line);
    length += line.length;
    while (length > MOST_KEPT && kept.length > 1) {
      length -= kept.shift()?.length ?? 0;
    }
  }
  return kept;
}
