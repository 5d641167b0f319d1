import { readEvents } from '../../controllers/pods/diagnosis/read-events.ts';
import { type Run, runsToRead } from '../../controllers/pods/diagnosis/runs.ts';
import { readTail } from '../../controllers/pods/diagnosis/tail.ts';
import type { ObservedContainer } from '../../controllers/pods/observed-pod.ts';
import type { Node, Pod } from '../../controllers/resources.ts';
import type { Release } from '../../iceoryx/release.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import { type KubeObject, objectKey } from '../../kube/object.ts';
import { NODES } from '../../kube/resource.ts';
import type { Say } from '../../terminal/progress.ts';
import { atOnce } from '../kit/at-once.ts';
import { isOwnedBy, observed, ownerKind, ownerOf, type OwnerName, OWNERS } from '../kit/pods-of.ts';
import { releaseIn } from '../kit/release.ts';
import { stamped } from '../kit/stamped.ts';
import { listPods, type Subject } from '../kit/subject.ts';
import type { Evidence, LogRead, PodEvidence } from './evidence.ts';

/** Last lines that are read of each log. */
export const MOST_LINES = 2000;
/** One reader, who waits, may take more of the kubelet than an operator of ten thousand pods. */
const BOUNDS = { timeoutMs: 30_000, mostKept: 1024 * 1024 };
/** Pods, and objects, that are read at a time. */
const AT_A_TIME = 4;

export interface GatherOptions {
  /** The release of iceoryx, if it was given. */
  readonly release: Release | undefined;
  readonly sinceMs: number;
}

/** Reads what the pods of a subject and the kubelets say. A right that is missing takes away only what needs it. */
export async function gather(
  client: KubeClient,
  { name, namespace, object, sources, missing }: Subject,
  options: GatherOptions,
  say: Say,
): Promise<Evidence> {
  const now = Date.now();
  const notRead = new Set(missing);
  const pods = await listPods(client, sources);
  let done = 0;
  const read = await atOnce(pods, AT_A_TIME, async (pod) => {
    say(`reading logs and Events: ${done} of ${pods.length} pods`);
    const evidence = await readPod(client, pod, options, now, notRead);
    done++;
    return evidence;
  });
  const waits = read.some(({ observed: { unschedulable } }) => unschedulable !== undefined);
  return {
    subject: name,
    namespace,
    pods: read,
    objects: await objectsOf(client, object, pods, notRead),
    nodes: waits
      ? await attempt([], { what: 'the nodes', right: 'list nodes' }, notRead, async () => listNodes(client))
      : [],
    notRead: [...notRead],
    now,
    sinceMs: options.sinceMs,
  };
}

async function readPod(
  client: KubeClient,
  pod: Pod,
  { release, sinceMs }: GatherOptions,
  now: number,
  notRead: Set<string>,
): Promise<PodEvidence> {
  const seen = observed(pod);
  const [ofPod, ofAll] = [`of pod ${objectKey(pod)}`, `of pods in namespace ${seen.metadata.namespace}`];
  const logs = seen.containers.flatMap((container) =>
    runsOf(container, now, sinceMs).map(async (run) =>
      attempt(
        [],
        { what: `the log of container ${container.name} ${ofPod}`, all: `the logs ${ofAll}`, right: 'get pods/log' },
        notRead,
        async () => readLog(client, pod, container, run, sinceMs),
      ),
    ),
  );
  const events = attempt(
    [],
    { what: `the Events ${ofPod}`, all: `the Events ${ofAll}`, right: 'list events.events.k8s.io' },
    notRead,
    async () => readEvents(client, seen),
  );
  return {
    pod,
    observed: seen,
    release: release ?? releaseIn(pod),
    logs: (await Promise.all(logs)).flat(),
    events: await events,
  };
}

/** The agent's log says which apps are connected now, and its earlier runs say nothing more. */
function runsOf(container: ObservedContainer, now: number, sinceMs: number): Run[] {
  const { role, ready } = container;
  // What a container said that is not ready counts, however old it is.
  const runs = role === 'other' ? [] : runsToRead(container, true, now, ready ? sinceMs : Infinity);
  return role === 'agent' ? runs.filter(({ ended }) => ended === undefined) : runs;
}

async function readLog(
  client: KubeClient,
  pod: Pod,
  { name, ready }: ObservedContainer,
  run: Run,
  sinceMs: number,
): Promise<LogRead[]> {
  const sinceSeconds = run.ended === undefined && ready ? Math.ceil(sinceMs / 1000) : undefined;
  const lines = await readTail(
    client,
    objectKey(pod),
    { container: name, previous: run.previous, tailLines: MOST_LINES, sinceSeconds, timestamps: true },
    BOUNDS,
  );
  const written = lines.map(stamped);
  const [refusal] = written;
  if (refusal !== undefined && written.every(({ at }) => at === undefined)) {
    // The kubelet has begun its answer before it finds that the log is gone.
    throw new Error(refusal.text);
  }
  return [{ container: name, run, lines: written.filter(({ at }) => at !== undefined) }];
}

/** What is read. */
interface Piece {
  readonly what: string;
  /** What cannot be read either if the right is missing. */
  readonly all?: string;
  readonly right: string;
}

/** Notes what cannot be read, and why, and goes on without it. */
async function attempt<T>(
  instead: T,
  { what, all = what, right }: Piece,
  notRead: Set<string>,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    notRead.add(isForbidden(error) ? `${all}: there is no right to ${right}` : `${what}: ${words}`);
    return instead;
  }
}

async function listNodes(client: KubeClient): Promise<readonly Node[]> {
  return (await client.list<Node>(NODES)).items;
}

/** The object that was asked for, if it is ours, and those that the pods belong to. */
async function objectsOf(
  client: KubeClient,
  subject: KubeObject | undefined,
  pods: readonly Pod[],
  notRead: Set<string>,
): Promise<readonly KubeObject[]> {
  const asked = subject === undefined || ownerKind(subject) === undefined ? [] : [subject];
  const strangers = pods.filter((pod) => !asked.some((object) => isOwnedBy(pod, object)));
  const owners = new Map(strangers.map(ownerOf).map((owner) => [JSON.stringify(owner), owner]));
  const named = [...owners.values()].filter((owner) => owner !== undefined);
  const read = await atOnce(named, AT_A_TIME, async (owner) => readOwner(client, owner, notRead));
  return [...asked, ...read.filter((object) => object !== undefined)];
}

async function readOwner(
  client: KubeClient,
  { kind, namespace, name }: OwnerName,
  notRead: Set<string>,
): Promise<KubeObject | undefined> {
  const { resource } = OWNERS[kind];
  const { plural } = resource;
  return attempt(
    undefined,
    {
      what: `${kind}/${name} in namespace ${namespace}`,
      all: `${plural} in namespace ${namespace}`,
      right: `get ${plural}`,
    },
    notRead,
    async () => {
      try {
        return await client.get(resource, `${namespace}/${name}`);
      } catch (error) {
        if (isNotFound(error)) {
          return undefined;
        }
        throw error;
      }
    },
  );
}
