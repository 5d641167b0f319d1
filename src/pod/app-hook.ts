import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import { exec, option } from './containers/agent.ts';
import { AGENT_PROGRAM } from './delivery.ts';
import type { TerminationPlan } from './termination.ts';

type Hook = NonNullable<ILifecycle['preStop']>;

/** How long the agent has for killing apps before their hook gives up. */
const SECONDS_FOR_AGENT = 1;

/**
 * Stops the apps that the container's main process, a shell say, would take with it, before the kubelet stops that. A
 * hook of the user's stays.
 */
export function appHook(
  { lifecycle }: Pick<IContainer, 'lifecycle'>,
  { gracePeriodSeconds, killAfterSeconds }: TerminationPlan,
): Hook | undefined {
  if (lifecycle?.preStop !== undefined || gracePeriodSeconds === 0) {
    return undefined;
  }
  const signal = option('signal', lifecycle?.stopSignal ?? 'SIGTERM', 'SIGTERM');
  return exec(AGENT_PROGRAM, 'stop-apps', ...signal, `--within=${killAfterSeconds + SECONDS_FOR_AGENT}`);
}
