/**
 * Keeps the first items of each group in an order, however many are offered: memory is for twice as many as are kept.
 */
export class BestOf<T> {
  readonly #most: number;
  readonly #order: (a: T, b: T) => number;
  readonly #groups = new Map<string, { items: T[]; offered: number }>();

  constructor(most: number, order: (a: T, b: T) => number) {
    this.#most = most;
    this.#order = order;
  }

  offer(group: string, item: T): void {
    const { items, offered } = this.#groups.get(group) ?? { items: [], offered: 0 };
    items.push(item);
    const isFull = items.length > 2 * this.#most;
    this.#groups.set(group, { items: isFull ? this.#first(items) : items, offered: offered + 1 });
  }

  /** Each group with what is kept of it, and how many more there were. */
  get groups(): { readonly group: string; readonly items: readonly T[]; readonly more: number }[] {
    return [...this.#groups].map(([group, { items, offered }]) => {
      const kept = this.#first(items);
      return { group, items: kept, more: offered - kept.length };
    });
  }

  #first(items: readonly T[]): T[] {
    return items.toSorted(this.#order).slice(0, this.#most);
  }
}
