/** How much is read of what others write, and what becomes of the rest. */
export interface Bound {
  readonly most: number;
  readonly what: string;
  /** What happens past it. Nothing is removed of which something was left out. */
  readonly past: string;
}

/**
 * A sweep runs as root and reads what any pod of the node may write. Each bound is several times what a node of many
 * RouDis has, and they fit together into the memory of a Job (`src/controllers/sweep/job.ts`).
 */
export const BOUNDS = {
  entries: {
    most: 500_000,
    what: 'entries of a directory',
    past: 'nothing in it is judged, and it is told',
  },
  filesOfPlace: {
    most: 20_000,
    what: 'files of a directory whose names could be of iceoryx',
    past: 'nothing in it is judged, and it is told',
  },
  files: {
    most: 40_000,
    what: 'such files of all directories',
    past: 'those of the directories that come last are not judged, and it is told',
  },
  places: {
    most: 10_000,
    what: 'directories that are looked into',
    past: 'the rest counts as not readable, and it is told',
  },
  segmentBytes: {
    most: 512 * 2 ** 20,
    what: 'bytes of a management segment, holes included',
    past: 'it is not read: data segments beside it are `RecordUnreadable`, and it is told',
  },
  segmentBytesOfPlace: {
    most: 2 ** 30,
    what: 'bytes of all management segments of a directory',
    past: 'the same',
  },
  segmentBytesOfLook: {
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
    past: 'of each further file one holder is kept: it is in use all the same',
  },
  lockBytes: {
    most: 32 * 2 ** 20,
    what: 'bytes of `/proc/locks`',
    past: 'nobody knows who holds a lock: nothing is removed, and it is told',
  },
  processBytes: {
    most: 256 * 2 ** 20,
    what: 'bytes of `/proc/PID/maps`, `mountinfo` and the like of one process',
    past: 'the process counts as not readable: nothing is removed, and it is told',
  },
  processSeconds: {
    most: 120,
    what: 'seconds for the maps and descriptors of all processes',
    past: 'the rest counts as not readable: nothing is removed, and it is told',
  },
  treeEntries: {
    most: 250_000,
    what: 'entries of a directory that is to go as a whole (`--remove-directory`), at any depth',
    past: 'it stays, and it is told',
  },
  problems: {
    most: 100,
    what: 'problems in a report',
    past: 'they are counted',
  },
} as const satisfies Readonly<Record<string, Bound>>;

/** There is more of something than is read. Its message is for people. */
export class BoundError extends Error {
  override readonly name = 'BoundError';

  constructor({ most, what }: Pick<Bound, 'most' | 'what'>) {
    super(`more than ${most} ${what.replaceAll('`', '')}`);
  }
}
