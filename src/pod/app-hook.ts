import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycle } from 'kubernetes-models/v1/Lifecycle';
import type { Termination } from '../api/iceoryx-deployment.generated.ts';
import { awaitAppsGone } from './scripts/scripts.generated.ts';
import type { TerminationPlan } from './termination.ts';

type Hook = NonNullable<ILifecycle['preStop']>;

/** Apps have mapped nothing any more by then, if they stop when asked; the API refuses a sleep beyond the grace period. */
const SLEEP_SECONDS = 2;
/** Of await-apps-gone.sh. */
const LOOKS_PER_SECOND = 5;
const SCRIPT_NAME = 'await-apps-gone';

/**
 * Whether link sends the apps SIGTERM. A preStop hook of the user's means that its app is not to be disturbed before
 * the hook has run, another signal that the app does not take SIGTERM for it.
 */
export function asksApps(termination: Termination | undefined, apps: readonly IContainer[]): boolean {
  switch (termination?.signalApps ?? 'Auto') {
    case 'Always':
      return true;
    case 'Never':
      return false;
    case 'Auto':
      return apps.every(
        ({ lifecycle }) => lifecycle?.preStop === undefined && (lifecycle?.stopSignal ?? 'SIGTERM') === 'SIGTERM',
      );
  }
}

/**
 * Keeps the kubelet from stopping the container's main process before link has asked the apps and they have left: a
 * shell would end at once and the runtime would kill its child. Where the main process is a shell the image has one to
 * wait with; elsewhere the kubelet itself sleeps, which every image can. A hook of the user's stays.
 */
export function appHook(
  { command, lifecycle }: IContainer,
  { gracePeriodSeconds, killAfterSeconds }: TerminationPlan,
): Hook | undefined {
  if (lifecycle?.preStop !== undefined || gracePeriodSeconds === 0) {
    return undefined;
  }
  const [program = ''] = command ?? [];
  return /(?:^|\/)(?:sh|ash|bash|dash|ksh|zsh)$/.test(program)
    ? {
        exec: { command: [program, '-c', awaitAppsGone, SCRIPT_NAME, String(killAfterSeconds * LOOKS_PER_SECOND)] },
      }
    : { sleep: { seconds: Math.min(SLEEP_SECONDS, gracePeriodSeconds) } };
}

/** Whether a hook may be one that {@link appHook} made. */
export function isAppHook(hook: Hook | undefined): boolean {
  const { exec, sleep } = hook ?? {};
  return exec?.command?.[3] === SCRIPT_NAME || (sleep !== undefined && sleep.seconds <= SLEEP_SECONDS);
}
