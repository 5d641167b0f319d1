import type { FileType } from './file.ts';
import type { Kind } from './names.ts';
import type { SocketState } from './sockets.ts';

/** Where one of the two files of an app stands. */
export type LockState = 'Free' | 'Held' | 'Missing' | 'Foreign';
export type PeerState = SocketState | 'Missing' | 'Foreign';

/** Why a file is taken for one of iceoryx. Names alone are no proof up to 2.90. */
export type Proof =
  /** Name, type, mode and length are as iceoryx makes them, and no other program is known to use such names. */
  | 'Name'
  /** RouDi's management segment, of the same user, has its name and length. */
  | 'Recorded'
  /** Its length is that of a data segment of RouDi's built-in configuration, to the byte. */
  | 'BuiltInLength'
  /** Whoever has it also has a management segment that lies beside it. */
  | 'HeldWithManagement'
  /** A pair of socket and lock as apps make them, where a RouDi has been. */
  | 'AppPair';

/** All that is known of one file, from two looks at it. `undefined`: nobody has looked, or could not. */
export interface Evidence {
  readonly kind: Kind;
  /** A name that every release up to 2.90 gives, or might give, to a file. */
  readonly isOldName: boolean;
  readonly type: FileType;
  /** Whether mode and length are as iceoryx makes them. */
  readonly isPlausible: boolean;
  readonly links: number;
  /** Processes that have it mapped, open, or locked, at either look. */
  readonly holders: number | undefined;
  /** Whether everybody who could hold it was seen at both looks. */
  readonly sight: 'Whole' | 'Partial' | undefined;
  readonly proof: Proof | undefined;
  /** Of the socket itself, also of one that was taken aside; of the socket beside an app's lock. */
  readonly socket: PeerState | undefined;
  /** Of the lock itself, of the lock beside an app's socket. */
  readonly lock: LockState | undefined;
  /** The same user has made an app's socket and its lock. */
  readonly isOnePair: boolean;
  /** Whether the family's RouDi runs in a directory that programs see together with this one. */
  readonly roudi: 'Live' | 'Gone' | 'Unknown' | undefined;
  /** Whether any file of RouDi is in those directories. */
  readonly hasRoudiTrace: boolean;
  /** Whether a RouDi may return: true unless somebody who knows says no. */
  readonly roudiReturns: boolean;
  /** Whether the management segments beside a data segment have it, and whether anybody holds one that has it. */
  readonly record: 'Recorded' | 'RecordedByLive' | 'NotRecorded' | 'NoManagement' | 'Unreadable' | undefined;
  /** `Quiet`: at two looks, the quiet period apart, it was the same, unchanged, and nobody's. */
  readonly quiet: 'Quiet' | 'SeenOnce' | 'Changed' | undefined;
}
