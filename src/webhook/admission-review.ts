import type { JsonPatchOperation } from '../kube/options.ts';
import type { KubeObject } from '../kube/object.ts';

/** What an API server asks of a webhook: `request` of an AdmissionReview of admission.k8s.io/v1. */
export interface AdmissionRequest {
  readonly uid: string;
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly operation: string;
  readonly namespace?: string;
  /** Empty for an object whose name is to be generated. */
  readonly name?: string;
  readonly userInfo?: { readonly username?: string };
  readonly object?: KubeObject;
  readonly dryRun?: boolean;
}

/** What is answered: whether the object is admitted, and how it is changed before. */
export interface AdmissionResponse {
  readonly allowed: boolean;
  /** Why it is refused. The API server shows `message` to the one who asked. */
  readonly status?: { readonly code: number; readonly reason?: string; readonly message: string };
  readonly patch?: readonly JsonPatchOperation[];
  /** Shown to the one who asked, beside the result. */
  readonly warnings?: readonly string[];
  /** Written to the API server's audit log, with the name of the webhook in front of each key. */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

const API_VERSION = 'admission.k8s.io/v1';
const KIND = 'AdmissionReview';

/** The body of a request is no AdmissionReview that is understood; the message says why. */
export class NotAReview extends Error {
  override readonly name = 'NotAReview';
}

/**
 * Reads the body of a request.
 * @throws NotAReview
 */
export function requestOf(body: string): AdmissionRequest {
  const review = parsed(body);
  if (!isObject(review) || review['apiVersion'] !== API_VERSION || review['kind'] !== KIND) {
    const { apiVersion, kind } = isObject(review) ? review : {};
    throw new NotAReview(
      `the body must be of apiVersion ${API_VERSION} and kind ${KIND}, not ${shown(apiVersion)} and ${shown(kind)}`,
    );
  }
  const { request } = review;
  if (!isObject(request)) {
    throw new NotAReview(`request of the ${KIND} must be an object, not ${shown(request)}`);
  }
  const { uid, operation, kind } = request;
  if (typeof uid !== 'string' || uid === '') {
    throw new NotAReview(`request.uid must be a text, not ${shown(uid)}`);
  }
  if (typeof operation !== 'string') {
    throw new NotAReview(`request.operation must be a text such as CREATE, not ${shown(operation)}`);
  }
  if (!isObject(kind) || typeof kind['kind'] !== 'string') {
    throw new NotAReview(`request.kind must be a group, a version and a kind, not ${shown(kind)}`);
  }
  if (request['object'] !== undefined && request['object'] !== null && !isObject(request['object'])) {
    throw new NotAReview(`request.object must be an object, not ${shown(request['object'])}`);
  }
  return request as unknown as AdmissionRequest;
}

/** The body of the answer. */
export function reviewOf({ uid }: AdmissionRequest, { patch, ...response }: AdmissionResponse): string {
  const changes =
    patch === undefined || patch.length === 0
      ? {}
      : { patchType: 'JSONPatch', patch: Buffer.from(JSON.stringify(patch)).toString('base64') };
  return JSON.stringify({ apiVersion: API_VERSION, kind: KIND, response: { uid, ...response, ...changes } });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new NotAReview(`the body must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MOST_SHOWN = 40;

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, MOST_SHOWN);
}
