import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { AgentImage } from '../agent-image.ts';
import { type AgentUser, agentSecurityContext } from '../identity/agent-user.ts';
import { AGENT_CONTAINER, ROUDI_GONE_EXIT_CODE } from '../names.ts';

/** KEP-5532, beta and on by default in Kubernetes 1.36: keeps the pod, its address and its volumes. */
const RENEW_POD = {
  action: 'RestartAllContainers',
  exitCodes: { operator: 'In', values: [ROUDI_GONE_EXIT_CODE] },
};

/** Where the agent's own image has its program. */
export const OWN_PROGRAM = '/agent';

/** Seconds for a probe; it answers in milliseconds, but not on a node whose processors are all taken. */
const PROBE_TIMEOUT_SECONDS = 5;
/** How long the agent's readiness probe waits for a RouDi that starts, so that Ready does not wait for the next probe. */
const READY_WITHIN_SECONDS = 4;

/** How a container is built that binds its pod to one incarnation of a RouDi. */
export interface AgentWiring {
  readonly agent: AgentImage;
  readonly user: AgentUser;
  /** Whether it is a native sidecar, and not the pod's one container. */
  readonly isSidecar: boolean;
  /** Whether all containers are restarted in place when RouDi is gone. */
  readonly renew: boolean;
  /** Its role and options. */
  readonly args: readonly string[];
  readonly resources: IResourceRequirements;
  /** Until it succeeds, nothing that comes after the container starts. */
  readonly startupProbe?: IProbe;
  readonly preStop?: readonly string[];
  readonly mounts: readonly IVolumeMount[];
}

/** Of a startup probe: RouDi may be away for as long as it likes, and the pod only waits. */
export const FOR_EVER = 2 ** 31 - 1;

export function agentContainer({
  agent,
  user,
  isSidecar,
  renew,
  args,
  resources,
  startupProbe,
  preStop,
  mounts,
}: AgentWiring): IContainer {
  return {
    name: AGENT_CONTAINER,
    ...agent,
    // A container has a policy of its own where it has rules.
    ...(isSidecar || renew ? { restartPolicy: 'Always' } : {}),
    ...(renew ? { restartPolicyRules: [RENEW_POD] } : {}),
    args: [...args],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: agentSecurityContext(user),
    resources,
    ...(startupProbe === undefined ? {} : { startupProbe }),
    readinessProbe: probe([OWN_PROGRAM, 'ready', `--within=${READY_WITHIN_SECONDS}`], 5, 1),
    ...(preStop === undefined ? {} : { lifecycle: { preStop: exec(OWN_PROGRAM, ...preStop) } }),
    volumeMounts: [...mounts],
  };
}

export function probe(command: readonly string[], periodSeconds: number, failureThreshold: number): IProbe {
  return { exec: { command: [...command] }, periodSeconds, timeoutSeconds: PROBE_TIMEOUT_SECONDS, failureThreshold };
}

type Handler = NonNullable<ILifecycle['preStop']>;

export function exec(...command: string[]): Handler {
  return { exec: { command } };
}

/** `--NAME=VALUE`, or nothing where the value is the agent's own. */
export function option(name: string, value: string | number, preset?: string | number): string[] {
  return value === preset ? [] : [`--${name}=${value}`];
}
