/**
 * Variants of a complete cache: the reflector with `whole` objects (without managedFields) by a streamed list, in pages
 * (`paged`), `trimmed` to what a controller reads, or `metadata` only; a bare `watch`; and the informer of
 * `client-node`.
 */
export const WAYS = ['whole', 'paged', 'trimmed', 'metadata', 'watch', 'client-node'] as const;
export type Way = (typeof WAYS)[number];

export interface Measured {
  /** From the first request to the complete list. */
  readonly ms: number;
  readonly eventsPerSecond: number;
  /** Longest time that the event loop was blocked, */
  readonly stallMs: number;
  /** and the most that our thread has computed without a break: on an idle machine, the two are alike. */
  readonly busyMs: number;
  readonly cpuMs: number;
  /** Resident memory before the first request, and its peak. */
  readonly baseMB: number;
  readonly peakMB: number;
  /** Memory after garbage collection. */
  readonly heapMB: number;
}
