import { X509Certificate } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import { ConnectionError, isUnauthorized } from './errors.ts';

/** Codes of OpenSSL and Node for certificates that are not trusted, expired or unusable. */
const TRUST_FAILED = /^(?:CERT_|DEPTH_ZERO_|ERR_OSSL_|ERR_SSL_|ERR_TLS_CERT|SELF_SIGNED_CERT|UNABLE_TO_)/;
const KEY_MISMATCH = 'ERR_OSSL_X509_KEY_VALUES_MISMATCH';
const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';
const EXPIRED = 'CERT_HAS_EXPIRED';
/** Signed by an unknown CA. */
const UNKNOWN_SIGNER = /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_)/;
const AGAIN = 'changes of the file are picked up automatically';

/** Whether the server rejected our credentials (401), or either side rejected the other's certificate. */
export function isCredentialError(error: unknown): error is Error {
  return isUnauthorized(error) || (error instanceof ConnectionError && TRUST_FAILED.test(error.code));
}

/** Adds to a credential error which file is wrong, why, and how to fix it. */
export function withExplanation(error: Error, credentials: Credentials, now: Date): Error {
  const why = error instanceof ConnectionError ? aboutServer(error.code, credentials) : aboutUs(credentials, now);
  if (why !== undefined) {
    error.message += `; ${why}`;
  }
  return error;
}

function aboutServer(code: string, { origin }: Credentials): string | undefined {
  if (code === KEY_MISMATCH) {
    return `the key in ${origin?.key} is not that of the client certificate in ${origin?.certificate}; ${AGAIN}`;
  }
  if (code === EXPIRED) {
    return 'the certificate of the API server has expired and must be renewed there';
  }
  if (code === WRONG_NAME) {
    return "reach it by a name of its certificate, or give the kubeconfig's cluster that tls-server-name";
  }
  return UNKNOWN_SIGNER.test(code)
    ? `its certificate is not signed by a CA in ${origin?.ca ?? 'those of the system'}; add the one that has signed it, ${AGAIN}`
    : undefined;
}

function aboutUs({ tls, authorization, origin }: Credentials, now: Date): string {
  const [what, expired] =
    authorization !== undefined
      ? [`the token in ${origin?.token}`, tokenEnd(authorization)]
      : tls.cert !== undefined
        ? [`the client certificate in ${origin?.certificate}`, certificateEnd(tls.cert)]
        : ['a client without credentials', undefined];
  return expired !== undefined && expired <= now
    ? `${what} expired at ${expired.toISOString()}: renew it, ${AGAIN}`
    : `the API server rejects ${what}: does it belong to this cluster? ${AGAIN}`;
}

function certificateEnd(pem: Buffer | string): Date | undefined {
  try {
    return new X509Certificate(pem).validToDate;
  } catch {
    return undefined;
  }
}

/** The expiry of a JSON web token (RFC 7519, `exp`); undefined for other tokens. */
function tokenEnd(authorization: string): Date | undefined {
  try {
    const payload = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString();
    const { exp } = JSON.parse(payload) as { exp?: unknown };
    return typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  } catch {
    return undefined;
  }
}
