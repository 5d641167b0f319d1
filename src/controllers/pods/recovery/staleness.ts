import { ROUDI_GONE_EXIT_CODE } from '../../../pod/names.ts';
import type { End, ObservedContainer, ObservedPod } from '../observed-pod.ts';

/** Apps of a pod that hold memory of a RouDi that is gone: no iceoryx release reconnects them. */
export interface Staleness {
  readonly apps: readonly string[];
  /** When RouDi was found to be gone. */
  readonly since: number;
  /** From when on this is certain: what only seems so passes by itself within this time. */
  readonly certainFrom: number;
}

/**
 * Kubernetes gives times in whole seconds, and of a container's ends only the last two. Where they leave open whether an
 * app is older than RouDi's death, a pod that mends is Ready again before this has passed.
 */
const DOUBT_MS = 30_000;

/**
 * Finds the stale apps of a pod that does not renew itself, by what its status says now, whether or not anybody saw
 * RouDi die:
 *
 *  - A Ready agent says that a RouDi is there, which starts beside no app of the one before (agent/internal/roudi). So a
 *    pod that is Ready has no stale app.
 *  - The agent ends with 75 once for each RouDi that is gone (agent/internal/roles): apps that were started before that
 *    are stale.
 *  - Where that end is not to be seen, because the agent ended again, RouDi's own end and start count: apps that are older
 *    are stale, or about to be looked after by the kubelet.
 *
 * Beside a RouDi that cannot start no app runs, and an app that crashes leaves the agent Ready: neither is found here.
 */
export function stalenessOf(pod: ObservedPod): Staleness | undefined {
  const { metadata, containers, unreadySince, renewsItself } = pod;
  const agent = containers.find(({ role }) => role === 'agent');
  if (
    metadata.deletionTimestamp !== undefined ||
    unreadySince === undefined ||
    renewsItself ||
    agent?.ready !== false
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
 * Whether an app was started before the agent announced RouDi's death. In the second of its very first start it most likely was;
 * if not, the pod has lost its RouDi before anything worked in it.
 */
function isOlder({ runningSince = Infinity, restarts }: ObservedContainer, announced: number): boolean {
  return restarts === 0 ? runningSince <= announced : runningSince < announced;
}

/** When a RouDi that was started again, or ended, was last seen to be gone. */
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
