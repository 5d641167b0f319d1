import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import type { Release } from '../iceoryx/release.ts';
import type { Domain } from './domain.ts';
import { fieldOf, type InjectionRequest } from './request.ts';

/** How a pod of apps and RouDi comes to its end, in seconds from the start of its deletion. */
export interface TerminationPlan {
  /** The pod's terminationGracePeriodSeconds. */
  readonly gracePeriodSeconds: number;
  readonly graceSum: string;
  /** When apps that have not stopped are killed, so that RouDi still has its time. */
  readonly killAfterSeconds: number;
  /** When RouDi is stopped at the latest, also if it has not noticed yet that an app died. */
  readonly settleAtMostSeconds: number;
  /** Whether RouDi must have noticed the end of every app before it is stopped. */
  readonly settles: boolean;
  /** RouDi's `-k`. */
  readonly killDelaySeconds: number;
  readonly terminationDelaySeconds: number | undefined;
  readonly killDelaySum: string;
  /** Whether the user has set the grace period. */
  readonly isGiven: boolean;
  /** Why apps or RouDi may be cut off; undefined where they have the time they need. */
  readonly unsafe: Unsafe | undefined;
}

export interface Unsafe {
  readonly reason: 'TooShort' | 'MonitoringOff';
  readonly message: string;
}

/** What of a request says how its pods end: their period and hooks. */
type Ending = Pick<InjectionRequest, 'fieldRoot' | 'template' | 'termination'>;

/** RouDi notices a dead app after 1.5 s without keep-alive and one 0.1 s round (`roudi.cpp`, all releases). */
const SETTLE_SECONDS = 2;
/** For the kubelet's own steps between hook, signal and exit. */
const MARGIN_SECONDS = 3;
/** The part of the margin that is kept for RouDi, when it takes longer to notice than it should. */
const LAST_SECOND = 1;
/** Instead of RouDi's own 45 s, which exceed Kubernetes' default grace period; apps have left before RouDi is asked. */
const KILL_DELAY_SECONDS = 5;

/**
 * The grace period is one budget for the whole pod: hooks that sleep, apps stop, RouDi settles, RouDi stops. A period
 * the user has set is kept; RouDi's kill delay is lowered to fit into it before anything is declared unsafe.
 */
export function planTermination(request: Ending & Pick<InjectionRequest, 'roudi'>, release: Release): TerminationPlan {
  const { termination, roudi } = request;
  const appStop = termination?.appStopSeconds ?? 10;
  const hooks = Math.max(0, ...sleepsOf(request, 'preStop').map(({ seconds }) => seconds));
  const terminationDelaySeconds =
    release.flags.terminationDelay === undefined ? undefined : roudi.terminationDelaySeconds;
  const fixed = SETTLE_SECONDS + (terminationDelaySeconds ?? 0) + MARGIN_SECONDS;
  const given = termination?.gracePeriodSeconds ?? request.template.spec.terminationGracePeriodSeconds;
  const killDelaySeconds =
    roudi.killDelaySeconds ??
    (given === undefined
      ? KILL_DELAY_SECONDS
      : Math.min(KILL_DELAY_SECONDS, Math.max(1, given - hooks - appStop - fixed)));
  const needed = hooks + appStop + fixed + killDelaySeconds;
  const sum = `${hooks === 0 ? '' : `${hooks} (longest sleep of a preStop hook) + `}${appStop} (apps stop) + ${SETTLE_SECONDS} (RouDi notices who died) + ${
    killDelaySeconds + (terminationDelaySeconds ?? 0)
  } (RouDi stops) + ${MARGIN_SECONDS} (margin) = ${needed}`;
  const gracePeriodSeconds = given ?? needed;
  return {
    gracePeriodSeconds,
    graceSum: given === undefined ? sum : `as given; needed: ${sum}`,
    killAfterSeconds: Math.max(1, gracePeriodSeconds - fixed - killDelaySeconds),
    settleAtMostSeconds: Math.max(
      1,
      gracePeriodSeconds - killDelaySeconds - (terminationDelaySeconds ?? 0) - LAST_SECOND,
    ),
    settles: release.abortsOverDeadApps && roudi.monitoring !== false,
    killDelaySeconds,
    killDelaySum:
      roudi.killDelaySeconds === undefined
        ? `at most ${KILL_DELAY_SECONDS}, as apps have left before RouDi stops, and what the grace period leaves`
        : 'spec.roudi.killDelaySeconds',
    terminationDelaySeconds,
    isGiven: given !== undefined,
    unsafe: gracePeriodSeconds < needed ? tooShort(gracePeriodSeconds, sum, request) : unwatched(roudi, release),
  };
}

function tooShort(gracePeriodSeconds: number, sum: string, request: Ending): Unsafe {
  const field =
    request.termination?.gracePeriodSeconds === undefined
      ? fieldOf(request, 'spec.terminationGracePeriodSeconds')
      : 'spec.termination.gracePeriodSeconds';
  return {
    reason: 'TooShort',
    message: `${field} is ${gracePeriodSeconds}, less than ${sum} s: raise it, leave it out, or lower spec.termination.appStopSeconds`,
  };
}

/** Hooks that sleep longer than the grace period, which the API server refuses of the Deployment (`validateSleepAction`). */
export function sleepProblems(request: Ending, { gracePeriodSeconds, isGiven }: TerminationPlan): Problem[] {
  return (['postStart', 'preStop'] as const)
    .flatMap((hook) => sleepsOf(request, hook))
    .flatMap(({ path, seconds }) =>
      unless(
        seconds <= gracePeriodSeconds,
        path,
        seconds,
        `the hook sleeps ${seconds} s, but the grace period is ${gracePeriodSeconds} s${isGiven ? '' : ', computed'}; shorten it, or set spec.termination.gracePeriodSeconds to more`,
      ),
    );
}

function sleepsOf(request: Ending, hook: 'postStart' | 'preStop'): { path: string; seconds: number }[] {
  const pod = request.template.spec;
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (pod[list] ?? []).flatMap(({ lifecycle }, index) => {
      const seconds = lifecycle?.[hook]?.sleep?.seconds;
      const path = fieldOf(request, `spec.${list}[${index}].lifecycle.${hook}.sleep.seconds`);
      return seconds === undefined ? [] : [{ path, seconds }];
    }),
  );
}

/** Only RouDi 2.0 aborts over an app that died unnoticed; later ones ignore it (`process_manager.cpp`, v2.95.0). */
function unwatched(roudi: Roudi, release: Release): Unsafe | undefined {
  return roudi.monitoring === false && release.abortsOverDeadApps
    ? {
        reason: 'MonitoringOff',
        message:
          'spec.roudi.monitoring is false: RouDi 2.0 then never notices that an app died, and aborts when it is stopped after that; set it to true',
      }
    : undefined;
}

/**
 * How a pod of apps comes to its end that uses the RouDi of its node: that one goes on, so the pod needs no more time
 * than its apps.
 */
export function planDeparture(request: Ending, domain: Domain): TerminationPlan {
  const { termination } = request;
  const appStop = termination?.appStopSeconds ?? 10;
  const hooks = Math.max(0, ...sleepsOf(request, 'preStop').map(({ seconds }) => seconds));
  const given = termination?.gracePeriodSeconds ?? request.template.spec.terminationGracePeriodSeconds;
  const needed = hooks + appStop + MARGIN_SECONDS;
  const sum = `${hooks === 0 ? '' : `${hooks} (longest sleep of a preStop hook) + `}${appStop} (apps stop) + ${MARGIN_SECONDS} (margin) = ${needed}`;
  const gracePeriodSeconds = given ?? needed;
  const killAfterSeconds = Math.max(1, gracePeriodSeconds - MARGIN_SECONDS);
  return {
    gracePeriodSeconds,
    graceSum: given === undefined ? sum : `as given; needed: ${sum}`,
    killAfterSeconds: Math.min(killAfterSeconds, domain.appStopSeconds),
    settleAtMostSeconds: 0,
    settles: false,
    killDelaySeconds: 0,
    terminationDelaySeconds: undefined,
    killDelaySum: "RouDi is the domain's",
    isGiven: given !== undefined,
    unsafe:
      gracePeriodSeconds < needed
        ? tooShort(gracePeriodSeconds, sum, request)
        : appStop > domain.appStopSeconds
          ? {
              reason: 'TooShort',
              message: `spec.termination.appStopSeconds is ${appStop}, but RouDi of IceoryxDomain ${domain.key} is stopped after ${domain.appStopSeconds} s at the latest: lower it, or raise spec.appStopSeconds of the domain`,
            }
          : undefined,
  };
}
