import type { CredentialSource } from './credentials.ts';

/** Where the API server is and how to authenticate with it. */
export interface ClusterAccess {
  /** May carry a path prefix, as clusters behind a gateway do. */
  readonly server: URL;
  /** Namespace of the kubeconfig's context, or of the pod we run in. */
  readonly namespace: string;
  /** Name of the kubeconfig's context; absent in a pod. */
  readonly context?: string;
  /** HTTP proxy through which the server is reached. */
  readonly proxy?: URL;
  readonly credentials: CredentialSource;
}
