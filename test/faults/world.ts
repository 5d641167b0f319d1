import type { ClusterAccess } from '../../src/kube/cluster-access.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { Resource } from '../../src/kube/resource.ts';

/** An API server that can be made to fail. */
export interface World extends AsyncDisposable {
  readonly access: ClusterAccess;
  /** A client with all rights, which meets no fault but those of the server itself. */
  readonly admin: KubeClient;
  /** The type of the objects of scenarios, in the namespace `default`. */
  readonly resource: Resource;
  readonly levers: Partial<Levers>;
}

/** Faults within a server. Faults of the connection to it belong to the relay. */
export interface Levers {
  /** Kills a part of the server, which restarts by itself. */
  crash: Readonly<Record<string, () => Promise<void>>>;
  /** Makes the server forget all versions but the current one. */
  forget: () => Promise<void>;
  /** Sends this version to all watches, without a change. */
  bookmark: (version: number) => void;
  /** Makes reads of a type fail, and reads of the object `default/a` with 500. */
  fail: () => Promise<{ resource: Resource; mend: () => Promise<void> }>;
  /** Sheds all requests with this access, with 429 and a Retry-After of one second. */
  shed: () => Promise<{ access: ClusterAccess; admit: () => Promise<void> }>;
  tokens: Tokens;
  certificates: Certificates;
}

export interface Tokens {
  /** Issues a token that the server accepts. */
  issue: () => Promise<string>;
  /** Resolves once the server rejects all tokens that were issued. */
  revoke: () => Promise<void>;
}

/** A certificate or key in PEM. */
type Pem = string;

export interface Certificates {
  /** CA that signed the server's certificate. */
  serverAuthority: () => Pem;
  /** Issues a certificate of a client that the server accepts for so many seconds. */
  issue: (user: string, seconds: number) => Promise<{ cert: Pem; key: Pem }>;
  /** Gives the server a certificate of another CA. */
  renewServerAuthority: () => Promise<void>;
}

/** Servers of one kind, and the faults that they can produce. */
export interface ServerKind {
  readonly levers: readonly (keyof Levers)[];
  start: () => Promise<World>;
}
