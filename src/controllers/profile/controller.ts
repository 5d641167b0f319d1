import { objectKey } from '../../kube/object.ts';
import { PROVEN_RELEASES, type Release, RELEASES } from '../../iceoryx/release.ts';
import type { OwnImages } from '../../pod/agent-image.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { ClusterCaches } from '../cluster-caches.ts';
import type { ControllerContext, ControllerSetup } from '../kit/controller-context.ts';
import { Reporter } from '../kit/reporter.ts';
import { earliest, requeueOnConflict } from '../kit/requeue.ts';
import { withStanding } from '../kit/rival.ts';
import { RivalGuard } from '../kit/rival-guard.ts';
import type { Fault } from '../pods/diagnosis/fault.ts';
import type { ReadBudget } from '../pods/diagnosis/read-budget.ts';
import { TerminationHistory } from '../pods/diagnosis/termination-history.ts';
import { PodReports } from '../pods/pod-reports.ts';
import type { EvictionOutcome } from '../pods/recovery/evict.ts';
import { PodRecovery } from '../pods/recovery/recover.ts';
import type { ReplacementRate } from '../pods/recovery/replacement-rate.ts';
import { ICEORYX_PROFILES, type IceoryxProfile } from '../resources.ts';
import { decide } from './decide.ts';
import { eventsOf } from './events.ts';
import { ProfileCaches } from './observe.ts';
import { WorkloadRestarts } from './restarts.ts';
import { isProgress, statusOf } from './status.ts';
import { surveyOf } from './survey.ts';
import { watchProfiles } from './watches.ts';

export interface ProfileControllerOptions extends ControllerContext, OwnImages {
  readonly caches: ClusterCaches;
  /** Limit of replacements over all objects of all kinds. */
  readonly rate: ReplacementRate;
  /** Reads logs and Events of pods for diagnosis. Undefined if the operator reads none. */
  readonly reads?: ReadBudget | undefined;
  /** Called for each attempt to replace a pod. */
  readonly countReplacement?: ((outcome: EvictionOutcome) => void) | undefined;
  /** Called once per fault in pods. */
  readonly countFault?: ((fault: Fault) => void) | undefined;
}

/**
 * Reports which pods have RouDi from each IceoryxProfile and how they are, and replaces those whose RouDi died. Pods are
 * changed as they are created, by the webhook or by `inject`, and not here. They stay as they are without the profile.
 */
export function profileController(options: ProfileControllerOptions): ControllerSetup {
  const { client, log, events, caches: shared, rate, operator, countFault, countReplacement } = options;
  const caches = new ProfileCaches(shared, options);
  const { currentObjects } = caches;
  const history = new TerminationHistory();
  const recovery = new PodRecovery<IceoryxProfile>({
    client,
    log,
    history,
    resource: ICEORYX_PROFILES,
    rate,
    comesBack: ({ owner }) => owner !== undefined,
    observer: countReplacement,
  });
  const enqueue = (key: string): void => controller.enqueue(key);
  const reads = options.reads && { client, budget: options.reads, enqueue };
  const reports = new PodReports({ history, log, reads, observer: countFault });
  const reporter = new Reporter<IceoryxProfile>({
    client,
    resource: ICEORYX_PROFILES,
    current: currentObjects,
    events,
    eventsOf,
    isProgress,
  });
  const rivals = new RivalGuard({ log, reporter, operator });
  const restarts = new WorkloadRestarts(client, log);

  const reconcile = requeueOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      reports.forgetOwner(key);
      return {};
    }
    const { object, known } = observed;
    const { standing, left } = await rivals.check(key, { object, manager: object.status?.manager, known }, signal);
    if (left !== undefined) {
      return left;
    }
    const decision = decide(observed);
    const survey = surveyOf(observed.pods, decision.marks);
    const pods = [...survey.injected, ...survey.outOfDate];

    const missed = object.spec.missed === 'Replace' && decision.obstacle === undefined ? survey.missing : [];
    const recovered = await recovery.recover(object, pods, signal, missed);
    currentObjects.wrote(known, recovered.object);
    const restarted = await restarts.advance(recovered.object, survey, decision.marks?.[0], signal);
    currentObjects.wrote(known, restarted.object);
    const diagnosed = reports.report({
      key,
      pods,
      nodes: shared.nodes?.store.list() ?? [],
      release: decision.plan?.release ?? releaseOf(object),
      statedApps: object.spec.containers,
    });
    for (const event of [...recovered.events, ...restarted.events, ...diagnosed.events]) {
      events.record(object, event);
    }

    const { apps, faulty, because } = diagnosed;
    const findings = [recovered.finding, diagnosed.finding, ...(apps.finding === undefined ? [] : [apps.finding])];
    const seen = { findings, faulty, because, refused: restarted.refused };
    const current = restarted.object;
    const status = statusOf(current, decision, survey, seen, { now: new Date(), operator });
    const reported = await reporter.report(current, known, withStanding(status, current, standing), signal);
    return earliest(standing, recovered, restarted, diagnosed, reported);
  });
  const resync = { keys: () => shared.profiles.store.list().map(objectKey) };
  const controller: Controller = options.newController({ name: 'profile', concurrency: 8, log, reconcile, resync });

  watchProfiles(controller, caches, { recovery, reports, reporter });
  return { controller, reflectors: [] };
}

/** The release of pods that run while no pod can be made. */
function releaseOf({ status }: IceoryxProfile): Release {
  return PROVEN_RELEASES.find(({ id }) => id === status?.roudi?.release) ?? RELEASES['2.0'];
}
