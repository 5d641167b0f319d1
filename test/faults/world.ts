import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { Resource } from '../../src/kube/resource.ts';

/** An API server that can be made to fail. */
export interface World extends AsyncDisposable {
  readonly access: ClusterAccess;
  /** May do everything, and meets no fault but those of the server itself. */
  readonly admin: KubeClient;
  /** What scenarios make objects of, in the namespace `default`. */
  readonly resource: Resource;
  readonly levers: Partial<Levers>;
}

/** What can go wrong within a server. What can go wrong on the way to it is the relay's business. */
export interface Levers {
  /** Kills a part of the server, which comes back by itself. */
  crash: Readonly<Record<string, () => Promise<void>>>;
  /** Makes the server forget all versions but the present. */
  forget: () => Promise<void>;
  /** Tells all watches this version, without a change. */
  bookmark: (version: number) => void;
  /** Makes reads of a type fail, those of the object `default/a` with 500. */
  fail: () => Promise<{ resource: Resource; mend: () => Promise<void> }>;
  /** Sheds whatever comes with this access, with 429 and a Retry-After of a second. */
  shed: () => Promise<{ access: ClusterAccess; admit: () => Promise<void> }>;
  tokens: Tokens;
  certificates: Certificates;
}

export interface Tokens {
  /** One that the server takes. */
  issue: () => Promise<string>;
  /** Resolves once the server takes none of those that were issued. */
  revoke: () => Promise<void>;
}

/** A certificate or key in PEM. */
type Pem = string;

export interface Certificates {
  /** CA that has signed the server's certificate. */
  serverAuthority: () => Pem;
  /** Of a client that the server takes, for so many seconds. */
  issue: (user: string, seconds: number) => Promise<{ cert: Pem; key: Pem }>;
  /** Gives the server a certificate of another authority. */
  renewServerAuthority: () => Promise<void>;
}

/** Servers of one kind, and the levers they have. */
export interface ServerKind {
  readonly levers: readonly (keyof Levers)[];
  start: () => Promise<World>;
}
