import type { Happening } from '../../kube/events.ts';
import { toAll, toLabel, toSelf } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import { Abandoned } from '../kit/garbage-collection.ts';
import type { Assembly, Surroundings } from '../kit/controller-context.ts';
import { againOnConflict, soonest } from '../kit/requeue.ts';
import { Applier, isOwner, retryOf } from './apply.ts';
import { changesCapabilities } from './capabilities.ts';
import { PodDoctor } from './diagnose.ts';
import { decideWithDryRun } from './dry-run.ts';
import { happeningsOfChange } from './happenings.ts';
import { PodRecovery } from './heal.ts';
import { LogListener } from './log-listener.ts';
import type { DeploymentMetrics } from './metrics.ts';
import { changesMembership } from './membership.ts';
import { Caches, type Scope } from './observe.ts';
import { report } from './report.ts';
import { releaseOf } from './versions.ts';

export interface DeploymentControllerOptions extends Surroundings {
  readonly scope: Scope;
  /** Pods that may be replaced within a minute because their RouDi died, those of all objects together. */
  readonly replacementsPerMinute: number;
  /** Whether the last lines of logs are read where a pod is not Ready, for diagnosis. */
  readonly readsLogs: boolean;
  readonly metrics?: DeploymentMetrics | undefined;
}

/** Keeps one Deployment for each IceoryxDeployment, and tells in its status and by Events what came of it. */
export function deploymentController({
  client,
  log,
  events,
  scope,
  replacementsPerMinute,
  readsLogs,
  metrics,
  newController,
}: DeploymentControllerOptions): Assembly & { readonly caches: Caches } {
  const caches = new Caches(client, log, scope);
  const abandoned = new Abandoned({ client, log, resource: DEPLOYMENTS, ownerKind: 'IceoryxDeployment' });
  const applier = new Applier(client, log, abandoned);
  const recovery = new PodRecovery({ client, log, replacementsPerMinute, observer: metrics?.replacement });
  const logs = readsLogs ? new LogListener({ client, log, enqueue: (key) => controller.enqueue(key) }) : undefined;
  const doctor = new PodDoctor({ logs, observer: metrics?.fault });
  const { objects, children, pods, nodes, domains, currentObjects, currentChildren } = caches;

  const reconcile = againOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      return soonest(await abandoned.cleanUp(key, caches.childOf(key), signal));
    }
    const { object, known } = observed;
    if (object.metadata.deletionTimestamp !== undefined) {
      return {};
    }
    const tell = (happenings: readonly Happening[]): void =>
      happenings.forEach((happening) => events.record(object, happening));

    const decision = await decideWithDryRun(client, observed, signal);

    const applied = await applier.apply(observed, decision, signal);
    currentChildren.wrote(known.child, applied.child);
    tell(happeningsOfChange(object, applied));

    const ownPods = isOwner(applied) ? caches.podsOf(key) : [];
    const healed = await recovery.heal(object, ownPods, signal);
    currentObjects.wrote(known.object, healed.object);
    tell(healed.happenings);

    const nodes = caches.nodes?.store.list() ?? [];
    const diagnosed = doctor.examine(key, ownPods, nodes, applied.plan?.release ?? releaseOf(object));

    const findings = [healed.finding, diagnosed.finding];
    const reported = await report(client, caches.completed(healed.object), applied, ownPods, findings, signal);
    currentObjects.wrote(known.object, reported.object);
    tell(reported.happenings);

    return soonest(retryOf(applied), healed, diagnosed);
  });
  const resync = { keys: () => objects.store.list().map(objectKey) };
  const controller: Controller = newController({ name: 'deployment', concurrency: 16, log, reconcile, resync });

  objects.onChange(({ type, object }) => {
    if (type !== 'deleted') {
      recovery.remember(object);
    } else if (caches.childOf(objectKey(object)) !== undefined || controller.queue.isRunning(objectKey(object))) {
      abandoned.lost(object);
    }
  });
  children.onChange(({ type, object }) => type === 'deleted' && abandoned.forget(object));
  pods.onChange(({ type, object }) => {
    if (type === 'deleted') {
      recovery.forget(object);
      doctor.forget(object);
    } else {
      doctor.observe(object);
    }
  });
  // Of what we wrote ourselves the outcome is known.
  controller.watch(objects, toSelf, (change) => currentObjects.isNews(change));
  // By its name, which is its owner's: the label may have been edited.
  controller.watch(children, toSelf, (change) => currentChildren.isNews(change));
  controller.watch(pods, toLabel(DEPLOYMENT_LABEL));
  if (nodes !== undefined) {
    controller.watch(nodes, toAll(objects.store), changesCapabilities);
  }
  if (domains !== undefined) {
    const members = (domain: KubeObject): string[] => objects.store.byIndex('domain', objectKey(domain)).map(objectKey);
    controller.watch(domains, members, changesMembership);
  }
  return { controller, reflectors: caches.reflectors, caches };
}
