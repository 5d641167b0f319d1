import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INode } from 'kubernetes-models/v1/Node';
import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IceoryxDeployment as StoredDeployment } from '../api/iceoryx-deployment.generated.ts';
import type { IceoryxDomain as StoredDomain } from '../api/iceoryx-domain.generated.ts';
import type { IceoryxProfile as StoredProfile } from '../api/iceoryx-profile.ts';
import type { IceoryxSweep } from '../api/iceoryx-sweep.generated.ts';
import type { Typed } from '../kube/object.ts';
import type { Resource } from '../kube/resource.ts';
import { DOMAIN_LABEL, DOMAIN_NAMESPACE_LABEL } from '../pod/names.ts';
import { cut } from '../text.ts';
import { excessOf, MOST_TEXT } from './kit/bounds.ts';
import type { Child } from './kit/child.ts';
import { keptMetadata } from './kit/metadata.ts';

/** The objects that controllers manage, as the API server stores them. */
export type { IceoryxSweep } from '../api/iceoryx-sweep.generated.ts';
/** Cached projection: see {@link cachedDomain}. */
export type IceoryxDomain = StoredDomain & {
  /** Why it is not kept whole, and the way out. Its specification is missing then. */
  readonly excess?: string | undefined;
};
/** Cached projection: see {@link cachedDeployment}. */
export type IceoryxDeployment = StoredDeployment & {
  /** Why it is not kept whole, and the way out. Most of its specification is missing then. */
  readonly excess?: string | undefined;
};
/** Cached projection: see {@link cachedProfile}. */
export type IceoryxProfile = StoredProfile & {
  /** Why it is not kept whole, and the way out. Most of its specification is missing then. */
  readonly excess?: string | undefined;
};
export type Claim = Typed<IPersistentVolumeClaim>;
export type DaemonSet = Typed<IDaemonSet> & Child;
export type Job = Typed<IJob>;
export type Node = Typed<INode>;
export type Pod = Typed<IPod>;
export type Volume = Typed<IPersistentVolume>;

/** `kubectl get iceoryxdeployments` */
export const ICEORYX_DEPLOYMENTS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDeployment',
  plural: 'iceoryxdeployments',
  namespaced: true,
};

/** `kubectl get iceoryxdomains` */
export const ICEORYX_DOMAINS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDomain',
  plural: 'iceoryxdomains',
  namespaced: true,
};

/** `kubectl get iceoryxprofiles` */
export const ICEORYX_PROFILES: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxProfile',
  plural: 'iceoryxprofiles',
  namespaced: true,
};

/** `kubectl get iceoryxsweeps` */
export const ICEORYX_SWEEPS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxSweep',
  plural: 'iceoryxsweeps',
  namespaced: false,
};

export const JOBS: Resource = { group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true };

const SHORTEN_TEMPLATE = 'spec.template, for instance by a ConfigMap for scripts in args or values in env';
const SHORTEN_ROUDI = 'spec.roudi, such as the values of env';

/**
 * Cached projection of an IceoryxDeployment. If it exceeds a bound, only fields of limited size are kept, and its pods
 * stay as they are.
 */
export function cachedDeployment(object: IceoryxDeployment): IceoryxDeployment {
  const { spec } = object;
  const metadata = keptMetadata(object.metadata, ['generation', 'deletionTimestamp', 'finalizers', 'labels']);
  const excess = excessOf({ spec, metadata }, SHORTEN_TEMPLATE);
  if (excess === undefined) {
    return { ...object, metadata } as IceoryxDeployment;
  }
  const { replicas, paused, recovery, domain } = spec;
  const template = { spec: { containers: [] } };
  return {
    ...object,
    metadata: keptMetadata(object.metadata, ['generation', 'deletionTimestamp']),
    spec: withoutUndefined({ replicas, paused, recovery, domain, template }),
    excess,
  } as IceoryxDeployment;
}

/** Cached projection of an IceoryxDomain. If it exceeds a bound, it is kept without its specification, and RouDi stays. */
export function cachedDomain(object: IceoryxDomain): IceoryxDomain {
  const { spec } = object;
  const metadata = keptMetadata(object.metadata, ['generation', 'deletionTimestamp', 'finalizers']);
  const excess = excessOf({ spec }, SHORTEN_ROUDI);
  return (
    excess === undefined ? { ...object, metadata } : { ...object, metadata, spec: { roudi: {} }, excess }
  ) as IceoryxDomain;
}

/** Cached projection of an IceoryxProfile. If it exceeds a bound, only fields of limited size are kept: no pod gets RouDi. */
export function cachedProfile(object: IceoryxProfile): IceoryxProfile {
  const { spec } = object;
  const metadata = keptMetadata(object.metadata, ['generation', 'deletionTimestamp']);
  const excess = excessOf({ spec }, SHORTEN_ROUDI);
  if (excess === undefined) {
    return { ...object, metadata } as IceoryxProfile;
  }
  const { domain, recovery, rollout, missed } = spec;
  return {
    ...object,
    metadata,
    spec: withoutUndefined({ domain, recovery, rollout, missed }),
    excess,
  } as IceoryxProfile;
}

/** Annotation of an IceoryxSweep that starts a run whenever it is set to another value. */
export const RUN_AT_ANNOTATION = 'iceoryx.io/run-at';

/** Cached projection of an IceoryxSweep: of its annotations only that which starts a run. */
export function cachedSweep(object: IceoryxSweep): IceoryxSweep {
  const runAt = object.metadata.annotations?.[RUN_AT_ANNOTATION];
  const metadata = {
    ...keptMetadata(object.metadata, ['generation', 'deletionTimestamp']),
    ...(runAt === undefined ? {} : { annotations: { [RUN_AT_ANNOTATION]: cut(runAt, MOST_TEXT) } }),
  };
  return { ...object, metadata } as IceoryxSweep;
}

type AccessSpec = Pick<NonNullable<Volume['spec']>, 'claimRef' | 'hostPath'> & { readonly volumeName?: string };

/** Cached projection of a volume or claim of a domain. Any user may create claims. */
export function cachedAccess<T extends Claim | Volume>({ spec, status, metadata, ...type }: T): T {
  const { claimRef, volumeName, hostPath } = (spec ?? {}) as AccessSpec;
  const { [DOMAIN_LABEL]: name = '', [DOMAIN_NAMESPACE_LABEL]: namespace = '' } = metadata.labels ?? {};
  const labels = { [DOMAIN_LABEL]: name, [DOMAIN_NAMESPACE_LABEL]: namespace };
  return {
    apiVersion: type.apiVersion,
    kind: type.kind,
    metadata: { ...keptMetadata(metadata, ['deletionTimestamp']), labels },
    spec: withoutUndefined({
      volumeName,
      hostPath: hostPath && { path: hostPath.path },
      claimRef: claimRef && { name: claimRef.name, namespace: claimRef.namespace },
    }),
    status: { phase: status?.phase },
  } as unknown as T;
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** An object whose pods may use a domain. */
export interface UserOfDomain {
  readonly metadata: Pick<IceoryxDeployment['metadata'], 'namespace'>;
  readonly spec: Pick<IceoryxDeployment['spec'], 'domain'>;
}

/** Key of the IceoryxDomain that an IceoryxDeployment names; undefined for pods with a RouDi of their own. */
export function domainKeyOf({ metadata, spec }: UserOfDomain): string | undefined {
  return spec.domain && `${spec.domain.namespace ?? metadata.namespace}/${spec.domain.name}`;
}
