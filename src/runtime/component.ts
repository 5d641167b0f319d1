/** Something that runs until `stop` aborts; to end or throw before is a fault. */
export interface Component {
  readonly name: string;
  /** @param cut aborts when there is no time left to end in good order */
  run(stop: AbortSignal, cut: AbortSignal): Promise<void>;
}

/** A component with a cache that must be filled before others may rely on it. */
export interface Synced extends Component {
  readonly synced: Promise<void>;
  readonly hasSynced: boolean;
  readonly problem: string | undefined;
}
