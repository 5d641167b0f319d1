import { randomUUID } from 'node:crypto';
import { FIELD_MANAGER } from '../../controllers/kit/write-status.ts';
import type { KubeClient } from '../../kube/client.ts';
import { type KubeObject, splitKey } from '../../kube/object.ts';
import type { Resource } from '../../kube/resource.ts';
import { dataOf, type Issued, type SecretData } from './stored.ts';

export const SECRETS: Resource = { group: '', version: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true };

/** A Secret with a certificate of a server. */
export interface TlsSecret extends KubeObject {
  readonly type?: string;
  readonly data?: SecretData;
}

/**
 * Stores certificates in a Secret that is there, or in a new one.
 *
 * @throws a conflict if the Secret has changed since it was read, or another process has created it
 * @returns the Secret as the API server has it now
 */
export async function storeCertificates(
  client: KubeClient,
  key: string,
  present: TlsSecret | undefined,
  issued: Issued,
  signal: AbortSignal,
): Promise<TlsSecret> {
  const data = dataOf(issued);
  if (present !== undefined) {
    const { resourceVersion } = present.metadata;
    const write = { fieldManager: FIELD_MANAGER, signal };
    return client.patch<TlsSecret>(SECRETS, key, { metadata: { resourceVersion }, data }, write);
  }
  const { namespace = '', name } = splitKey(key);
  const metadata = { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'iceoryx-operator' } };
  // A right to create may name the object only if it is created by an apply (`createAuthorizerAttributes` in
  // endpoints/handlers/patch.go of k8s.io/apiserver, v1.36). An apply does not mind that the object exists, but that
  // another manager has set its fields: so each one has a manager of its own.
  const fieldManager = `${FIELD_MANAGER}-${randomUUID()}`;
  return client.apply<TlsSecret>(SECRETS, { metadata, type: 'kubernetes.io/tls', data }, { fieldManager, signal });
}
