import type { FaultFinding } from '../../../api/conditions.ts';
import { diagnose, type Finding } from '../../../iceoryx/diagnose.ts';
import type { Release } from '../../../iceoryx/release.ts';
import type { Node } from '../../resources.ts';
import type { End, ObservedContainer, ObservedPod } from '../observed-pod.ts';

/** Something that is wrong in a pod, or was a moment ago, in words for the person who has to mend it. */
export interface Fault {
  /** Id of a signature of `src/iceoryx/last-words`, or one of {@link KUBERNETES_FAULTS}. */
  readonly id: string;
  readonly pod: string;
  readonly container?: string;
  /** What it means, what it comes from and what to do. */
  readonly message: string;
  /** The same for the same occurrence, whenever it is looked at. */
  readonly occurrence: string;
  /** Who it is about: for metrics. */
  readonly role: ObservedContainer['role'] | 'pod';
  /** Smaller explains more. */
  readonly rank: number;
  /** The pod is not Ready now; a fault of one that is Ready again is told of for a while. */
  readonly isPresent: boolean;
}

/** Faults that Kubernetes reports, and not iceoryx. */
export const KUBERNETES_FAULTS = {
  ImageNotPulled: 'an image cannot be pulled',
  ContainerNotCreated: 'a container cannot be created',
  EndedByNode: 'the node has ended the pod, or did not take it',
  Unschedulable: 'no node takes the pod',
  CrashLoop: 'a container ends again and again, and nothing about iceoryx is known to say that',
} as const;

/** What is known beyond the pods' present status. */
export interface Knowledge {
  readonly release: Release;
  readonly now: number;
  /** The last failure of a container; what its status says now may be another one. */
  readonly endOf: (pod: ObservedPod, container: string) => End | undefined;
  /** What was found in the log of a container that runs. */
  readonly logFindingsOf: (pod: ObservedPod, container: string) => readonly Finding[];
  /** Nodes of the cluster; none where they are not looked at. */
  readonly nodes: readonly Node[];
}

/**
 * A failure counts while the container is not ready, and so long after: who comes to look still finds it. A pod that is
 * over is never ready again, and stays until it is deleted.
 */
const REMEMBERED_MS = 10 * 60_000;
const START_MS = 20_000;
/** Characters of what a program said. */
const MAX_LINE = 300;
/** Of nodes that are named. */
const MAX_NODES = 5;
const NODE_TAINT = 'node.kubernetes.io/';
/** What a scheduler needs at its own pace is no fault. */
const SCHEDULING_MS = 10_000;

const WAITING: Readonly<Record<string, keyof typeof KUBERNETES_FAULTS>> = {
  ErrImagePull: 'ImageNotPulled',
  ImagePullBackOff: 'ImageNotPulled',
  InvalidImageName: 'ImageNotPulled',
  ErrImageNeverPull: 'ImageNotPulled',
  CreateContainerConfigError: 'ContainerNotCreated',
  CreateContainerError: 'ContainerNotCreated',
  RunContainerError: 'ContainerNotCreated',
};

/** Everything that is wrong in the pods of an object, what explains most first, and when to look again. */
export function faultsOf(
  pods: readonly ObservedPod[],
  knowledge: Knowledge,
): { faults: readonly Fault[]; requeueAt?: number } {
  const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const faults = living.flatMap((pod) => [
    ...podFaults(pod, knowledge),
    ...pod.containers.flatMap((container) => containerFaults(pod, container, knowledge)),
  ]);
  const expiries = living.flatMap((pod) =>
    pod.containers.flatMap(({ name }) => {
      const { finishedAt } = knowledge.endOf(pod, name) ?? {};
      const until = (finishedAt ?? 0) + REMEMBERED_MS;
      return finishedAt === undefined || until <= knowledge.now ? [] : [until];
    }),
  );
  const over = living.flatMap((pod) => {
    const until = overSince(pod) + REMEMBERED_MS;
    return pod.endedBecause === undefined || until <= knowledge.now ? [] : [until];
  });
  const waiting = living.flatMap(({ unschedulable, created }) => {
    const from = created + SCHEDULING_MS;
    return unschedulable === undefined || from <= knowledge.now ? [] : [from];
  });
  const uneasy = living.map((pod) => unreadyTooLongFrom(pod) ?? 0).filter((from) => from > knowledge.now);
  const requeueAt = Math.min(...expiries, ...over, ...waiting, ...uneasy);
  return {
    faults: faults.toSorted(
      (a, b) =>
        Number(b.isPresent) - Number(a.isPresent) || a.rank - b.rank || (a.pod < b.pod ? -1 : Number(a.pod > b.pod)),
    ),
    ...(requeueAt === Infinity ? {} : { requeueAt }),
  };
}

/** The condition FaultFree: what explains most, and how many pods have the same. */
export function faultFinding(faults: readonly Fault[]): FaultFinding {
  const type = 'FaultFree';
  const [first] = faults;
  if (first === undefined) {
    return { type, status: 'True', reason: 'NothingFound', message: 'nothing is known to be wrong in the pods' };
  }
  const same = new Set(faults.filter(({ id }) => id === first.id).map(({ pod }) => pod)).size - 1;
  const where = `pod ${first.pod}${first.container === undefined ? '' : `, container ${first.container}`}`;
  const more = same === 0 ? '' : ` (and ${same} more ${same === 1 ? 'pod' : 'pods'})`;
  return { type, status: 'False', reason: first.id, message: `${where}${more}: ${first.message}` };
}

function podFaults(pod: ObservedPod, { now, nodes }: Knowledge): Fault[] {
  const { metadata, unschedulable, created, endedBecause } = pod;
  const fault = (id: 'EndedByNode' | 'Unschedulable', rank: number, ...words: string[]): Fault => ({
    id,
    pod: metadata.name,
    message: [`${KUBERNETES_FAULTS[id]}: ${words[0]}`, ...words.slice(1)].join(' '),
    occurrence: `${metadata.uid} ${id}`,
    role: 'pod',
    rank,
    isPresent: pod.isOver !== true,
  });
  if (endedBecause !== undefined) {
    return overSince(pod) + REMEMBERED_MS > now ? [fault('EndedByNode', 35, endedBecause)] : [];
  }
  return unschedulable === undefined || now < created + SCHEDULING_MS
    ? []
    : [
        fault(
          'Unschedulable',
          50,
          unschedulable,
          ...nodeTroubles(unschedulable, nodes),
          ...placeRemedies(pod, unschedulable),
        ),
      ];
}

/** When a pod that is over was so; it was not Ready from then on, or never. */
function overSince({ unreadySince, created }: ObservedPod): number {
  return Math.max(unreadySince ?? created, created);
}

/** Taints that Kubernetes itself sets, as long as there is a reason, and of which the scheduler says no more. */
function nodeTroubles(unschedulable: string, nodes: readonly Node[]): string[] {
  const found = nodes.flatMap(({ metadata, spec }) => {
    const keys = (spec?.taints ?? []).flatMap(({ key, effect }) =>
      key.startsWith(NODE_TAINT) && effect !== 'PreferNoSchedule' ? [key.slice(NODE_TAINT.length)] : [],
    );
    return keys.length === 0 ? [] : [`${metadata.name} (${[...new Set(keys)].join(', ')})`];
  });
  return found.length === 0 || !unschedulable.includes('untolerated taint')
    ? []
    : [`Kubernetes keeps pods from ${found.slice(0, MAX_NODES).join(', ')}${found.length > MAX_NODES ? ', …' : ''}.`];
}

/** What to do where the scheduler says this; in the order of what its filters are called in its messages. */
function placeRemedies({ claim }: ObservedPod, unschedulable: string): string[] {
  const remedies: string[] = [];
  if (unschedulable.includes('Insufficient memory') && claim === undefined) {
    remedies.push(
      'RouDi asks for as much memory as its segments take (SharedMemoryFits): make spec.roudi.segments smaller, lower the requests in spec.template, or add a node that has more.',
    );
  } else if (unschedulable.includes('Insufficient ')) {
    remedies.push('Lower the requests in spec.template, or add a node that has more.');
  }
  if (/node affinity|node selector|untolerated taint/.test(unschedulable)) {
    remedies.push('Compare nodeSelector, affinity and tolerations in spec.template with the nodes.');
  }
  return remedies.length === 0 ? [] : [`What to do: ${remedies.join(' ')}`];
}

function containerFaults(pod: ObservedPod, container: ObservedContainer, knowledge: Knowledge): Fault[] {
  const { name, role, ready, waiting } = container;
  const fault = (id: string, message: string, occurrence: string, rank: number): Fault => ({
    id,
    pod: pod.metadata.name,
    container: name,
    message,
    occurrence: `${pod.metadata.uid}/${name} ${id} ${occurrence}`,
    role,
    // What RouDi says explains what its apps say.
    rank: rank + (role === 'roudi' ? 0 : 1),
    isPresent: pod.unreadySince !== undefined && pod.isOver !== true,
  });
  const why = WAITING[waiting?.reason ?? ''];
  if (why !== undefined) {
    const words = waiting?.message ?? waiting?.reason;
    return [fault(why, `${KUBERNETES_FAULTS[why]}: ${words}`, '', 40)];
  }
  const end = knowledge.endOf(pod, name);
  const isDown = !ready && pod.isOver !== true;
  const counts =
    end !== undefined &&
    pod.endedBecause === undefined &&
    (isDown || (end.finishedAt ?? 0) + REMEMBERED_MS > knowledge.now);
  const found = counts ? explained(container, end, knowledge.release) : [];
  const ended = found.map((finding) =>
    fault(
      finding.id,
      sentenceOf(finding),
      String(end?.finishedAt),
      (finding.line === undefined ? 20 : 0) + rankOf(finding),
    ),
  );
  const said =
    (unreadyTooLongFrom(pod) ?? Infinity) <= knowledge.now
      ? telling(knowledge.logFindingsOf(pod, name)).map((each) =>
          fault(each.id, sentenceOf(each), '', 10 + rankOf(each)),
        )
      : [];
  const loops = waiting?.reason === 'CrashLoopBackOff' && ended.length === 0 && said.length === 0 && role !== 'link';
  const loop = loops ? [fault('CrashLoop', loopWords(role, end), String(end?.finishedAt), 30)] : [];
  return [...ended, ...said, ...loop];
}

function explained({ role }: ObservedContainer, end: End, release: Release): Finding[] {
  if (role === 'other' || role === 'link') {
    return [];
  }
  const { exitCode, reason, message = '' } = end;
  return telling(diagnose({ output: message, exitCode, release, role, ...(reason === undefined ? {} : { reason }) }));
}

function telling(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'Info');
}

/** What a program says of another's end comes after that end, whoever says more about it. */
function rankOf({ severity, isConsequence }: Finding): number {
  return (severity === 'Error' ? 0 : 4) + (isConsequence ? 15 : 0);
}

/**
 * From when on what a pod's programs say is worth a look: it is not Ready for longer than a start takes, or at once if
 * something ended in it. Undefined while it is Ready, and once it is over.
 */
export function unreadyTooLongFrom({ unreadySince, containers, isOver }: ObservedPod): number | undefined {
  if (unreadySince === undefined || isOver === true) {
    return undefined;
  }
  return containers.some(({ restarts }) => restarts > 0) ? unreadySince : unreadySince + START_MS;
}

function sentenceOf({ meaning, cause, remedy, line }: Finding): string {
  const said = line === undefined ? '' : ` It said: ${line}`;
  return `${meaning} Cause: ${cause} What to do: ${remedy}${said}`;
}

function loopWords(role: ObservedContainer['role'], end: End | undefined): string {
  const hint = role === 'other' ? '; if it uses iceoryx, name it in spec.containers, or it finds no RouDi' : '';
  if (end === undefined) {
    return `${KUBERNETES_FAULTS.CrashLoop}${hint}`;
  }
  const words = end.message?.trim().split('\n').at(-1);
  const why = end.reason === undefined ? '' : ` (${end.reason})`;
  const said =
    words === undefined ? '; kubectl logs --previous shows what it said' : `, last saying: ${words.slice(0, MAX_LINE)}`;
  return `${KUBERNETES_FAULTS.CrashLoop}: it ends with ${end.exitCode}${why}${said}${hint}`;
}
