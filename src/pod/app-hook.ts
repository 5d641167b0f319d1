import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import { exec, option } from './containers/agent.ts';
import { AGENT_PROGRAM } from './delivery.ts';
import type { TerminationPlan } from './termination.ts';

type Hook = NonNullable<ILifecycle['preStop']>;

/**
 * Time that the agent has to kill apps before their hook gives up: part of the margin of the grace period. A busy node
 * may start the agent's hook more than a second after that of the app.
 */
const SECONDS_FOR_AGENT = 2;

/**
 * preStop hook that stops the apps of a container before the kubelet stops its main process. If that is a shell, for
 * example, its end would take the apps with it. Undefined if the user has set a preStop hook, which is kept, or if the
 * grace period is 0.
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
