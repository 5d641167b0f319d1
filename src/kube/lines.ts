const NEWLINE = 10;

/**
 * Lines without their terminators. Only whole lines are decoded, since a chunk may end within a character. A broken
 * stream leaves an unfinished last line, which is dropped by default.
 */
export async function* lines(chunks: AsyncIterable<Buffer>, { unfinished = false } = {}): AsyncGenerator<string, void> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (rest.length === 0) {
        yield chunk.toString('utf8', start, end);
      } else {
        yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString();
        rest = [];
      }
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
    }
  }
  if (unfinished && rest.length > 0) {
    yield Buffer.concat(rest).toString();
  }
}
