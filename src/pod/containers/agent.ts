import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { AgentImage } from '../agent-image.ts';
import { type AgentUser, agentSecurityContext } from '../identity/agent-user.ts';
import { AGENT_CONTAINER, ROUDI_GONE_EXIT_CODE } from '../names.ts';

/**
 * Restarts all containers of the pod, which keeps its address and its volumes (KEP-5532, beta and on by default in
 * Kubernetes 1.36).
 */
const RENEW_POD = {
  action: 'RestartAllContainers',
  exitCodes: { operator: 'In', values: [ROUDI_GONE_EXIT_CODE] },
};

/** Path of the program in the agent's own image. */
export const OWN_PROGRAM = '/agent';

/** Timeout of a probe. It answers in milliseconds, but not on a node whose processors are all busy. */
const PROBE_TIMEOUT_SECONDS = 5;

/** Parameters of the agent's container, which binds its pod to one incarnation of a RouDi. */
export interface AgentWiring {
  readonly agent: AgentImage;
  readonly user: AgentUser;
  /** Whether it is a native sidecar. Otherwise it is the only regular container of the pod. */
  readonly isSidecar: boolean;
  /** Whether all containers are restarted in place when RouDi is gone. */
  readonly renew: boolean;
  /** Role and options of the agent. */
  readonly args: readonly string[];
  readonly resources: IResourceRequirements;
  /** No later container starts until this probe succeeds. */
  readonly startupProbe?: IProbe;
  readonly preStop?: readonly string[];
  readonly mounts: readonly IVolumeMount[];
}

/** Failure threshold of a startup probe that never fails: the pod just waits, however long RouDi is away. */
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
    // A container with restartPolicyRules must have a restartPolicy of its own.
    ...(isSidecar || renew ? { restartPolicy: 'Always' } : {}),
    ...(renew ? { restartPolicyRules: [RENEW_POD] } : {}),
    args: [...args],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: agentSecurityContext(user),
    resources,
    ...(startupProbe === undefined ? {} : { startupProbe }),
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

/** `--NAME=VALUE`, or nothing if the value is the agent's default. */
export function option(name: string, value: string | number, preset?: string | number): string[] {
  return value === preset ? [] : [`--${name}=${value}`];
}
