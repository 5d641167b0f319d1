/** Wraps a function so that its calls wait for their turn. */
export type InTurn = <Args extends readonly unknown[], T>(
  work: (...args: Args) => Promise<T>,
) => (...args: Args) => Promise<T>;

/**
 * Limits the number of concurrent calls; the others run in the order in which they were made. ava starts all tests of a
 * file that are not serial at once: more pods than a machine has processors for only wait for each other.
 */
export function atATime(places: number): InTurn {
  const waiting: (() => void)[] = [];
  let free = places;
  return (work) =>
    async (...args) => {
      if (free > 0) {
        free--;
      } else {
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
      try {
        return await work(...args);
      } finally {
        const next = waiting.shift();
        if (next === undefined) {
          free++;
        } else {
          next();
        }
      }
    };
}
