import { deploymentOfPod, observedPod, type ObservedPod } from '../../controllers/pods/observed-pod.ts';
import { roudiPod } from '../../controllers/domain/roudi-pod.ts';
import { ICEORYX_DEPLOYMENTS, ICEORYX_DOMAINS, ICEORYX_PROFILES, type Pod } from '../../controllers/resources.ts';
import type { Selection } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/object.ts';
import { claimName } from '../../pod/domain.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL, DOMAIN_VOLUME, INJECT_LABEL, PROFILE_LABEL } from '../../pod/names.ts';

/** Pods that one list or watch yields. */
export interface PodSource {
  readonly selection: Selection;
  /** Which of them are meant. */
  readonly accepts: (pod: Pod) => boolean;
}

const all = (): boolean => true;

/** The pod of that name. */
export function podNamed(namespace: string, name: string): PodSource {
  return { selection: { namespace, fieldSelector: `metadata.name=${name}` }, accepts: all };
}

/** The pods that a label selector finds. */
export function podsSelected(namespace: string | undefined, labelSelector: string): PodSource {
  return { selection: { namespace, labelSelector }, accepts: all };
}

/** All pods that use iceoryx by the operator, and those of domains' RouDis. */
export function podsOfOperator(namespace: string | undefined): readonly PodSource[] {
  return [...labelsOfAsking(), `${DOMAIN_LABEL},!${DEPLOYMENT_LABEL},!${PROFILE_LABEL}`].map((labelSelector) =>
    podsSelected(namespace, labelSelector),
  );
}

/** Label selectors that together find each pod with RouDi or an agent once: a selector has no "or". */
function labelsOfAsking(): readonly string[] {
  return [DEPLOYMENT_LABEL, `${PROFILE_LABEL},!${DEPLOYMENT_LABEL}`, `${INJECT_LABEL}=true,!${PROFILE_LABEL}`];
}

/** The pods of an IceoryxDeployment. */
export function podsOfDeployment(namespace: string, name: string): PodSource {
  const key = `${namespace}/${name}`;
  return {
    selection: { namespace, labelSelector: `${DEPLOYMENT_LABEL}=${name}` },
    accepts: (pod) => deploymentOfPod(observedPod(pod)).includes(key),
  };
}

/** The pods of other workloads that ask for an IceoryxProfile. */
export function podsOfProfile(namespace: string, name: string): PodSource {
  return {
    selection: { namespace, labelSelector: `${PROFILE_LABEL}=${name},${INJECT_LABEL}!=false` },
    accepts: (pod) => deploymentOfPod(observedPod(pod)).length === 0,
  };
}

/** The pods of an IceoryxDomain's RouDi. */
export function roudisOfDomain(namespace: string, name: string): PodSource {
  return { selection: { namespace, labelSelector: `${DOMAIN_LABEL}=${name}` }, accepts: isRoudiOfDomain };
}

/**
 * The pods of apps that use the RouDi of an IceoryxDomain.
 *
 * @param within the namespace to look in; undefined for all of them
 */
export function appsOfDomain(namespace: string, name: string, within: string | undefined): readonly PodSource[] {
  const accepts = (pod: Pod): boolean => isAppOfDomain(pod, namespace, name);
  return labelsOfAsking().map((labelSelector) => ({ selection: { namespace: within, labelSelector }, accepts }));
}

/** Whether a pod's apps use the RouDi of an IceoryxDomain. */
export function isAppOfDomain({ spec }: Pod, namespace: string, name: string): boolean {
  const claim = claimName(namespace, name);
  return (
    spec?.volumes?.some(
      (volume) => volume.name === DOMAIN_VOLUME && volume.persistentVolumeClaim?.claimName === claim,
    ) === true
  );
}

interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** The pods of a workload of Kubernetes. Undefined if it does not select any. */
export function podsOfWorkload(workload: KubeObject): PodSource | undefined {
  const { selector } = (workload['spec'] ?? {}) as { selector?: LabelSelector };
  const terms = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(selector?.matchExpressions ?? []).map(expression),
  ];
  return terms.length === 0 ? undefined : podsSelected(workload.metadata.namespace, terms.join(','));
}

function expression({ key, operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number]): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} (${values.join(',')})`;
  }
}

/** A pod as the operator sees it. */
export function observed(pod: Pod): ObservedPod {
  return (isRoudiOfDomain(pod) ? roudiPod(pod).observed : undefined) ?? observedPod(pod);
}

function isRoudiOfDomain({ metadata: { labels, ownerReferences } }: Pod): boolean {
  return (
    labels?.[DOMAIN_LABEL] !== undefined &&
    ownerReferences?.some(({ kind, controller }) => kind === 'DaemonSet' && controller === true) === true
  );
}

/** Objects of ours that have pods, by the short name of their kind: by which label, and where they are found. */
export const OWNERS = {
  ioxd: { label: DEPLOYMENT_LABEL, resource: ICEORYX_DEPLOYMENTS },
  ioxprofile: { label: PROFILE_LABEL, resource: ICEORYX_PROFILES },
  ioxdom: { label: DOMAIN_LABEL, resource: ICEORYX_DOMAINS },
} as const;

type OwnerKind = keyof typeof OWNERS;

const OWNER_KINDS = Object.keys(OWNERS) as OwnerKind[];

/** The short name of an object's kind. Undefined if it is none of ours that has pods. */
export function ownerKind({ kind }: KubeObject): OwnerKind | undefined {
  return OWNER_KINDS.find((short) => OWNERS[short].resource.kind === kind);
}

/** The object of ours that a pod belongs to, by its labels. */
export function ownerOf({ metadata: { labels = {}, namespace = '' } }: Pod): OwnerName | undefined {
  const found = OWNER_KINDS.find((kind) => labels[OWNERS[kind].label] !== undefined);
  return found === undefined ? undefined : { kind: found, namespace, name: labels[OWNERS[found].label] ?? '' };
}

/** Whether an object of ours is the one that a pod belongs to, by the pod's labels. */
export function isOwnedBy(pod: Pod, object: KubeObject): boolean {
  const owner = ownerOf(pod);
  const { namespace, name } = object.metadata;
  return owner?.name === name && owner.namespace === namespace && owner.kind === ownerKind(object);
}

/** Where an object of ours is found. */
export interface OwnerName {
  /** The short name of its kind. */
  readonly kind: OwnerKind;
  readonly namespace: string;
  readonly name: string;
}
