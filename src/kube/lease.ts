import type { KubeClient, RequestOptions } from './client.ts';
import { isAlreadyExists, isConflict, isNotFound } from './errors.ts';
import { type KubeObject, splitKey } from './object.ts';
import type { Resource } from './resource.ts';

export const LEASES: Resource = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
};

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/ */
export interface LeaseSpec {
  holderIdentity?: string | null;
  leaseDurationSeconds?: number;
  /** For display only: the clock of the holder may be wrong. */
  acquireTime?: string;
  renewTime?: string;
  /** How often the holder has changed. */
  leaseTransitions?: number;
}

export type Lease = KubeObject & { spec?: LeaseSpec };

/** The verbs that a role must allow on the Lease. */
export type LeaseVerbs = Pick<KubeClient, 'create' | 'get' | 'patch'>;

/** One Lease that several candidates write: a write succeeds only if the Lease is unchanged since it was read. */
export class LeaseRecord {
  readonly #client: LeaseVerbs;
  readonly #key: string;

  /** @param key `namespace/name` */
  constructor(client: LeaseVerbs, key: string) {
    this.#client = client;
    this.#key = key;
  }

  /** Undefined if there is none. */
  async read(options: RequestOptions): Promise<Lease | undefined> {
    return unless(isNotFound, this.#client.get<Lease>(LEASES, this.#key, options));
  }

  /** Undefined if there is one already. */
  async create(spec: LeaseSpec, options: RequestOptions): Promise<Lease | undefined> {
    const { namespace = '', name } = splitKey(this.#key);
    return unless(
      isAlreadyExists,
      this.#client.create<Lease>(LEASES, { metadata: { name, namespace }, spec }, options),
    );
  }

  /** Changes these fields; undefined if the Lease has changed since it was read. */
  async update({ metadata }: Lease, spec: LeaseSpec, options: RequestOptions): Promise<Lease | undefined> {
    const { uid, resourceVersion } = metadata;
    const patch = this.#client.patch<Lease>(LEASES, this.#key, { metadata: { uid, resourceVersion }, spec }, options);
    return unless((error) => isConflict(error) || isNotFound(error), patch);
  }
}

async function unless<T>(isExpected: (error: unknown) => boolean, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isExpected(error)) {
      return undefined;
    }
    throw error;
  }
}
