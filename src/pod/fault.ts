/** Something about a specification that cannot work. */
export interface Fault {
  /** Where, as a path a user can find: `spec.roudi.resources.limits.memory`. */
  readonly path: string;
  /** What is wrong with which value, and the way out. */
  readonly message: string;
}

/** A value, or everything that stands against it. */
export type Outcome<T> = { readonly value: T; readonly faults?: never } | { readonly faults: readonly Fault[] };
