/** Merges logs that have an end, in the order of their times. Only the next line of each is kept in memory. */
export async function* mergeWhole<T extends { readonly at: number }>(
  logs: readonly AsyncIterable<T>[],
): AsyncGenerator<T, void> {
  const open = await Promise.all(
    logs.map(async (log) => {
      const lines = log[Symbol.asyncIterator]();
      return { lines, head: await lines.next() };
    }),
  );
  for (;;) {
    let first: (typeof open)[number] | undefined;
    for (const each of open) {
      if (
        each.head.done !== true &&
        (first === undefined || first.head.done === true || each.head.value.at < first.head.value.at)
      ) {
        first = each;
      }
    }
    if (first === undefined || first.head.done === true) {
      return;
    }
    yield first.head.value;
    first.head = await first.lines.next();
  }
}
