/** A value that was computed for pods. */
export interface Figure {
  /** For example `SharedMemoryVolume`. */
  readonly name: string;
  /** With its unit. */
  readonly value: string;
  /** How it was computed, or why it is what it is. The status leaves it out. */
  readonly sum: string;
}
