import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';

/** Levels of the Pod Security Standards, the strictest first. */
export const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

export type Level = (typeof LEVELS)[number];

/** The strictest level that admits a pod, and what a stricter one has against it. */
export interface Admission {
  readonly level: Level;
  readonly because: string;
}

/** Whether a namespace that enforces one level admits a pod that needs another one. */
export function admits(enforced: Level, needed: Level): boolean {
  return LEVELS.indexOf(enforced) >= LEVELS.indexOf(needed);
}

/**
 * The level that a pod needs, by the rules that the pods of this operator may meet
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/, v1.36).
 */
export function admissionOf(spec: IPodSpec): Admission {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const [beyondBaseline] = [...podBeyondBaseline(spec), ...containers.flatMap(beyondBaselineOf)];
  if (beyondBaseline !== undefined) {
    return { level: 'privileged', because: beyondBaseline };
  }
  const [beyondRestricted] = containers.flatMap((container) => beyondRestrictedOf(container, spec));
  return beyondRestricted === undefined
    ? { level: 'restricted', because: 'nothing is against it' }
    : { level: 'baseline', because: beyondRestricted };
}

/** Capabilities that baseline lets a container add. */
const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function podBeyondBaseline({ volumes = [], hostNetwork, hostPID, hostIPC }: IPodSpec): string[] {
  const paths = volumes.filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name);
  return [
    ...(paths.length === 0 ? [] : [`volume ${paths[0]} is a hostPath`]),
    ...(hostNetwork === true ? ['hostNetwork'] : []),
    ...(hostPID === true ? ['hostPID'] : []),
    ...(hostIPC === true ? ['hostIPC'] : []),
  ];
}

function beyondBaselineOf({ name, securityContext, ports = [] }: IContainer): string[] {
  const added = (securityContext?.capabilities?.add ?? []).filter((one) => !BASELINE_CAPABILITIES.has(one));
  return [
    ...(securityContext?.privileged === true ? [`container ${name} is privileged`] : []),
    ...(added.length === 0 ? [] : [`container ${name} adds the capability ${added[0]}`]),
    ...(ports.some(({ hostPort = 0 }) => hostPort > 0) ? [`container ${name} has a hostPort`] : []),
  ];
}

function beyondRestrictedOf({ name, securityContext }: IContainer, { securityContext: ofPod }: IPodSpec): string[] {
  const { capabilities, allowPrivilegeEscalation } = securityContext ?? {};
  const user = securityContext?.runAsUser ?? ofPod?.runAsUser;
  const isNonRoot = securityContext?.runAsNonRoot ?? ofPod?.runAsNonRoot;
  const profile = securityContext?.seccompProfile?.type ?? ofPod?.seccompProfile?.type;
  const added = (capabilities?.add ?? []).filter((one) => one !== 'NET_BIND_SERVICE');
  return [
    ...(user === 0 || isNonRoot !== true ? [`container ${name} may run as root (runAsNonRoot)`] : []),
    ...(allowPrivilegeEscalation === false ? [] : [`container ${name} allows privilege escalation`]),
    ...(capabilities?.drop?.includes('ALL') === true ? [] : [`container ${name} does not drop ALL capabilities`]),
    ...(added.length === 0 ? [] : [`container ${name} adds the capability ${added[0]}`]),
    ...(profile === 'RuntimeDefault' || profile === 'Localhost' ? [] : [`container ${name} has no seccompProfile`]),
  ];
}
