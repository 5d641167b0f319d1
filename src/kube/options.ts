import type { Selection } from './query.ts';

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, retries included; 30 s unless said otherwise. */
  timeoutMs?: number | undefined;
  /** False for callers that try again themselves, at times that matter to them. */
  retry?: boolean | undefined;
}

export interface ReadOptions extends RequestOptions {
  /** Metadata only (`PartialObjectMetadata`): all that many caches need, at a fraction of the size. */
  metadataOnly?: boolean | undefined;
}

export interface GetOptions extends ReadOptions {
  /** Such as `scale`. */
  subresource?: string | undefined;
}

export interface ListOptions extends ReadOptions, Selection {
  /** Objects per page; all at once without it. */
  limit?: number | undefined;
  /** `continue` of the page before. */
  continue?: string | undefined;
}

export interface List<T> {
  items: T[];
  /** Where a watch goes on from, once the last page is read. */
  resourceVersion: string;
  /** Present if there are more pages. */
  continue?: string;
}

export interface WriteOptions extends RequestOptions {
  fieldManager?: string | undefined;
  /**
   * What becomes of a field that the schema does not know: refused, dropped with a warning (unless said otherwise), or
   * dropped. An apply refuses it in any case.
   */
  fieldValidation?: 'Strict' | 'Warn' | 'Ignore' | undefined;
  /** Of the answer: only the metadata of the object as it is stored. */
  metadataOnly?: boolean | undefined;
  /** Runs everything but the storage of the object. */
  dryRun?: boolean | undefined;
  subresource?: string | undefined;
}

export interface ApplyOptions extends WriteOptions {
  fieldManager: string;
  /** Takes fields over from other managers instead of failing with a conflict. */
  force?: boolean | undefined;
}

/** One step of a JSON Patch (RFC 6902). All of them are done, or none: a `test` that fails refuses the patch (422). */
export type JsonPatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string };

export interface DeleteOptions extends RequestOptions {
  /** The delete fails with a conflict if the object is not this one. */
  preconditions?: { uid?: string; resourceVersion?: string } | undefined;
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan' | undefined;
  gracePeriodSeconds?: number | undefined;
  dryRun?: boolean | undefined;
}

export interface LogOptions {
  signal?: AbortSignal | undefined;
  /** Needed where the pod has several. */
  container?: string | undefined;
  /** Goes on as the container writes, until it ends. */
  follow?: boolean | undefined;
  /** Of the container's run before this one. */
  previous?: boolean | undefined;
  /** Begins with the last lines. */
  tailLines?: number | undefined;
  sinceSeconds?: number | undefined;
  /** Each line begins with its time, in RFC 3339. */
  timestamps?: boolean | undefined;
  limitBytes?: number | undefined;
}
