/** One pool of equally sized chunks. */
export interface MemPool {
  /** Payload bytes of a chunk. */
  readonly size: number;
  /** Number of chunks. */
  readonly count: number;
}

/** One data segment. `writer` and `reader` are POSIX group names; an absent one is RouDi's own group. */
export interface Segment {
  readonly writer?: string;
  readonly reader?: string;
  readonly mempools: readonly MemPool[];
}

/** RouDi's configuration without a file, in every release (`posh/source/mepoo/mepoo_config.cpp`). */
export const DEFAULT_SEGMENTS: readonly Segment[] = [
  {
    mempools: [
      { size: 128, count: 10_000 },
      { size: 1_024, count: 5_000 },
      { size: 16_384, count: 1_000 },
      { size: 131_072, count: 200 },
      { size: 524_288, count: 50 },
      { size: 1_048_576, count: 30 },
      { size: 4_194_304, count: 10 },
    ],
  },
];
