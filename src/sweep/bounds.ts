/** A limit on how much is read of data that other programs control, and what happens to the rest. */
export interface Bound {
  readonly most: number;
  readonly what: string;
  /** What happens above the limit. A file is never removed if something about it was left out. */
  readonly past: string;
}

/**
 * A sweep runs as root and reads data that any pod of the node may write. Each bound is several times what a node with
 * many RouDis has, and together they fit into the memory of a Job (`src/controllers/sweep-jobs/job.ts`).
 */
export const BOUNDS = {
  entries: {
    most: 500_000,
    what: 'entries of a directory',
    past: 'no file in it is judged; reported',
  },
  filesOfPlace: {
    most: 20_000,
    what: 'files of a directory whose names could be those of iceoryx',
    past: 'no file in it is judged; reported',
  },
  files: {
    most: 40_000,
    what: 'such files of all directories',
    past: 'files of the last directories are not judged; reported',
  },
  places: {
    most: 10_000,
    what: 'directories to search',
    past: 'the rest counts as unreadable; reported',
  },
  segmentBytes: {
    most: 512 * 2 ** 20,
    what: 'bytes of a management segment, holes included',
    past: 'it is not read: data segments beside it are `RecordUnreadable`; reported',
  },
  segmentBytesOfPlace: {
    most: 2 ** 30,
    what: 'bytes of all management segments of a directory',
    past: 'the same',
  },
  segmentBytesOfObservation: {
    most: 4 * 2 ** 30,
    what: 'bytes of all management segments',
    past: 'the same',
  },
  matches: {
    most: 100_000,
    what: 'words of a management segment that could be the length of a data segment',
    past: 'the same',
  },
  records: {
    most: 256,
    what: 'data segments in the tables of a management segment (RouDi has 100 at most)',
    past: 'the same',
  },
  holds: {
    most: 1_000_000,
    what: 'processes that hold a file, over all files',
    past: 'of further files one holder each is recorded: they count as in use',
  },
  lockBytes: {
    most: 32 * 2 ** 20,
    what: 'bytes of `/proc/locks`',
    past: 'the holders of locks are unknown: nothing is removed; reported',
  },
  processBytes: {
    most: 256 * 2 ** 20,
    what: 'bytes of `/proc/PID/maps`, `mountinfo` and the like of one process',
    past: 'the process counts as unreadable: nothing is removed; reported',
  },
  processSeconds: {
    most: 120,
    what: 'seconds for the maps and descriptors of all processes',
    past: 'the rest counts as unreadable: nothing is removed; reported',
  },
  treeEntries: {
    most: 250_000,
    what: 'entries of a directory to be removed (`--remove-directory`), at any depth',
    past: 'it is kept; reported',
  },
  problems: {
    most: 100,
    what: 'problems in a report',
    past: 'they are counted only',
  },
} as const satisfies Readonly<Record<string, Bound>>;

/** There is more data than a sweep reads. The message is for users. */
export class BoundError extends Error {
  override readonly name = 'BoundError';

  constructor({ most, what }: Pick<Bound, 'most' | 'what'>) {
    super(`more than ${most} ${what.replaceAll('`', '')}`);
  }
}
