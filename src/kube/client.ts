import { backoffMs } from '../runtime/backoff.ts';
import { pause, withDeadline } from '../runtime/clock.ts';
import type { ClusterAccess } from './access.ts';
import { ApiError, ConnectionError, type Exchange } from './errors.ts';
import { type KubeObject, splitKey } from './object.ts';
import { query, type Selection } from './query.ts';
import { apiVersion, type Resource, resourcePath, type ResourceScope } from './resource.ts';
import { type Attempt, type Observer, Transport } from './transport.ts';
import { type WatchEvent, type WatchOptions, watchEvents } from './watch.ts';

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call, retries included; 30 s unless said otherwise. */
  timeoutMs?: number | undefined;
}

export type { Attempt, Observer, Selection, WatchEvent, WatchOptions };

export interface ListOptions extends RequestOptions, Selection {
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
  /** Runs everything but the storage of the object. */
  dryRun?: boolean | undefined;
  subresource?: string | undefined;
}

export interface ApplyOptions extends WriteOptions {
  fieldManager: string;
  /** Takes fields over from other managers instead of failing with a conflict. */
  force?: boolean | undefined;
}

export interface DeleteOptions extends RequestOptions {
  /** The delete fails with a conflict if the object is not this one. */
  preconditions?: { uid?: string; resourceVersion?: string } | undefined;
  propagationPolicy?: 'Foreground' | 'Background' | 'Orphan' | undefined;
  gracePeriodSeconds?: number | undefined;
  dryRun?: boolean | undefined;
}

export interface ClientOptions {
  access: ClusterAccess;
  /** For instance `iceoryx-operator/0.1.0`. */
  userAgent: string;
  /** Milliseconds for a call that names none. */
  timeoutMs?: number | undefined;
  /** Told of every request, retry and watch as it is answered or fails. */
  observer?: Observer | undefined;
}

const RETRIES = 4;
const RETRY_BACKOFF = { baseMs: 100, capMs: 5_000 };

/** Errors that say that the connection could not be made or broke, as against one that will not do. */
const CONNECTION_CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

interface Call extends RequestOptions, Exchange {
  contentType?: string;
  body?: object | undefined;
  /** To send it twice does no more than to send it once. */
  idempotent: boolean;
}

/**
 * The API server as raw JSON: fields we do not know pass through untouched.
 *
 * Every call throws {@link ApiError} when the server refuses, {@link ConnectionError} when there is no answer in time,
 * and the reason of its signal when that aborts. Reads and patches are tried again when the connection breaks or the
 * server asks for patience; a create or delete is not, since nobody could tell what the first try did.
 */
export class KubeClient {
  readonly #transport: Transport;
  readonly #timeoutMs: number;

  constructor({ timeoutMs = 30_000, ...transport }: ClientOptions) {
    this.#transport = new Transport(transport);
    this.#timeoutMs = timeoutMs;
  }

  get<T extends KubeObject>(resource: Resource, key: string, options: RequestOptions = {}): Promise<T> {
    const path = resourcePath(resource, splitKey(key));
    return this.#call<T>({ ...options, method: 'GET', path, idempotent: true });
  }

  async list<T extends KubeObject>(resource: Resource, options: ListOptions = {}): Promise<List<T>> {
    const { namespace, labelSelector, fieldSelector, limit, signal, timeoutMs } = options;
    const path =
      resourcePath(resource, { namespace }) +
      query({ labelSelector, fieldSelector, limit, continue: options.continue });
    const list = await this.#call<{ metadata: { resourceVersion: string; continue?: string }; items: T[] | null }>({
      method: 'GET',
      path,
      signal,
      timeoutMs,
      idempotent: true,
    });
    const { resourceVersion, continue: next } = list.metadata;
    // Only the list names its type; an object from it should look like one from get or watch.
    const items = list.items ?? [];
    for (const item of items) {
      Object.assign(item, typeOf(resource));
    }
    return next ? { items, resourceVersion, continue: next } : { items, resourceVersion };
  }

  /** With a subresource, posts `object` to that of the object it names, such as an Eviction to `eviction` of a pod. */
  create<T extends KubeObject>(resource: Resource, object: T, options: WriteOptions = {}): Promise<T> {
    const { namespace, name } = object.metadata;
    const { subresource } = options;
    const scope = subresource === undefined ? { namespace } : { namespace, name, subresource };
    return this.#write<T>('POST', 'application/json', resource, scope, { ...typeOf(resource), ...object }, options);
  }

  /**
   * Server-side apply: creates the object, or sets the fields it names and gives up those that this field manager named
   * before but no longer does.
   */
  apply<T extends KubeObject>(resource: Resource, object: T, options: ApplyOptions): Promise<T> {
    const { namespace, name } = object.metadata;
    const scope = { namespace, name, subresource: options.subresource };
    const body = { ...typeOf(resource), ...object };
    return this.#write<T>('PATCH', 'application/apply-patch+yaml', resource, scope, body, options);
  }

  /** Server-side apply to the status subresource. */
  applyStatus<T extends KubeObject>(resource: Resource, object: T, options: ApplyOptions): Promise<T> {
    return this.apply(resource, object, { ...options, subresource: 'status' });
  }

  /** JSON merge patch: null removes a field, lists are replaced whole. */
  patch<T extends KubeObject>(resource: Resource, key: string, patch: object, options: WriteOptions = {}): Promise<T> {
    const scope = { ...splitKey(key), subresource: options.subresource };
    return this.#write<T>('PATCH', 'application/merge-patch+json', resource, scope, patch, options);
  }

  /** JSON merge patch of the status subresource. */
  mergePatchStatus<T extends KubeObject>(
    resource: Resource,
    key: string,
    patch: object,
    options: WriteOptions = {},
  ): Promise<T> {
    return this.patch(resource, key, patch, { ...options, subresource: 'status' });
  }

  /** Asks for deletion; finalizers and grace periods may keep the object for a while. */
  async delete(resource: Resource, key: string, options: DeleteOptions = {}): Promise<void> {
    const { preconditions, propagationPolicy, gracePeriodSeconds, dryRun, ...request } = options;
    await this.#call({
      ...request,
      method: 'DELETE',
      path: resourcePath(resource, splitKey(key)),
      contentType: 'application/json',
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions,
        propagationPolicy,
        gracePeriodSeconds,
        dryRun: dryRun ? ['All'] : undefined,
      },
      idempotent: false,
    });
  }

  /**
   * Changes after a resource version, until the server or the caller ends it.
   * @throws ApiError also for an ERROR event of the stream, such as {@link isGone} when the version is too old
   */
  watch<T extends KubeObject>(resource: Resource, options: WatchOptions): AsyncGenerator<WatchEvent<T>, void> {
    return watchEvents<T>(this.#transport, resource, options);
  }

  /** Ends all connections; calls under way fail. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  #write<T>(
    method: 'POST' | 'PATCH',
    contentType: string,
    resource: Resource,
    scope: ResourceScope,
    body: object,
    options: WriteOptions & { force?: boolean | undefined },
  ): Promise<T> {
    const { fieldManager, dryRun, force, signal, timeoutMs } = options;
    const parameters = { fieldManager, dryRun: dryRun ? 'All' : undefined, force: force ? 'true' : undefined };
    const path = resourcePath(resource, scope) + query(parameters);
    return this.#call<T>({ method, path, contentType, body, signal, timeoutMs, idempotent: method === 'PATCH' });
  }

  #call<T>(call: Call): Promise<T> {
    const timeoutMs = call.timeoutMs ?? this.#timeoutMs;
    const deadline = performance.now() + timeoutMs;
    const late = (): Error => this.#transport.late(call, timeoutMs);
    return withDeadline(timeoutMs, call.signal, late, async (signal) => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await this.#once<T>(call, attempt, signal);
        } catch (error) {
          const waitMs = call.idempotent && attempt < RETRIES ? retryAfterMs(error, attempt) : undefined;
          if (waitMs === undefined || performance.now() + waitMs >= deadline) {
            throw error;
          }
          await pause(waitMs, signal);
          signal.throwIfAborted();
        }
      }
    });
  }

  async #once<T>(call: Call, retry: number, signal: AbortSignal): Promise<T> {
    const body = await this.#transport.send('requests', call, {
      signal,
      retry,
      // The deadline of the whole call holds instead.
      headersTimeout: 0,
      bodyTimeout: 0,
      ...(call.contentType === undefined ? {} : { headers: { 'content-type': call.contentType } }),
      body: call.body === undefined ? null : JSON.stringify(call.body),
    });
    return this.#transport.json<T>(call, signal, body);
  }
}

function typeOf(resource: Resource): { apiVersion: string; kind: string } {
  return { apiVersion: apiVersion(resource), kind: resource.kind };
}

/**
 * Milliseconds after which a failed call may be sent again; undefined if that would not help. A 429 that names no time
 * is no overload but a refusal, as by a disruption budget.
 */
function retryAfterMs(error: unknown, attempt: number): number | undefined {
  const backoff = backoffMs(attempt, RETRY_BACKOFF);
  if (error instanceof ConnectionError) {
    return CONNECTION_CODES.has(error.code) ? backoff : undefined;
  }
  if (!(error instanceof ApiError)) {
    return undefined;
  }
  if (error.retryAfterSeconds !== undefined && (error.status === 429 || error.status >= 500)) {
    return error.retryAfterSeconds * 1000 + backoff;
  }
  return error.status === 503 ? backoff : undefined;
}
