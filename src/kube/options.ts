import type { Selection } from './query.ts';

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, retries included; 30 s by default. */
  timeoutMs?: number | undefined;
  /** False for callers that time their retries themselves. */
  retry?: boolean | undefined;
}

export interface ReadOptions extends RequestOptions {
  /** Metadata only (`PartialObjectMetadata`): enough for many caches, at a fraction of the size. */
  metadataOnly?: boolean | undefined;
}

export interface GetOptions extends ReadOptions {
  /** Name of a subresource, such as `scale`. */
  subresource?: string | undefined;
}

export interface ListOptions extends ReadOptions, Selection {
  /** Objects per page; all at once without it. */
  limit?: number | undefined;
  /** `continue` of the previous page. */
  continue?: string | undefined;
}

export interface List<T> {
  items: T[];
  /** The version to start a watch from, once the last page is read. */
  resourceVersion: string;
  /** Present if there are more pages. */
  continue?: string;
}

export interface WriteOptions extends RequestOptions {
  fieldManager?: string | undefined;
  /**
   * A field that the schema does not know is refused, dropped with a warning (the default), or dropped. An apply
   * refuses it in any case.
   */
  fieldValidation?: 'Strict' | 'Warn' | 'Ignore' | undefined;
  /** Return only the metadata of the stored object. */
  metadataOnly?: boolean | undefined;
  /** Do everything but store the object. */
  dryRun?: boolean | undefined;
  subresource?: string | undefined;
}

export interface ApplyOptions extends WriteOptions {
  fieldManager: string;
  /** Take fields over from other managers instead of failing with a conflict. */
  force?: boolean | undefined;
}

/**
 * One operation of a JSON Patch (RFC 6902). All of them are done, or none: a `test` that fails refuses the patch (422).
 */
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
  /** Required if the pod has several. */
  container?: string | undefined;
  /** Follow the log until this run of the container ends. */
  follow?: boolean | undefined;
  /** The log of the container's previous run. */
  previous?: boolean | undefined;
  /** Start with this many last lines. */
  tailLines?: number | undefined;
  sinceSeconds?: number | undefined;
  /** Start with the lines from this time on, in RFC 3339; instead of `sinceSeconds`. Resumes a log that broke off. */
  sinceTime?: string | undefined;
  /** Each line begins with its time, in RFC 3339. */
  timestamps?: boolean | undefined;
  limitBytes?: number | undefined;
  /** Called when the server has begun to answer, which may be long before the first line. */
  onOpen?: (() => void) | undefined;
}
