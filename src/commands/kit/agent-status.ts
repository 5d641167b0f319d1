import type { KubeClient } from '../../kube/client.ts';
import { ApiError, ConnectionError, isForbidden, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { AGENT_CONTAINER } from '../../pod/names.ts';
import { printable } from '../../text.ts';
import { atOnce } from './at-once.ts';
import { type AgentStatus, parseAgentStatus } from './agent-status-json.ts';

export type * from './agent-status-json.ts';

/** A pod answers within a tenth of a second; a node that has vanished never does. */
const TIMEOUT_MS = 5_000;
/** Each is a process on a node and a connection through the API server. */
const AT_ONCE = 8;
const MOST_BYTES = 1024 * 1024;

export interface AgentStatusOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each pod; 5 s by default. */
  readonly timeoutMs?: number | undefined;
  /** How many pods are asked at a time; 8 by default. */
  readonly atOnce?: number | undefined;
}

/** What the agent of a pod tells, or in words why that could not be had. */
export type AgentAnswer = { readonly status: AgentStatus } | { readonly reason: string };

/**
 * Asks the agent of a pod for its status, by a command in the pod.
 *
 * @throws Error with the reason in words if it could not be had
 */
export async function agentStatusOf(
  client: Pick<KubeClient, 'exec'>,
  pod: KubeObject,
  { signal, timeoutMs = TIMEOUT_MS }: AgentStatusOptions = {},
): Promise<AgentStatus> {
  const reason = whyNotAsked(pod);
  if (reason !== undefined) {
    throw new Error(reason);
  }
  const command = ['/agent', 'status', '-o', 'json'];
  const options = { container: AGENT_CONTAINER, command, signal, timeoutMs, mostBytes: MOST_BYTES };
  const { stdout, stderr, exitCode } = await client.exec(objectKey(pod), options);
  if (exitCode !== 0) {
    const said = stderr.trim().split('\n')[0] ?? '';
    throw new Error(`the agent ended with ${exitCode}: ${printable(said) || 'it said nothing'}`);
  }
  return parseAgentStatus(stdout);
}

/**
 * Asks the agents of many pods, a few at a time. A pod that cannot be asked has a reason in place of its status.
 *
 * @returns the answers in the order of the pods
 * @throws only the reason of the signal
 */
export async function agentStatusesOf(
  client: Pick<KubeClient, 'exec'>,
  pods: readonly KubeObject[],
  { atOnce: most = AT_ONCE, ...options }: AgentStatusOptions = {},
): Promise<AgentAnswer[]> {
  return atOnce(pods, most, (pod) => {
    options.signal?.throwIfAborted();
    return agentAnswerOf(client, pod, options);
  });
}

/**
 * Asks the agent of a pod. Where its status cannot be had, the answer is the reason.
 *
 * @throws only the reason of the signal
 */
export async function agentAnswerOf(
  client: Pick<KubeClient, 'exec'>,
  pod: KubeObject,
  options: Omit<AgentStatusOptions, 'atOnce'> = {},
): Promise<AgentAnswer> {
  try {
    return { status: await agentStatusOf(client, pod, options) };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { reason: execFailure(error, pod) };
  }
}

/** Why a command in a pod could not be run, in a few words. */
export function execFailure(error: unknown, { metadata: { namespace } }: Pick<KubeObject, 'metadata'>): string {
  if (isForbidden(error)) {
    return `commands in pods are not allowed: get and create of pods/exec are needed in namespace ${namespace}`;
  }
  if (isNotFound(error)) {
    return 'the pod is gone';
  }
  if (error instanceof ConnectionError) {
    return error.code === 'DEADLINE' ? 'no answer in time' : `the connection broke (${error.code})`;
  }
  const text = error instanceof ApiError ? error.detail : error instanceof Error ? error.message : String(error);
  return printable(text);
}

interface ContainerState {
  readonly name?: string;
  readonly state?: {
    readonly running?: object;
    readonly waiting?: { readonly reason?: string };
    readonly terminated?: { readonly exitCode?: number };
  };
}

/** What the pod itself shows, so that no call is made that can only fail. */
function whyNotAsked({ spec, status }: KubeObject): string | undefined {
  const { initContainers = [], containers = [] } = (spec ?? {}) as Record<string, readonly { name?: string }[]>;
  if (![...initContainers, ...containers].some(({ name }) => name === AGENT_CONTAINER)) {
    return `the pod has no container ${AGENT_CONTAINER}`;
  }
  const { initContainerStatuses = [], containerStatuses = [] } = (status ?? {}) as Record<
    string,
    readonly ContainerState[]
  >;
  const agent = [...initContainerStatuses, ...containerStatuses].find(({ name }) => name === AGENT_CONTAINER);
  const { running, waiting, terminated } = agent?.state ?? {};
  if (running !== undefined) {
    return undefined;
  }
  const why = waiting?.reason ?? (terminated === undefined ? 'not started' : `ended with ${terminated.exitCode}`);
  return `the agent does not run (${printable(why)})`;
}
