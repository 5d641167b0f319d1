import { isConflict, isNotFound } from '../../kube/errors.ts';
import type { Happening } from '../../kube/events.ts';
import { toAll, toLabel, toSelf } from '../../kube/mappers.ts';
import type { Reflected } from '../../kube/namespaced-reflector.ts';
import { objectKey } from '../../kube/object.ts';
import { DAEMON_SETS } from '../../kube/resource.ts';
import { DOMAIN_LABEL } from '../../pod/names.ts';
import type { Controller, Result } from '../../runtime/controller.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import { Abandoned } from '../kit/garbage-collection.ts';
import type { Assembly, Surroundings } from '../kit/controller-context.ts';
import { changesCapabilities } from '../deployment/capabilities.ts';
import { domainKeyOf as domainNamedBy } from '../deployment/membership.ts';
import type { Caches as DeploymentCaches } from '../deployment/observe.ts';
import { ownershipOf } from '../kit/child.ts';
import { againOnConflict, type Pending, soonest } from '../kit/requeue.ts';
import { StatusWriter } from '../kit/status-writer.ts';
import type { SweepJobs } from '../sweep/jobs.ts';
import { Applier } from './apply.ts';
import { Churn } from './churn.ts';
import { domainKeyOf, planAccess } from './claims.ts';
import { Cleaner, sweptDomainOf } from './cleaner.ts';
import { templateOf } from './daemon-set.ts';
import { decide, directoryOf } from './decide.ts';
import { happeningsOf } from './happenings.ts';
import { DomainMetrics } from './metrics.ts';
import { changesReadiness, domainOfRoudi, endsPod, noteChurn } from './note-churn.ts';
import { Caches, type Observation } from './observe.ts';
import { type DaemonSet, ICEORYX_DOMAINS, type IceoryxDomain } from './resource.ts';
import { type Applied, isProgress, rollOf, statusOf } from './status.ts';

export interface DomainControllerOptions extends Surroundings {
  /** The caches of IceoryxDeployments and their pods, and of nodes. */
  readonly shared: DeploymentCaches;
  readonly domains: Reflected<IceoryxDomain>;
  /** Directory of nodes on a tmpfs, in which each domain has its own. */
  readonly directory: string;
  /** What sweeps nodes of what pods have left; undefined where the operator runs no sweeps. */
  readonly sweeps?: { readonly jobs: SweepJobs; readonly quietPeriodSeconds: number } | undefined;
  readonly metrics?: Pick<Metrics, 'gauge' | 'total'> | undefined;
}

/** Quotas and policies are not watched, so nothing tells when they stand in the way no more. */
const OBSTACLE_RETRY_MS = 30_000;

/** Keeps a RouDi on every node of each IceoryxDomain, and what lets pods of apps come to its directories. */
export function domainController(options: DomainControllerOptions): Assembly {
  const { client, log, events, shared, domains, directory, sweeps, newController } = options;
  const caches = new Caches(client, log, shared, domains);
  const { children, pods, volumes, claims, currentObjects, currentChildren } = caches;
  const applier = new Applier(client, log);
  const statuses = new StatusWriter<IceoryxDomain>(client, ICEORYX_DOMAINS, isProgress);
  const abandoned = new Abandoned({
    client,
    log,
    resource: DAEMON_SETS,
    ownerKind: 'IceoryxDomain',
  });

  const churn = new Churn();
  const metrics =
    options.metrics &&
    new DomainMetrics(options.metrics, {
      observations: () => domains.store.list().flatMap((object) => caches.observe(objectKey(object)) ?? []),
      // One that stands by is not told of Jobs, and knows of no node whether it was swept since.
      waiting: (key) => (sweeps?.jobs.hasSynced === true ? churn.of(key).length : undefined),
    });
  const cleaner = sweeps && new Cleaner({ ...sweeps, churn, log, metrics });

  const grantAccess = (key: string, wanted: Parameters<typeof planAccess>[0], signal: AbortSignal): Promise<void> => {
    const present = caches.accessOf(key);
    return applier.access(planAccess(wanted, present.volumes, present.claims), signal);
  };

  /** Apps first, then RouDi, then what leads to the directories. */
  const dismantle = async (observed: Observation, signal: AbortSignal): Promise<Applied> => {
    const { key, child, appPods, object } = observed;
    if (appPods.length > 0) {
      return { child };
    }
    const stranger = child && ownershipOf('DaemonSet', child, object, object.status?.daemonSet);
    if (child !== undefined && stranger === undefined) {
      await applier.remove(DAEMON_SETS, child, signal);
      return { child };
    }
    await grantAccess(key, [], signal);
    const { volumes: left } = caches.accessOf(key);
    if ((stranger?.reason !== 'NameTaken' && observed.pods.length > 0) || left.length > 0) {
      return { child };
    }
    const removal = await cleaner?.removeDirectories(observed, directoryOf(object, directory), signal);
    if (removal === undefined || removal.isOver) {
      await applier.setFinalizer(object, false, signal);
    }
    return { child, cleaned: removal };
  };

  /** Ends RouDi where it is to be another one, as far as the nodes that are without one allow. */
  const roll = async (observed: Observation, applied: Applied, signal: AbortSignal): Promise<void> => {
    const { child } = applied;
    const template = child && templateOf(child);
    if (child === undefined || template === undefined || !isSeen(child)) {
      return;
    }
    for (const pod of rollOf({ ...observed, child }, template).next) {
      await applier.replace(pod, signal);
    }
  };

  const report = async (
    observed: Observation,
    decision: ReturnType<typeof decide>,
    applied: Applied,
    signal: AbortSignal,
  ): Promise<Pending> => {
    const { object, known } = observed;
    const status = statusOf(observed, decision, applied, new Date());
    const { object: written, lookAgainMs } = await statuses.write(object, status, signal);
    currentObjects.wrote(known.object, written);
    if (written !== undefined) {
      happeningsOf(object.status, status).forEach((happening: Happening) => events.record(object, happening));
    }
    return { lookAgainMs };
  };

  const reconcile = againOnConflict(async (key: string, signal: AbortSignal): Promise<Result> => {
    const observed = caches.observe(key);
    if (observed === undefined) {
      await grantAccess(key, [], signal);
      return soonest(await abandoned.cleanUp(key, caches.childOf(key), signal));
    }
    const decision = decide(observed, directory);
    if (observed.object.metadata.deletionTimestamp !== undefined) {
      const dismantled = await dismantle(observed, signal);
      const reported = await report(observed, decision, dismantled, signal).catch(ignoreGone);
      return soonest(dismantled.cleaned ?? {}, reported);
    }
    if (decision.obstacle !== undefined) {
      if (decision.obstacle.reason === 'PredecessorEnding' && observed.child !== undefined) {
        await abandoned.remove(observed.child, signal);
      }
      const reported = await report(observed, decision, { child: observed.child }, signal);
      return soonest(retry(decision.obstacle.reason), reported);
    }

    const object = await applier.setFinalizer(observed.object, true, signal);
    currentObjects.wrote(observed.known.object, object);
    const current = { ...observed, object };

    const applied = await applier.daemonSet(current, decision.daemonSet, signal);
    currentChildren.wrote(current.known.child, applied.child);

    await grantAccess(key, decision.access, signal);

    await roll(current, applied, signal);

    const cleaned = await cleaner?.carryOn(current, decision.directory, signal);

    const reported = await report(current, decision, { ...applied, cleaned }, signal);
    return soonest(retry(applied.obstacle?.reason), cleaned ?? {}, reported);
  });
  const resync = { keys: () => domains.store.list().map(objectKey) };
  const controller: Controller = newController({ name: 'domain', concurrency: 4, log, reconcile, resync });

  domains.onChange(({ type, object }) => {
    if (type === 'deleted') {
      abandoned.lost(object);
      churn.forget(objectKey(object));
      metrics?.forget(objectKey(object));
      statuses.forget(object);
    }
  });
  pods.onChange((change) => {
    const key = domainOfRoudi(change.object);
    if (change.type === 'updated' && key !== undefined) {
      metrics?.see(key, change.object, change.old);
    }
  });
  children.onChange(({ type, object }) => type === 'deleted' && abandoned.forget(object));
  if (sweeps !== undefined) {
    const { jobs } = sweeps.jobs;
    noteChurn(churn, caches);
    jobs.onChange(({ type, object }) => {
      if (type === 'added') {
        sweptDomainOf(object).forEach((key) => churn.settled(key, object.node, Date.now()));
      } else if (type === 'deleted') {
        metrics?.forgetJob(object.metadata.name);
      }
    });
    controller.watch(jobs, sweptDomainOf);
    controller.watch(sweeps.jobs.pods, sweptDomainOf);
  }
  controller.watch(domains, toSelf, (change) => currentObjects.isNews(change));
  controller.watch(children, toSelf, (change) => currentChildren.isNews(change));
  controller.watch(pods, toLabel(DOMAIN_LABEL));
  controller.watch(volumes, domainKeyOf);
  controller.watch(claims, domainKeyOf);
  controller.watch(shared.objects, (object) => [domainNamedBy(object) ?? []].flat(), changesMembers);
  // While a domain is being deleted it waits for the last of them, and what one has left is to be swept.
  controller.watch(
    shared.pods,
    (pod) => caches.domainsOf(pod),
    (change) => change.type === 'deleted' || endsPod(change),
  );
  if (shared.nodes !== undefined) {
    controller.watch(
      shared.nodes,
      toAll(domains.store),
      (change) => changesCapabilities(change) || changesReadiness(change),
    );
  }
  return { controller, reflectors: caches.reflectors };
}

function retry(reason: string | undefined): Pending {
  const isWatched = reason === undefined || reason === 'InvalidSpec' || reason === 'PredecessorEnding';
  return { lookAgainMs: isWatched ? undefined : OBSTACLE_RETRY_MS };
}

/** Whether the DaemonSet controller has counted nodes for what the DaemonSet says now. */
function isSeen({ metadata, status }: DaemonSet): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}

/** Only who is there matters, and what domain each names. */
function changesMembers({ type, object, old }: { type: string; object: Spec; old?: Spec }): boolean {
  return type !== 'updated' || object.metadata.generation !== old?.metadata.generation;
}

interface Spec {
  readonly metadata: { readonly generation?: number };
}

/** Without the last finalizer the object is gone, or another one of its name is there. */
function ignoreGone(error: unknown): Pending {
  if (!isNotFound(error) && !isConflict(error)) {
    throw error;
  }
  return {};
}
