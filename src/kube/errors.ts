/** The part of a `Status` object that says what went wrong. */
export interface Status {
  code?: number;
  reason?: string;
  message?: string;
  details?: { causes?: StatusCause[]; retryAfterSeconds?: number };
}

export interface StatusCause {
  /** Machine-readable, such as `FieldManagerConflict` or `DisruptionBudget`. */
  reason?: string;
  /** Path of the field, such as `.spec.replicas`. */
  field?: string;
  message?: string;
}

/** The request an error belongs to. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Including its query. */
  readonly path: string;
}

/**
 * How kinds of refusal are distinguished: by HTTP status, and by the reason in the Status body where a status has two
 * meanings. Reasons are an open set, so for each status one kind matches all reasons that no other kind names.
 */
const KINDS = {
  Unauthorized: { status: 401 },
  Forbidden: { status: 403 },
  NotFound: { status: 404 },
  AlreadyExists: { status: 409, reason: 'AlreadyExists' },
  Conflict: { status: 409, notReason: 'AlreadyExists' },
  Gone: { status: 410 },
  Invalid: { status: 422 },
  TooManyRequests: { status: 429 },
} as const satisfies Record<string, { status: number; reason?: string; notReason?: string }>;

/** The API server received the request and refused it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status, or the code of the Status within a watch. */
  readonly status: number;
  /** CamelCase reason of the Status body, empty without one. */
  readonly reason: string;
  /** The API server's message, without our text about the request. */
  readonly detail: string;
  readonly causes: readonly StatusCause[];
  /** How long the server asks callers to wait before a retry. */
  readonly retryAfterSeconds: number | undefined;
  readonly method: string;
  readonly path: string;

  constructor(exchange: Exchange, httpStatus: number, status: Status, retryAfterSeconds?: number) {
    const code = status.code ?? httpStatus;
    const label = status.reason === undefined || status.reason === '' ? `${code}` : `${code} ${status.reason}`;
    const detail = status.message || 'the server gave no reason';
    super(`${exchange.method} ${exchange.path}: ${label}: ${detail}`);
    this.detail = detail;
    this.status = code;
    this.reason = status.reason ?? '';
    this.causes = status.details?.causes ?? [];
    this.retryAfterSeconds = retryAfterSeconds ?? status.details?.retryAfterSeconds;
    this.method = exchange.method;
    this.path = exchange.path;
  }
}

/** No answer: the connection failed or broke, or the deadline passed. What the server did is unknown. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Code of the system or of undici, such as `ECONNREFUSED`, or `DEADLINE`. */
  readonly code: string;
  readonly method: string;
  readonly path: string;

  constructor({ method, path }: Exchange, server: string, code: string, why = code, cause?: unknown) {
    super(`${method} ${path}: no answer from ${server}: ${why}`, { cause });
    this.code = code;
    this.method = method;
    this.path = path;
  }
}

function is(kind: keyof typeof KINDS, error: unknown): error is ApiError {
  const { status, reason, notReason }: { status: number; reason?: string; notReason?: string } = KINDS[kind];
  return (
    error instanceof ApiError &&
    error.status === status &&
    (reason === undefined || error.reason === reason) &&
    (notReason === undefined || error.reason !== notReason)
  );
}

/** 401: the credentials are missing, wrong or expired. */
export const isUnauthorized = (error: unknown): error is ApiError => is('Unauthorized', error);
/** 403: the role does not allow it, or an admission plugin refuses it. */
export const isForbidden = (error: unknown): error is ApiError => is('Forbidden', error);
/** 403 of a create: the namespace is being deleted and takes nothing new. */
export const isNamespaceEnding = (error: unknown): error is ApiError =>
  isForbidden(error) && error.causes.some(({ reason }) => reason === 'NamespaceTerminating');
/** 404: no such object, or no such resource type. */
export const isNotFound = (error: unknown): error is ApiError => is('NotFound', error);
/** 409 on create: the name is taken. */
export const isAlreadyExists = (error: unknown): error is ApiError => is('AlreadyExists', error);
/** 409: the object has changed since it was read, or another field manager owns a field. */
export const isConflict = (error: unknown): error is ApiError => is('Conflict', error);
/** 410: the resource version or the continue token is too old. */
export const isGone = (error: unknown): error is ApiError => is('Gone', error);
/** 422: the object breaks the schema or a validation rule. */
export const isInvalid = (error: unknown): error is ApiError => is('Invalid', error);
/**
 * The body does not fit its type: a field that the schema does not know, or a value of the wrong type. For such an
 * apply the API server answers 500 (`structuredmerge.go` of k8s.io/apimachinery's managedfields, v1.36).
 */
export const isMalformed = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  (error.status === 400 || (error.status === 500 && error.detail.includes('failed to create typed patch object')));
/** 429: the server sheds load, or a disruption budget forbids an eviction. */
export const isTooManyRequests = (error: unknown): error is ApiError => is('TooManyRequests', error);

/**
 * 504 with this cause: the server has not seen the requested version yet. It lags behind the server that was asked
 * before, or its data come from a backup.
 */
export const isTooLargeResourceVersion = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.causes.some(({ reason }) => reason === 'ResourceVersionTooLarge');

/** The object is larger than a request may be (413), or than etcd accepts: 1.5 MiB by default. */
export const isTooLarge = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 413 || /\brequest is too large\b/.test(error.detail));
