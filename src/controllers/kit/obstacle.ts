/** Why something cannot be done: until someone acts, or until something has passed. */
export interface Obstacle<Reason extends string = string> {
  /** In one CamelCase word. */
  readonly reason: Reason;
  readonly message: string;
}
