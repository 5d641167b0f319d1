import type { Component } from './component.ts';

/**
 * Decides which of several processes is the leader. `run` takes part until its signal aborts, and throws when
 * leadership is lost: everything must stop at once then, since another process may become the leader.
 */
export interface Election extends Component {
  /** Settles when this process leads. */
  readonly elected: Promise<void>;
  /**
   * Lets another process become the leader at once. Call it when nothing is running any more and `run` has ended;
   * harmless without leadership.
   */
  release(): Promise<void>;
}

/** This process is not the leader, or no longer. */
export class NotLeading extends Error {
  override readonly name = 'NotLeading';
}
