/** Which files each file imports, by their names. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * Files that import each other in a circle, however long: the strongly connected components of more than one file, by
 * Tarjan's algorithm. A file within one cannot be read without all the others.
 */
export function circlesOf(imports: Imports): string[][] {
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];

  /** @returns the earliest file on the stack that can be reached from this one */
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    stack.push(file);
    let earliest = own;
    for (const target of imports.get(file) ?? []) {
      const known = order.get(target);
      if (known === undefined) {
        earliest = Math.min(earliest, visit(target));
      } else if (stack.includes(target)) {
        earliest = Math.min(earliest, known);
      }
    }
    if (earliest === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) {
        circles.push(circle.toSorted());
      }
    }
    return earliest;
  };

  for (const file of imports.keys()) {
    if (!order.has(file)) {
      visit(file);
    }
  }
  return circles;
}
