import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment, type Pod } from './resource.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Events, Happening } from '../../kube/events.ts';
import { toAll, toLabel, toSelf } from '../../kube/mappers.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { OwnWrites } from '../../kube/own-writes.ts';
import { Reflector } from '../../kube/reflector.ts';
import { DEPLOYMENTS, NODES, PODS } from '../../kube/resource.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { Change, Controller, ControllerOptions, Result } from '../../runtime/controller.ts';
import type { Log } from '../../runtime/log.ts';
import { Applier } from './apply.ts';
import { capabilitiesFor, type Node, traitsOf } from './capabilities.ts';
import { type Deployment, ownerOf } from './child.ts';
import type { Observed } from './decide.ts';
import { decideWithDryRun } from './dry-run.ts';
import { happeningsOfChange, happeningsOfStatus } from './happenings.ts';
import { statusOf } from './status.ts';
import { writeStatus } from './write-status.ts';

/** Deployments of others are not watched, so their going is not seen. */
const NAME_TAKEN_RETRY_MS = 30_000;
/** Until a cache has seen what the API server already has. */
const CACHE_BEHIND_RETRY_MS = 200;

export interface DeploymentController {
  readonly controller: Controller;
  /** The caches it reads from. */
  readonly reflectors: readonly Pick<
    Reflector<KubeObject>,
    'hasSynced' | 'name' | 'problem' | 'run' | 'stats' | 'synced'
  >[];
}

export interface DeploymentControllerOptions {
  readonly client: KubeClient;
  readonly log: Log;
  readonly events: Events;
  /** Makes the controller, for instance one that is measured. */
  readonly newController: (options: ControllerOptions) => Controller;
}

/** Keeps one Deployment for each IceoryxDeployment, and tells in its status and by Events what came of it. */
export function deploymentController({
  client,
  log,
  events,
  newController,
}: DeploymentControllerOptions): DeploymentController {
  const objects = new Reflector<IceoryxDeployment>(client, ICEORYX_DEPLOYMENTS, { log });
  const children = new Reflector<Deployment>(client, DEPLOYMENTS, { log, labelSelector: DEPLOYMENT_LABEL });
  const pods = new Reflector<Pod>(client, PODS, { log, labelSelector: DEPLOYMENT_LABEL, transform: trimPod });
  const nodes = new Reflector<Node>(client, NODES, { log, transform: trimNode });
  pods.store.addIndex('owner', toLabel(DEPLOYMENT_LABEL));
  const applier = new Applier(client, log);
  const ownChildren = new OwnWrites<Deployment>();
  const ownObjects = new OwnWrites<IceoryxDeployment>();
  /** The uid of objects whose deletion was seen; that a cache does not hold an object proves nothing. */
  const deleted = new Map<string, string>();

  const childOf = (key: string): Deployment | undefined => ownChildren.latest(key, children.store.get(key));
  const observe = (key: string, object: IceoryxDeployment): Observed => ({
    object,
    child: childOf(key),
    capabilities: capabilitiesFor(object, nodes.store.list()),
  });
  const removeChild = async (key: string, signal: AbortSignal): Promise<Result> => {
    const uid = deleted.get(key);
    const child = childOf(key);
    if (uid !== undefined && child !== undefined && ownerOf(child) === uid) {
      const removed = await applier.remove(key, child, signal);
      if (!removed) {
        return { requeueAfterMs: CACHE_BEHIND_RETRY_MS };
      }
    }
    deleted.delete(key);
    return {};
  };
  const reconcile = async (key: string, signal: AbortSignal): Promise<Result> => {
    const cached = { object: objects.store.get(key), child: children.store.get(key) };
    const object = ownObjects.latest(key, cached.object);
    if (object === undefined) {
      return removeChild(key, signal);
    }
    if (object.metadata.deletionTimestamp !== undefined) {
      return {};
    }
    const observed = observe(key, object);
    const decision = await decideWithDryRun(client, observed, signal);
    const applied = await applier.apply(key, decision, observed.child, object.status?.deployment, signal);
    if (applied.child !== undefined && applied.child !== observed.child) {
      ownChildren.remember(cached.child, applied.child);
    }
    const tell = (happening: Happening): void => events.record(object, happening);
    happeningsOfChange(object, applied).forEach(tell);
    const status = statusOf(object, applied, pods.store.byIndex('owner', key), new Date());
    const written = await writeStatus(client, object, status, signal);
    if (written !== undefined) {
      ownObjects.remember(cached.object, written);
      happeningsOfStatus(object.status, status).forEach(tell);
    }
    return applied.obstacle?.reason === 'NameTaken' ? { requeueAfterMs: NAME_TAKEN_RETRY_MS } : {};
  };
  const resync = { keys: () => objects.store.list().map(objectKey) };
  const controller = newController({ name: 'deployment', concurrency: 16, log, reconcile, resync });

  objects.onChange(({ type, object }) => {
    const key = objectKey(object);
    if (type === 'deleted' && object.metadata.uid !== undefined) {
      ownObjects.forget(key);
      if (childOf(key) !== undefined || controller.queue.isRunning(key)) {
        deleted.set(key, object.metadata.uid);
      }
    }
  });
  children.onChange(({ type, object }) => {
    if (type === 'deleted') {
      ownChildren.forget(objectKey(object));
      deleted.delete(objectKey(object));
    }
  });
  controller.watch(objects, toSelf);
  // By its name, which is its owner's: the label may have been edited.
  controller.watch(children, toSelf);
  controller.watch(pods, toLabel(DEPLOYMENT_LABEL));
  controller.watch(nodes, toAll(objects.store), changesCapabilities);
  return { controller, reflectors: [objects, children, pods, nodes] };
}

function trimPod({ metadata, status }: Pod): Pod {
  const { name, namespace, uid, labels, resourceVersion, deletionTimestamp } = metadata;
  return {
    metadata: { name, namespace, uid, labels, resourceVersion, deletionTimestamp },
    status: { initContainerStatuses: status?.initContainerStatuses },
  } as Pod;
}

function trimNode({ metadata, spec, status }: Node): Node {
  const { name, uid, labels, resourceVersion } = metadata;
  const { declaredFeatures } = (status ?? {}) as { declaredFeatures?: string[] };
  return {
    metadata: { name, uid, labels, resourceVersion },
    spec: { taints: spec?.taints },
    status: { declaredFeatures },
  } as Node;
}

function changesCapabilities(change: Change<Node>): boolean {
  return change.old === undefined || traitsOf(change.object) !== traitsOf(change.old);
}
