import type { FileType } from './file.ts';
import type { Kind } from './names.ts';
import type { SocketState } from './sockets.ts';

/** State of one of the two files of an app. */
export type LockState = 'Free' | 'Held' | 'Missing' | 'Foreign';
export type PeerState = SocketState | 'Missing' | 'Foreign';

/** Why a file is considered one of iceoryx. Up to 2.90 a name alone is no proof. */
export type Proof =
  /** Name, type, mode and length are those of iceoryx, and no other program is known to use such names. */
  | 'Name'
  /** RouDi's management segment, of the same user, contains its name and length. */
  | 'Recorded'
  /** Its length is exactly that of the data segment of RouDi's built-in configuration. */
  | 'BuiltInLength'
  /** A process that holds it also holds a management segment in the same directory. */
  | 'HeldWithManagement'
  /** A pair of socket and lock as apps create them, in a directory with traces of RouDi. */
  | 'AppPair';

/** Everything known about one file from two observations. `undefined`: not checked, or not possible to check. */
export interface Evidence {
  readonly kind: Kind;
  /** A name that releases up to 2.90 give, or might give, to a file. */
  readonly isOldName: boolean;
  readonly type: FileType;
  /** Whether mode and length are those of a file of iceoryx. */
  readonly isPlausible: boolean;
  readonly links: number;
  /** Processes that have it mapped, open, or locked, at either observation. */
  readonly holders: number | undefined;
  /** Whether all processes that could hold it were seen at both observations. */
  readonly sight: 'Whole' | 'Partial' | undefined;
  readonly proof: Proof | undefined;
  /**
   * State of the file if it is a socket, including one that was taken aside; for an app's lock, of the socket beside
   * it.
   */
  readonly socket: PeerState | undefined;
  /** State of the file if it is a lock; for an app's socket, of the lock beside it. */
  readonly lock: LockState | undefined;
  /** The app's socket and its lock belong to the same user. */
  readonly isOnePair: boolean;
  /** Whether the family's RouDi runs in a directory that some process sees together with this one. */
  readonly roudi: 'Live' | 'Gone' | 'Unknown' | undefined;
  /** Whether there is a file of RouDi in those directories. */
  readonly hasRoudiTrace: boolean;
  /** Whether a RouDi may start here again: true unless the user has excluded it. */
  readonly roudiReturns: boolean;
  /** Whether the management segments beside a data segment contain it, and whether one of those that do is in use. */
  readonly record: 'Recorded' | 'RecordedByLive' | 'NotRecorded' | 'NoManagement' | 'Unreadable' | undefined;
  /** `Quiet`: at two observations, the quiet period apart, it was the same, unchanged and unused. */
  readonly quiet: 'Quiet' | 'SeenOnce' | 'Changed' | undefined;
}
