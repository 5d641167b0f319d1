import { JOBS } from '../../../controllers/resources.ts';
import { SWEEP_JOB_LABEL } from '../../../controllers/sweep-jobs/job.ts';
import type { KubeObject } from '../../../kube/object.ts';
import { objectKey } from '../../../kube/object.ts';
import { CLAIMS, DAEMON_SETS, DEPLOYMENTS, PODS, REPLICA_SETS, VOLUMES } from '../../../kube/resource.ts';
import { DEPLOYMENT_LABEL, DOMAIN_LABEL } from '../../../pod/names.ts';
import { BestOf } from './best-of.ts';
import type { Collection } from './collection.ts';
import { newest, worthLooking } from './order.ts';
import type { Reading } from './reading.ts';
import { MAKERS } from './resources.ts';
import { type Labelled, ownerOfPod, selectorOf } from './selection.ts';

/** The most pods of one object: what is wrong with one is mostly wrong with all. */
const MOST_PODS = 20;
/** The most pods at all. */
const MOST_PODS_AT_ALL = 200;
const MOST_REVISIONS = 3;
const MOST_OTHERS = 100;
const MOST_JOBS = 20;

/** Adds what the operator has made for our objects: Deployments, DaemonSets, ReplicaSets, claims, volumes and pods. */
export async function addBelongings(reading: Reading, labelled: readonly Labelled[], into: Collection): Promise<void> {
  await Promise.all([
    ...labelled.flatMap((each) => workloads(reading, each, into)),
    addVolumes(reading, labelled, into),
    addPods(reading, labelled, into),
  ]);
  await addMakers(reading, into);
}

/**
 * Adds the newest Jobs of sweeps, and their pods.
 *
 * @returns whether they could be read
 */
export async function addSweepJobs(
  reading: Reading,
  namespace: string | undefined,
  into: Collection,
): Promise<boolean> {
  const labelSelector = `${SWEEP_JOB_LABEL}=true`;
  const areRead = await Promise.all(
    [JOBS, PODS].map(async (resource) => {
      const best = new BestOf<KubeObject>(MOST_JOBS, newest);
      const isRead = await reading.each(resource, { namespace, labelSelector }, (object) => best.offer('', object));
      for (const { items, more } of best.groups) {
        into.add(resource, items);
        if (more > 0) {
          reading.ledger.leaveOut(`${more} older ${resource.plural} of sweeps`, `the last ${MOST_JOBS} are in it`);
        }
      }
      return isRead;
    }),
  );
  return areRead.every(Boolean);
}

function workloads(reading: Reading, labelled: Labelled, into: Collection): Promise<void>[] {
  const { namespace, label } = labelled;
  const selection = { namespace, labelSelector: selectorOf(labelled) };
  const add = async (resource: typeof DEPLOYMENTS): Promise<void> =>
    into.add(resource, await reading.best(resource, selection, MOST_OTHERS, worthLooking));
  if (label === DEPLOYMENT_LABEL) {
    return [add(DEPLOYMENTS), addReplicaSets(reading, selection, into)];
  }
  return label === DOMAIN_LABEL ? [add(DAEMON_SETS), add(CLAIMS)] : [];
}

/** Only the last revisions: there may be ten of each Deployment, and most are history. */
async function addReplicaSets(
  reading: Reading,
  selection: { namespace: string | undefined; labelSelector: string },
  into: Collection,
): Promise<void> {
  const best = new BestOf(MOST_REVISIONS, newest);
  await reading.each(REPLICA_SETS, selection, (object) => {
    const { namespace, labels = {} } = object.metadata;
    best.offer(`${namespace}/${labels[DEPLOYMENT_LABEL]}`, object);
  });
  const more = best.groups.reduce((sum, group) => sum + group.more, 0);
  if (more > 0) {
    reading.ledger.leaveOut(
      `${more} older replicasets`,
      `only the last ${MOST_REVISIONS} of each Deployment are in it`,
    );
  }
  into.add(
    REPLICA_SETS,
    best.groups.flatMap(({ items }) => items),
  );
}

/** The volumes behind claims of domains belong to no namespace. */
async function addVolumes(reading: Reading, labelled: readonly Labelled[], into: Collection): Promise<void> {
  const ofDomains = labelled.filter(({ label }) => label === DOMAIN_LABEL);
  const selectors = new Set(ofDomains.map(selectorOf));
  await Promise.all(
    [...selectors].map(async (labelSelector) =>
      into.add(VOLUMES, await reading.best(VOLUMES, { labelSelector }, MOST_OTHERS, newest)),
    ),
  );
}

async function addPods(reading: Reading, labelled: readonly Labelled[], into: Collection): Promise<void> {
  const best = new BestOf(MOST_PODS, worthLooking);
  const seen = new Set<string>();
  for (const each of labelled) {
    await reading.each(PODS, { namespace: each.namespace, labelSelector: selectorOf(each) }, (pod) => {
      const key = objectKey(pod);
      if (!seen.has(key)) {
        seen.add(key);
        best.offer(ownerOfPod(pod), pod);
      }
    });
  }
  for (const { group, more } of best.groups.filter((group) => group.more > 0)) {
    reading.ledger.leaveOut(`${more} more pods of ${group}`, `at most ${MOST_PODS} of an object are in it`);
  }
  const kept = best.groups.flatMap(({ items }) => items).toSorted(worthLooking);
  if (kept.length > MOST_PODS_AT_ALL) {
    reading.ledger.leaveOut(
      `${kept.length - MOST_PODS_AT_ALL} more pods`,
      `at most ${MOST_PODS_AT_ALL} are in a report; name the objects that it should be about`,
    );
  }
  into.add(PODS, kept.slice(0, MOST_PODS_AT_ALL));
}

/** The workloads of users whose pods ask for a profile: their templates say why a pod has RouDi, or has none. */
async function addMakers(reading: Reading, into: Collection): Promise<void> {
  let last: readonly KubeObject[] = into.of(PODS);
  // A pod of a CronJob has a Job in between, and one of a Deployment a ReplicaSet.
  for (let depth = 0; depth < 2; depth += 1) {
    const owners = new Map(
      last.flatMap(({ metadata: { namespace = '', ownerReferences = [] } }) => {
        const { kind = '', name = '' } = ownerReferences.find(({ controller }) => controller === true) ?? {};
        const resource = MAKERS.get(kind);
        const key = `${namespace}/${name}`;
        return resource === undefined || into.has(kind, key) ? [] : [[`${kind} ${key}`, { resource, key }] as const];
      }),
    );
    const found = await Promise.all(
      [...owners.values()].slice(0, MOST_OTHERS).map(async ({ resource, key }) => {
        const object = await reading.get(resource, key);
        into.add(resource, [object]);
        return object === undefined ? [] : [object];
      }),
    );
    last = found.flat();
  }
}
