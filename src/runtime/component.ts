/** Something that runs until `stop` aborts; ending or throwing before that is a fault. */
export interface Component {
  readonly name: string;
  /** @param cut aborts when there is no time left for a graceful end */
  run(stop: AbortSignal, cut: AbortSignal): Promise<void>;
}

/** A component with a cache that must be filled before others may rely on it. */
export interface Synced extends Component {
  readonly synced: Promise<void>;
  readonly hasSynced: boolean;
  readonly problem: string | undefined;
}
