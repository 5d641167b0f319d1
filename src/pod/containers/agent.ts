import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { ROUDI_GONE_EXIT_CODE } from '../names.ts';
import { probe } from './sidecar.ts';

/** KEP-5532, beta and on by default in Kubernetes 1.36: keeps the pod, its address and its volumes. */
const RENEW_POD = {
  action: 'RestartAllContainers',
  exitCodes: { operator: 'In', values: [ROUDI_GONE_EXIT_CODE] },
};

/** As root beside apps of other users: it asks them to stop. */
export const AGENT_CAPABILITIES: readonly string[] = ['KILL'];

/** How a container is built that binds its pod to one incarnation of a RouDi. */
export interface AgentWiring {
  readonly name: string;
  /** Image, rights, and a restart policy where it is a native sidecar. */
  readonly base: Omit<IContainer, 'name'>;
  /** Whether all containers are restarted in place when RouDi is gone. */
  readonly renew: boolean;
  readonly command: string[];
  readonly resources: IResourceRequirements;
  /** Until it succeeds, nothing that comes after the container starts. */
  readonly startupProbe?: string[];
  readonly readinessProbe: string[];
  readonly readinessSeconds: number;
  readonly preStop?: string[];
  readonly mounts: readonly IVolumeMount[];
}

/** Of a startup probe: RouDi may be away for as long as it likes, and the pod only waits. */
const FOR_EVER = 2 ** 31 - 1;

export function agentContainer({
  name,
  base,
  renew,
  command,
  resources,
  startupProbe,
  readinessProbe,
  readinessSeconds,
  preStop,
  mounts,
}: AgentWiring): IContainer {
  return {
    name,
    ...base,
    // A container has a policy of its own where it has rules.
    ...(renew ? { restartPolicy: 'Always', restartPolicyRules: [RENEW_POD] } : {}),
    command,
    resources,
    ...(startupProbe === undefined ? {} : { startupProbe: probe(startupProbe, 1, FOR_EVER) }),
    readinessProbe: probe(readinessProbe, readinessSeconds, 1),
    ...(preStop === undefined ? {} : { lifecycle: { preStop: { exec: { command: preStop } } } }),
    volumeMounts: [...mounts],
  };
}
