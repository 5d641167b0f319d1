import { type Clock, pause, systemClock, withDeadline } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { ApiError, ConnectionError, type Exchange } from './errors.ts';
import { exec, type ExecOptions, type ExecResult } from './exec.ts';
import { lines } from './lines.ts';
import { type KubeObject, splitKey } from './object.ts';
import type {
  ApplyOptions,
  DeleteOptions,
  GetOptions,
  JsonPatchOperation,
  List,
  ListOptions,
  LogOptions,
  RequestOptions,
  WriteOptions,
} from './options.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { acceptOf, typed } from './partial.ts';
import { query, type Selection } from './query.ts';
import { PODS, type Resource, resourcePath, type ResourceScope, typeOf } from './resource.ts';
import { isRepeatable, RETRIES, retryAfterMs } from './retry.ts';
import { type Attempt, type Observer, Transport } from './transport.ts';
import { type WatchEvent, type WatchOptions, watchEvents } from './watch.ts';

export type * from './options.ts';
export type { Attempt, ExecOptions, ExecResult, Observer, Selection, WatchEvent, WatchOptions };

export interface ClientOptions {
  access: ClusterAccess;
  /** For instance `iceoryx-operator/0.1.0`. */
  userAgent: string;
  /** Milliseconds for a call that names none. */
  timeoutMs?: number | undefined;
  /** Called for every request, retry and watch when it is answered or fails. */
  observer?: Observer | undefined;
  /** Receives the API server's warnings, each once. */
  log?: Log | undefined;
  /**
   * Called right before anything but a read is written to a connection, retries included. If it throws, the request is
   * not sent and the call throws the same.
   */
  beforeWrite?: (() => void) | undefined;
  clock?: Clock | undefined;
}

/** The version of an API server. Distributions add to it, such as `v1.36.3+k3s1`. */
export interface ServerVersion {
  readonly gitVersion?: string;
  readonly platform?: string;
}

const LOG_HEADERS_TIMEOUT_MS = 30_000;

interface Call extends RequestOptions, Exchange {
  accept?: string | undefined;
  contentType?: string;
  body?: object | undefined;
  /** Sending it twice has the same effect as sending it once. */
  idempotent: boolean;
}

/**
 * The API server as raw JSON: fields we do not know pass through untouched.
 *
 * Every call throws `ApiError` if the server refuses, `ConnectionError` if there is no answer in time, and the reason
 * of its signal if that aborts. Calls are retried where that is safe, see {@link isRepeatable}: a read, merge patch or
 * apply also after a broken connection, the others only if the server has certainly done nothing. While the server
 * cannot be reached, calls share their retries, see {@link CircuitBreaker}.
 */
export class KubeClient {
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  readonly #breaker: CircuitBreaker;

  constructor({ timeoutMs = 30_000, clock = systemClock, observer, ...transport }: ClientOptions) {
    const observe: Observer = (attempt) => {
      if (attempt.status !== undefined) {
        this.#breaker.succeeded();
      }
      observer?.(attempt);
    };
    this.#transport = new Transport({ ...transport, observer: observe, clock });
    this.#timeoutMs = timeoutMs;
    this.#clock = clock;
    this.#breaker = new CircuitBreaker(clock);
  }

  async get<T extends KubeObject>(resource: Resource, key: string, options: GetOptions = {}): Promise<T> {
    const { subresource, metadataOnly, ...request } = options;
    const path = resourcePath(resource, { ...splitKey(key), subresource });
    const accept = acceptOf('PartialObjectMetadata', metadataOnly);
    const object = await this.#call<T>({ ...request, method: 'GET', path, accept, idempotent: true });
    return metadataOnly ? typed(resource, object, metadataOnly) : object;
  }

  async list<T extends KubeObject>(resource: Resource, options: ListOptions = {}): Promise<List<T>> {
    const { namespace, labelSelector, fieldSelector, limit, metadataOnly, signal, timeoutMs, retry } = options;
    const path =
      resourcePath(resource, { namespace }) +
      query({ labelSelector, fieldSelector, limit, continue: options.continue });
    const list = await this.#call<{ metadata: { resourceVersion: string; continue?: string }; items: T[] | null }>({
      method: 'GET',
      path,
      accept: acceptOf('PartialObjectMetadataList', metadataOnly),
      signal,
      timeoutMs,
      retry,
      idempotent: true,
    });
    const { resourceVersion, continue: next } = list.metadata;
    // Only the list carries the type; an object from it should look like one from get or watch.
    const items = (list.items ?? []).map((item) => typed(resource, item, metadataOnly));
    return next ? { items, resourceVersion, continue: next } : { items, resourceVersion };
  }

  /**
   * With a subresource, posts `object` to that subresource of the object it names, such as an Eviction to `eviction` of
   * a pod.
   */
  create<T extends KubeObject>(resource: Resource, object: T, options: WriteOptions = {}): Promise<T> {
    const { namespace, name } = object.metadata;
    const { subresource } = options;
    const scope = subresource === undefined ? { namespace } : { namespace, name, subresource };
    return this.#write<T>('POST', 'application/json', resource, scope, { ...typeOf(resource), ...object }, options);
  }

  /**
   * Server-side apply: creates the object, or sets the fields given and gives up those that this field manager set
   * before but no longer names. A field that the schema does not know is refused.
   */
  apply<T extends KubeObject>(resource: Resource, object: T, options: ApplyOptions): Promise<T> {
    const { namespace, name } = object.metadata;
    const scope = { namespace, name, subresource: options.subresource };
    const body = { ...typeOf(resource), ...object };
    // An apply is refused for unknown fields in any case. The default, to look for them separately, makes the API
    // server parse the body once more as YAML (applyPatcher in endpoints/handlers/patch.go, v1.36), a third of its
    // work.
    const parameters = { ...options, fieldValidation: 'Ignore' } as const;
    return this.#write<T>('PATCH', 'application/apply-patch+yaml', resource, scope, body, parameters);
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

  /** JSON Patch: all operations in order, or none. */
  jsonPatch<T extends KubeObject>(
    resource: Resource,
    key: string,
    operations: readonly JsonPatchOperation[],
    options: WriteOptions = {},
  ): Promise<T> {
    const scope = { ...splitKey(key), subresource: options.subresource };
    return this.#write<T>('PATCH', 'application/json-patch+json', resource, scope, operations, options);
  }

  /** Asks for deletion; finalizers and grace periods may keep the object for a while. */
  async delete(resource: Resource, key: string, options: DeleteOptions = {}): Promise<void> {
    await this.#delete(resourcePath(resource, splitKey(key)), options);
  }

  /**
   * Changes after a resource version, until the server or the caller ends it.
   * @throws ApiError also for an ERROR event of the stream, such as `isGone` when the version is too old
   */
  watch<T extends KubeObject>(resource: Resource, options: WatchOptions): AsyncGenerator<WatchEvent<T>, void> {
    return watchEvents<T>(this.#transport, resource, options);
  }

  /**
   * Lines of a container's log. Only the caller's signal limits the time. A broken connection throws, after the lines
   * before it: `sinceTime` continues from there.
   */
  async *log(key: string, options: LogOptions = {}): AsyncGenerator<string, void> {
    const { signal = new AbortController().signal, onOpen, follow, previous, timestamps, ...rest } = options;
    const flags = Object.entries({ follow, previous, timestamps }).filter(([, value]) => value === true);
    const path =
      resourcePath(PODS, { ...splitKey(key), subresource: 'log' }) +
      query({ ...rest, ...Object.fromEntries(flags.map(([name]) => [name, 'true'])) });
    const exchange = { method: 'GET', path } as const;
    const body = await this.#transport.send('watches', exchange, {
      signal,
      headersTimeout: LOG_HEADERS_TIMEOUT_MS,
      bodyTimeout: 0,
    });
    onOpen?.();
    yield* lines(this.#transport.chunks(exchange, signal, body), { unfinished: true });
  }

  /** Runs a command in a container of a pod, see {@link exec}. It is never retried. */
  exec(key: string, options: ExecOptions): Promise<ExecResult> {
    return exec(this.#transport, this.#clock, key, options);
  }

  /**
   * The resource types of an API group version, as the API server has them now, in the order of their names: the server
   * sends those of CustomResourceDefinitions in any order. 404 for an unknown version.
   */
  async resources(group: string, version: string, options: RequestOptions = {}): Promise<Resource[]> {
    const path = `${group === '' ? '/api' : `/apis/${group}`}/${version}`;
    const { resources } = await this.#call<{ resources: { name: string; kind: string; namespaced: boolean }[] }>({
      ...options,
      method: 'GET',
      path,
      idempotent: true,
    });
    return resources
      .filter(({ name }) => !name.includes('/'))
      .map(({ name: plural, kind, namespaced }) => ({ group, version, kind, plural, namespaced }))
      .toSorted((a, b) => (a.plural < b.plural ? -1 : 1));
  }

  /** What the API server says of itself, which every authenticated user may read unless the cluster hides it. */
  version(options: RequestOptions = {}): Promise<ServerVersion> {
    return this.#call({ ...options, method: 'GET', path: '/version', idempotent: true });
  }

  /** Closes all connections; calls in flight fail. */
  close(): Promise<void> {
    return this.#transport.close();
  }

  async #delete(path: string, options: DeleteOptions): Promise<void> {
    const { preconditions, propagationPolicy, gracePeriodSeconds, dryRun, ...request } = options;
    await this.#call({
      ...request,
      method: 'DELETE',
      path,
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

  async #write<T extends KubeObject>(
    method: 'POST' | 'PUT' | 'PATCH',
    contentType: string,
    resource: Resource,
    scope: ResourceScope,
    body: object,
    options: WriteOptions & { force?: boolean | undefined },
  ): Promise<T> {
    const { fieldManager, fieldValidation, metadataOnly, signal, timeoutMs, retry } = options;
    const dryRun = options.dryRun ? 'All' : undefined;
    const parameters = { fieldManager, fieldValidation, dryRun, force: options.force ? 'true' : undefined };
    const path = resourcePath(resource, scope) + query(parameters);
    const idempotent = method === 'PATCH' && contentType !== 'application/json-patch+json';
    const accept = acceptOf('PartialObjectMetadata', metadataOnly);
    const call = { method, path, accept, contentType, body, signal, timeoutMs, retry, idempotent };
    const object = await this.#call<T>(call);
    return metadataOnly ? typed(resource, object, metadataOnly) : object;
  }

  #call<T>(call: Call): Promise<T> {
    const timeoutMs = call.timeoutMs ?? this.#timeoutMs;
    const deadline = this.#clock.now() + timeoutMs;
    let failure: unknown;
    const late = (): Error => this.#transport.late(call, timeoutMs, failure);
    const work = async (signal: AbortSignal): Promise<T> => {
      for (let attempt = 0; ; attempt += 1) {
        const send = (): Promise<T> => this.#once<T>(call, attempt, signal);
        try {
          const isUnreached = failure instanceof ConnectionError;
          return await (isUnreached ? this.#breaker.retry(send, failure, deadline, signal) : send());
        } catch (error) {
          failure = error;
          if (call.retry === false || attempt === RETRIES || !isRepeatable(error, call.idempotent)) {
            throw error;
          }
          if (error instanceof ApiError) {
            const waitMs = retryAfterMs(error, attempt);
            if (this.#clock.now() + waitMs >= deadline) {
              throw error;
            }
            await pause(waitMs, signal, this.#clock);
          }
          signal.throwIfAborted();
        }
      }
    };
    return withDeadline(timeoutMs, call.signal, late, work, this.#clock);
  }

  async #once<T>(call: Call, retry: number, signal: AbortSignal): Promise<T> {
    const { accept, contentType, body } = call;
    const response = await this.#transport.send('requests', call, {
      signal,
      retry,
      // The deadline of the whole call holds instead.
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: {
        ...(accept === undefined ? {} : { accept }),
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return this.#transport.json<T>(call, signal, response);
  }
}
