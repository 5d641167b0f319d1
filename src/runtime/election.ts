import type { Component } from './component.ts';

/**
 * Decides which of several processes works. Its `run` takes part until its signal aborts, and throws when leadership
 * was lost: what works must then end at once, since somebody else may begin.
 */
export interface Election extends Component {
  /** Settles when this process leads. */
  readonly elected: Promise<void>;
  /** Lets the next one begin at once. For when nothing works any more and `run` has ended; fine without leadership. */
  release(): Promise<void>;
}

/** This process does not lead, or not any more. */
export class NotLeading extends Error {
  override readonly name = 'NotLeading';
}
