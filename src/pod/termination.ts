import { type Problem, unless } from '../api/rules/problem.ts';
import type { Domain } from './domain.ts';
import { secondsOf, type Step, sumOf } from './grace.ts';
import { fieldOf, type InjectionRequest } from './request.ts';
import type { RoudiPlan } from './roudi-plan.ts';

/** How a pod of apps terminates. All times are in seconds from the start of its deletion. */
export interface TerminationPlan {
  /** The pod's terminationGracePeriodSeconds. */
  readonly gracePeriodSeconds: number;
  /** Steps that must fit into the grace period. */
  readonly steps: readonly Step[];
  /** Whether the user has set the grace period. */
  readonly isGiven: boolean;
  /** What the grace period is for, as text for a condition. */
  readonly isFor: string;
  /** When apps that have not stopped are killed, so that the later steps still have their time. */
  readonly killAfterSeconds: number;
  readonly killAfterSum: string;
  /** Why apps or RouDi may be cut off. Undefined if they have the time they need. */
  readonly unsafe: Unsafe | undefined;
}

/** How RouDi itself is stopped. */
export interface RoudiStop {
  /** Latest time at which RouDi is stopped, even if it has not yet noticed that an app died. */
  readonly settleAtMostSeconds: number;
  /** Value of RouDi's `-k`. */
  readonly killDelaySeconds: number;
  readonly killDelaySum: string;
}

/** Why the condition TerminationSafe is False. */
export interface Unsafe {
  readonly reason: 'TooShort' | 'MonitoringOff';
  readonly message: string;
}

/** The parts of a request that decide how its pods terminate: grace period and hooks. */
type Ending = Pick<InjectionRequest, 'fieldRoot' | 'template' | 'termination'>;

/** RouDi notices a dead app after 1.5 s without keep-alive and one 0.1 s round (`roudi.cpp`, all releases). */
const SETTLE: Step = { seconds: 2, why: 'RouDi notices who died' };
/** Time for the kubelet's own steps between hook, signal and exit. */
const MARGIN: Step = { seconds: 3, why: 'margin' };
/** Part of the margin that is reserved for RouDi, in case it takes longer to notice than it should. */
const LAST_SECOND = 1;
/**
 * Replaces RouDi's own default of 45 s, which exceeds the default grace period of Kubernetes. Apps have left before
 * RouDi is asked to stop.
 */
const KILL_DELAY_SECONDS = 5;

/**
 * Plans the termination of a pod with a RouDi of its own. The grace period is one budget for the whole pod: preStop
 * hooks sleep, apps stop, RouDi settles, RouDi stops. A period that the user has set is kept. RouDi's kill delay is
 * lowered to fit into it before anything is declared unsafe.
 */
export function planTermination(
  request: Ending,
  roudi: Pick<RoudiPlan, 'given' | 'release' | 'settles' | 'terminationDelaySeconds'>,
): { readonly termination: TerminationPlan; readonly stop: RoudiStop } {
  const { terminationDelaySeconds: delay = 0, given } = roudi;
  const apps = appSteps(request);
  const period = givenPeriod(request);
  const left = period === undefined ? Infinity : period - secondsOf([...apps, SETTLE, MARGIN]) - delay;
  const killDelaySeconds = given.killDelaySeconds ?? Math.min(KILL_DELAY_SECONDS, Math.max(1, left));
  const stop: Step = { seconds: killDelaySeconds + delay, why: 'RouDi stops' };
  const budget = budgetOf(request, apps, [SETTLE, stop, MARGIN]);
  return {
    termination: {
      ...budget,
      isFor: 'apps and RouDi',
      killAfterSum: 'what the grace period leaves to apps that do not stop, before RouDi needs the rest',
      unsafe: budget.unsafe ?? unwatched(roudi),
    },
    stop: {
      settleAtMostSeconds: Math.max(1, budget.gracePeriodSeconds - stop.seconds - LAST_SECOND),
      killDelaySeconds,
      killDelaySum:
        given.killDelaySeconds === undefined
          ? `at most ${KILL_DELAY_SECONDS}, as apps have left before RouDi stops, and what the grace period leaves`
          : 'spec.roudi.killDelaySeconds',
    },
  };
}

/**
 * Plans the termination of a pod that uses the RouDi of its node. That RouDi keeps running, so the pod needs no more
 * time than its apps.
 */
export function planDeparture(request: Ending, domain: Domain): TerminationPlan {
  const budget = budgetOf(request, appSteps(request), [MARGIN]);
  return {
    ...budget,
    isFor: 'the apps',
    killAfterSeconds: Math.min(budget.killAfterSeconds, domain.appStopSeconds),
    killAfterSum: "what the grace period and the domain's spec.appStopSeconds leave to apps that do not stop",
    unsafe: budget.unsafe ?? outlasting(appStopOf(request), domain),
  };
}

function givenPeriod({ termination, template }: Ending): number | undefined {
  return termination?.gracePeriodSeconds ?? template.spec.terminationGracePeriodSeconds;
}

function appStopOf({ termination }: Ending): number {
  return termination?.appStopSeconds ?? 10;
}

function appSteps(request: Ending): Step[] {
  const sleep = Math.max(0, ...sleepsOf(request, 'preStop').map(({ seconds }) => seconds));
  return [
    ...(sleep === 0 ? [] : [{ seconds: sleep, why: 'longest sleep of a preStop hook' }]),
    { seconds: appStopOf(request), why: 'apps stop' },
  ];
}

/** @param rest the steps after the apps */
function budgetOf(request: Ending, apps: readonly Step[], rest: readonly Step[]) {
  const steps = [...apps, ...rest];
  const needed = secondsOf(steps);
  const given = givenPeriod(request);
  const gracePeriodSeconds = given ?? needed;
  return {
    gracePeriodSeconds,
    steps,
    isGiven: given !== undefined,
    killAfterSeconds: Math.max(1, gracePeriodSeconds - secondsOf(rest)),
    unsafe: gracePeriodSeconds < needed ? tooShort(gracePeriodSeconds, steps, request) : undefined,
  };
}

function tooShort(gracePeriodSeconds: number, steps: readonly Step[], request: Ending): Unsafe {
  const field =
    request.termination?.gracePeriodSeconds === undefined
      ? fieldOf(request, 'spec.terminationGracePeriodSeconds')
      : 'spec.termination.gracePeriodSeconds';
  return {
    reason: 'TooShort',
    message: `${field} is ${gracePeriodSeconds}, less than ${sumOf(steps)} s: raise it, leave it out, or lower spec.termination.appStopSeconds`,
  };
}

/**
 * Only RouDi 2.0 aborts because of an app whose death it did not notice. Later releases ignore such an app
 * (`process_manager.cpp`, v2.95.0).
 */
function unwatched({ given, release }: Pick<RoudiPlan, 'given' | 'release'>): Unsafe | undefined {
  return given.monitoring === false && release.abortsOverDeadApps
    ? {
        reason: 'MonitoringOff',
        message:
          'spec.roudi.monitoring is false: RouDi 2.0 then never notices that an app died, and aborts when it is stopped after that; set it to true',
      }
    : undefined;
}

function outlasting(appStop: number, { key, appStopSeconds }: Domain): Unsafe | undefined {
  return appStop > appStopSeconds
    ? {
        reason: 'TooShort',
        message: `spec.termination.appStopSeconds is ${appStop}, but RouDi of IceoryxDomain ${key} is stopped after ${appStopSeconds} s at the latest: lower it, or raise spec.appStopSeconds of the domain`,
      }
    : undefined;
}

/**
 * Rejects hooks that sleep longer than the grace period. The API server would refuse the Deployment
 * (`validateSleepAction`).
 */
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
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (request.template.spec[list] ?? []).flatMap(({ lifecycle }, index) => {
      const seconds = lifecycle?.[hook]?.sleep?.seconds;
      const path = fieldOf(request, `spec.${list}[${index}].lifecycle.${hook}.sleep.seconds`);
      return seconds === undefined ? [] : [{ path, seconds }];
    }),
  );
}
