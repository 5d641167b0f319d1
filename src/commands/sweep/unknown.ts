/** Why it was not settled whether a file is in use, and what settles it. */
interface Unsettled {
  readonly why: string;
  readonly remedy?: string;
}

/** By the reasons of src/sweep/judge.ts. */
const UNSETTLED: Readonly<Record<string, Unsettled>> = {
  RoudiMayReturn: {
    why: 'unused; a RouDi that starts there replaces them',
    remedy:
      'where no RouDi starts outside of pods any more, say so and sweep again: kubectl annotate node NODE iceoryx.io/roudi-returns=false',
  },
  RoudiBusy: { why: 'a RouDi was starting or stopping there', remedy: 'sweep again' },
  RoudiUnknown: {
    why: 'it is not known whether a RouDi runs there',
    remedy: 'sweep again; the log of the node (--full) says what could not be read',
  },
  RecordUnreadable: {
    why: "RouDi's management segment, which might name them, could not be read",
    remedy: 'the log of the node (--full) says why',
  },
  NotQuiet: { why: 'they changed during the quiet period', remedy: 'sweep again when the programs are at rest' },
  SeenOnce: { why: 'they were seen once only', remedy: 'sweep again' },
  NotAllSeen: {
    why: 'a process that could not be seen may use them',
    remedy: 'the log of the node (--full) names it; docs/sweeping.md#rights says what the Jobs need',
  },
  NotProven: { why: "they look like iceoryx's, and nothing proves it", remedy: 'look at them on the node' },
  AnotherForm: {
    why: 'they have the name of a file of iceoryx, but another mode or length',
    remedy: 'look at them on the node',
  },
  SeveralNames: { why: 'they have further names (hard links)', remedy: 'look at them on the node' },
  SocketUnknown: { why: 'it is not known whether a process listens at them', remedy: 'sweep again' },
  LockForeign: { why: "what lies at their lock's path is no lock of iceoryx", remedy: 'look at it on the node' },
  AnotherUser: { why: 'socket and lock belong to different users', remedy: 'look at them on the node' },
  LeftToIceoryx2: {
    why: 'files of iceoryx2, which fails if other programs remove parts of them',
    remedy: 'docs/sweeping.md#what-it-says has how to remove all of them',
  },
};

/** Explains a reason; a newer operator may have others. */
export function unsettled(reason: string): Unsettled {
  return UNSETTLED[reason] ?? { why: 'docs/sweeping.md explains it' };
}
