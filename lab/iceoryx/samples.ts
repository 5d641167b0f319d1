/** Numbers of the samples that a subscriber reported. */
export function samples(lines: readonly string[]): number[] {
  return lines.flatMap((line) => {
    const { event, n } = read(line);
    return event === 'sample' && n !== undefined ? [n] : [];
  });
}

/** Gaps in the numbers, as `before → after`. */
export function lost(numbers: readonly number[]): string[] {
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    return before === undefined || number === before + 1 ? [] : [`${before} → ${number}`];
  });
}

/**
 * Whether the last report of a program is that it ended cleanly, after iceoryx was torn down. iceoryx itself logs to
 * another pipe, in no fixed order to it.
 */
export function endedCleanly(lines: readonly string[]): boolean {
  return read(lines.findLast((line) => line.startsWith('{')) ?? '').event === 'clean-exit';
}

/** The output of a test program about one kind of event. */
export function reports(lines: readonly string[], kind: string): Record<string, unknown>[] {
  return lines
    .filter((line) => line.startsWith('{'))
    .map(read)
    .filter(({ event }) => event === kind);
}

function read(line: string): { event?: string; n?: number } {
  try {
    return JSON.parse(line) as { event?: string; n?: number };
  } catch {
    return {};
  }
}
