import { ROUDI_GONE_EXIT_CODE } from '../../../pod/names.ts';
import { type End, type ObservedContainer, type ObservedPod, roudiGate } from '../observed-pod.ts';

/** Apps of a pod that hold memory of a RouDi that is gone. No iceoryx release reconnects them. */
export interface Staleness {
  readonly apps: readonly string[];
  /** When RouDi was found to be gone. */
  readonly since: number;
  /** When this becomes certain. A false suspicion clears by itself before then. */
  readonly certainFrom: number;
}

/**
 * Kubernetes reports times in whole seconds, and only the last two ends of a container. If these leave open whether an
 * app is older than RouDi's death, a pod that recovers is Ready again within this time.
 */
const DOUBT_MS = 30_000;

/**
 * Finds the stale apps of a pod that is not restarted in place. It reads only the present status, so it does not matter
 * whether the operator saw RouDi die:
 *
 *  - RouDi gets ready only after all apps of the RouDi before it are gone (agent/internal/roudi), and in a domain the
 *    agent does so only with a RouDi. So a pod that is Ready has no stale app.
 *  - The agent exits with 75 once for each RouDi that is gone (agent/internal/roles). Apps that started before that are
 *    stale.
 *  - If a later end of the agent hides that one, RouDi's own end and start count. Apps that are older are stale, or the
 *    kubelet is about to restart them.
 *
 * While RouDi cannot start no app runs, and an app that crashes leaves RouDi ready: neither is reported here.
 */
export function stalenessOf(pod: ObservedPod): Staleness | undefined {
  const { metadata, containers, unreadySince, renewsItself } = pod;
  const agent = containers.find(({ role }) => role === 'agent');
  if (
    metadata.deletionTimestamp !== undefined ||
    unreadySince === undefined ||
    renewsItself ||
    agent === undefined ||
    roudiGate(pod)?.ready !== false
  ) {
    return undefined;
  }
  const apps = containers.filter(({ role, runningSince }) => role === 'app' && runningSince !== undefined);
  const startedUpTo = (time: number): string[] =>
    apps.filter(({ runningSince = Infinity }) => runningSince <= time).map(({ name }) => name);
  const announced = latest(endsOf(agent).filter(({ exitCode }) => exitCode === ROUDI_GONE_EXIT_CODE));
  const before = announced === undefined ? [] : apps.filter((app) => isOlder(app, announced)).map(({ name }) => name);
  if (announced !== undefined && before.length > 0) {
    return { apps: before, since: announced, certainFrom: announced };
  }
  const died = latestOf([announced, deathOf(containers.find(({ role }) => role === 'roudi'))]);
  const possiblyStale = died === undefined ? [] : startedUpTo(died);
  return died === undefined || possiblyStale.length === 0
    ? undefined
    : { apps: possiblyStale, since: died, certainFrom: unreadySince + DOUBT_MS };
}

/**
 * Whether an app started before the agent reported RouDi's death. If both happened within the second of the app's first
 * start, it most likely did; if not, the pod lost its RouDi before any app worked in it.
 */
function isOlder({ runningSince = Infinity, restarts }: ObservedContainer, announced: number): boolean {
  return restarts === 0 ? runningSince <= announced : runningSince < announced;
}

/** When RouDi was last seen to be gone, if it was restarted or has ended. */
function deathOf(roudi: ObservedContainer | undefined): number | undefined {
  if (roudi === undefined || (roudi.restarts === 0 && roudi.end === undefined)) {
    return undefined;
  }
  return latestOf([roudi.runningSince, latest(endsOf(roudi))]);
}

function endsOf({ end, lastEnd }: ObservedContainer): End[] {
  return [end, lastEnd].filter((each) => each !== undefined);
}

function latest(ends: readonly End[]): number | undefined {
  return latestOf(ends.map(({ finishedAt }) => finishedAt));
}

function latestOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
