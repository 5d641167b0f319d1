import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import { stopApps } from './scripts/scripts.generated.ts';
import type { TerminationPlan } from './termination.ts';

type Hook = NonNullable<ILifecycle['preStop']>;

const SCRIPT_NAME = 'stop-apps';
/** How long link has for killing apps before their hook gives up. */
const SECONDS_FOR_LINK = 1;

/**
 * Stops the apps that the main process would take with it, before the kubelet stops that. In an image without a shell
 * the hook fails at once: the kubelet says so in an event and goes on, which is right, because what takes its children
 * along is a shell. A hook of the user's stays.
 */
export function appHook(
  { command, lifecycle }: IContainer,
  { gracePeriodSeconds, killAfterSeconds }: TerminationPlan,
): Hook | undefined {
  if (lifecycle?.preStop !== undefined || gracePeriodSeconds === 0) {
    return undefined;
  }
  const [program = ''] = command ?? [];
  const shell = /(?:^|\/)(?:sh|ash|bash|dash|ksh|zsh)$/.test(program) ? program : '/bin/sh';
  const signal = (lifecycle?.stopSignal ?? 'SIGTERM').replace(/^SIG/, '');
  const seconds = String(killAfterSeconds + SECONDS_FOR_LINK);
  return { exec: { command: [shell, '-c', stopApps, SCRIPT_NAME, signal, seconds] } };
}
