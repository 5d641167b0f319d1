import { claimName } from '../../pod/domain.ts';
import { DOMAIN_LABEL, DOMAIN_NAMESPACE_LABEL } from '../../pod/names.ts';
import type { Claim, IceoryxDomain, Volume } from '../resources.ts';

/*
 * Pods of apps get the directories of their node through a claim in their own namespace, which Pod Security
 * `restricted` admits, unlike hostPath. Behind each claim is a PersistentVolume that is bound to it in advance, by name
 * and namespace: no other claim can use it, so the directories cannot be reached from a namespace that the domain does
 * not admit.
 */

/** The objects that give pods of a namespace access to the directories of a domain. */
export interface Access {
  readonly volume: Volume;
  readonly claim: Claim;
}

/**
 * @param directory of the domain on each node
 * @param namespace of the pods
 */
export function accessFor({ metadata }: IceoryxDomain, directory: string, bytes: bigint, namespace: string): Access {
  const { name, namespace: home = '' } = metadata;
  const labels = {
    [DOMAIN_LABEL]: name,
    [DOMAIN_NAMESPACE_LABEL]: home,
    'app.kubernetes.io/managed-by': 'iceoryx-operator',
  };
  const claim = claimName(home, name);
  const volume = `${claim}.${namespace}`;
  const common = { accessModes: ['ReadWriteMany' as const], storageClassName: '', volumeMode: 'Filesystem' as const };
  const storage = String(bytes);
  return {
    volume: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume, labels },
      spec: {
        ...common,
        capacity: { storage },
        // The kubelet does not create the directory, but waits for that of RouDi's pod.
        hostPath: { path: directory, type: 'Directory' },
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claim },
      },
    },
    claim: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: claim, namespace, labels },
      spec: { ...common, volumeName: volume, resources: { requests: { storage } } },
    },
  };
}

/** The namespace that a volume is for. */
export function namespaceOfVolume({ spec }: Pick<Volume, 'spec'>): string {
  return spec?.claimRef?.namespace ?? '';
}

/** Key of the IceoryxDomain that a volume or claim belongs to, by its labels. */
export function domainOfAccess({ metadata }: Pick<Claim, 'metadata'>): string[] {
  const { [DOMAIN_LABEL]: name, [DOMAIN_NAMESPACE_LABEL]: namespace } = metadata.labels ?? {};
  return name === undefined || namespace === undefined ? [] : [`${namespace}/${name}`];
}

/**
 * What to create and remove so that exactly these namespaces have access. A volume whose claim was deleted cannot be
 * bound again, and is replaced. Claims are removed before their volumes; Kubernetes keeps both while a pod uses them.
 */
export function planAccess(
  wanted: readonly Access[],
  volumes: readonly Volume[],
  claims: readonly Claim[],
): AccessPlan {
  const isWantedVolume = new Map(wanted.map(({ volume }) => [volume.metadata.name, volume]));
  const isWantedClaim = new Set(wanted.map(({ claim }) => keyOf(claim)));
  const isAvailable = new Set(volumes.map(({ metadata }) => metadata.name));
  const hasClaim = new Set(claims.map(keyOf));
  const spareClaims = claims.filter((claim) => !isWantedClaim.has(keyOf(claim)));
  return {
    volumes: wanted.flatMap(({ volume }) => (isAvailable.has(volume.metadata.name) ? [] : [volume])),
    claims: wanted.flatMap(({ claim }) => (hasClaim.has(keyOf(claim)) ? [] : [claim])),
    spareClaims: spareClaims.filter((claim) => !isGoing(claim)),
    spareVolumes: volumes.filter((volume) => {
      const isSpare = !isWantedVolume.has(volume.metadata.name) && !spareClaims.some((claim) => isOf(volume, claim));
      const isReleased = volume.status?.phase === 'Released' || volume.status?.phase === 'Failed';
      return !isGoing(volume) && (isSpare || isReleased);
    }),
  };
}

export interface AccessPlan {
  readonly volumes: readonly Volume[];
  readonly claims: readonly Claim[];
  readonly spareClaims: readonly Claim[];
  readonly spareVolumes: readonly Volume[];
}

function isGoing({ metadata }: Volume | Claim): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function isOf({ spec }: Volume, { metadata }: Claim): boolean {
  return spec?.claimRef?.name === metadata.name && spec.claimRef.namespace === metadata.namespace;
}

function keyOf({ metadata }: Claim): string {
  return `${metadata.namespace}/${metadata.name}`;
}
