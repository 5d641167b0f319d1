import { diagnose } from '../../../iceoryx/diagnose.ts';
import { type Finding, stripColours } from '../../../iceoryx/messages.ts';
import type { Release } from '../../../iceoryx/release.ts';
import { ROUDI_GONE_EXIT_CODE } from '../../../pod/names.ts';
import { cut } from '../../../text.ts';
import type { Node } from '../../resources.ts';
import type { End, ObservedContainer, ObservedPod } from '../observed-pod.ts';
import { sidecarWords } from '../sidecar-words.ts';
import { type Fault, type FaultWords, inOneText, ranked } from './fault.ts';
import { architectureRemedy, hasWrongArchitecture, pullRemedy } from './images.ts';
import { type KubeletWords, probeFailure, startFailure } from './kubelet-words.ts';
import type { HeardAt } from './ready-rounds.ts';
import { RENEWED, TOGETHER_MS } from './termination-history.ts';

/** Faults that Kubernetes reports, not iceoryx. */
export const KUBERNETES_FAULTS = {
  ImageNotPulled: 'an image cannot be pulled',
  WrongArchitecture: 'the image is for another architecture than the node',
  ContainerNotCreated: 'a container cannot be created',
  PodNotStarted:
    'no container can be started, because the pod has no sandbox (network, namespaces) or not all of its volumes yet',
  EndedByNode: 'the node has ended the pod, or did not take it',
  Unschedulable: 'no node takes the pod',
  RoudiNotReady: 'RouDi does not get ready',
  ProbeFailed: 'the kubelet ended the container, because its probe failed',
  CrashLoop: 'the container keeps crashing for a reason unrelated to iceoryx, or not recognised',
} as const;

/** What is known beyond the present status of pods. */
export interface Knowledge {
  /** Absent if unknown: then all proven releases are considered. */
  readonly release?: Release | undefined;
  readonly now: number;
  /** Milliseconds for which what is over is reported: {@link REMEMBERED_MS} by default. */
  readonly rememberedMs?: number | undefined;
  /** The last failure of a container, which its present status may no longer show. */
  readonly endOf: (pod: ObservedPod, container: string) => End | undefined;
  /** The last ends of a container that were not part of a restart of all containers. */
  readonly ownEndsOf: (pod: ObservedPod, container: ObservedContainer) => readonly End[];
  /** Whether the container was seen ready in the run that began then. */
  readonly wasReady: (pod: ObservedPod, container: string, began: number) => boolean;
  /** Findings in the log of the container's run that started at that time. */
  readonly heardIn: (pod: ObservedPod, container: string, run: number) => readonly Finding[];
  /** Findings in logs of the running containers of a Ready pod, with the time when they were read. */
  readonly heardWhileReady: (pod: ObservedPod, container: string) => readonly HeardAt[];
  /** Events of the kubelet about a pod. */
  readonly kubeletSays: (pod: ObservedPod) => readonly KubeletWords[];
  /** Nodes of the cluster. Empty if nodes are not watched. */
  readonly nodes: readonly Node[];
}

/**
 * A failure is reported while the container is not ready, and for this long after it ended, so that a person who looks
 * later still finds it. A terminal pod is never ready again and stays until it is deleted, so for it only the time
 * counts.
 */
export const REMEMBERED_MS = 10 * 60_000;
const START_MS = 20_000;
/**
 * Ends further apart are no crash loop: the kubelet backs off 5 minutes at most, and resets the back-off after 10
 * minutes without a failure.
 */
const LOOP_MS = 15 * 60_000;
/** Limit of quoted output, in characters. */
const MAX_LINE = 200;
/** Limit of nodes named in a message. */
const MAX_NODES = 5;
const NODE_TAINT = 'node.kubernetes.io/';
/** A scheduler may take this long at its own pace without a fault. */
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

/** All faults in the pods of an object, those that explain most first, and when to requeue. */
export function faultsOf(
  pods: readonly ObservedPod[],
  knowledge: Knowledge,
): { faults: readonly Fault[]; requeueAt?: number } {
  const { rememberedMs = REMEMBERED_MS } = knowledge;
  const living = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const faults = living.flatMap((pod) => [
    ...podFaults(pod, knowledge),
    ...pod.containers.flatMap((container) => containerFaults(pod, container, knowledge)),
  ]);
  const times = living.flatMap((pod) => [
    ...pod.containers.flatMap((container) => [
      ...endsToTell(pod, container, knowledge).map(({ finishedAt = 0 }) => finishedAt + rememberedMs),
      ...knowledge.heardWhileReady(pod, container.name).map(({ at }) => at + rememberedMs),
      startsTooLongFrom(container) ?? 0,
    ]),
    ...(pod.endedBecause === undefined ? [] : [overSince(pod) + rememberedMs]),
    ...(pod.unschedulable === undefined ? [] : [pod.created + SCHEDULING_MS]),
    unreadyTooLongFrom(pod) ?? 0,
    (pod.noSandbox === true ? (pod.unreadySince ?? 0) : 0) + START_MS,
  ]);
  const requeueAt = Math.min(...times.filter((time) => time > knowledge.now));
  return { faults: ranked(faults), ...(requeueAt === Infinity ? {} : { requeueAt }) };
}

/** Where a fault is, beside its container. */
function placeOf({ metadata, node }: ObservedPod): Pick<Fault, 'node' | 'pod'> {
  return { pod: metadata.name, ...(node === undefined ? {} : { node }) };
}

function podFaults(pod: ObservedPod, { now, nodes, kubeletSays, rememberedMs = REMEMBERED_MS }: Knowledge): Fault[] {
  const { metadata, unschedulable, created, endedBecause, noSandbox, unreadySince = created } = pod;
  const fault = (
    id: 'EndedByNode' | 'PodNotStarted' | 'Unschedulable',
    evidence: Fault['evidence'],
    since: number,
    more: Partial<FaultWords>,
  ): Fault => ({
    id,
    ...placeOf(pod),
    at: since,
    role: 'pod',
    evidence,
    severity: 'Error',
    isConsequence: false,
    isPresent: pod.isOver !== true,
    ...worded({ meaning: KUBERNETES_FAULTS[id], ...more }),
    occurrence: `${metadata.uid} ${id}`,
  });
  if (endedBecause !== undefined) {
    return overSince(pod) + rememberedMs > now
      ? [fault('EndedByNode', 'Placement', overSince(pod), { details: endedBecause })]
      : [];
  }
  if (noSandbox === true && unreadySince + START_MS <= now && pod.isOver !== true) {
    const details =
      startFailure(kubeletSays(pod)) ?? `kubectl describe pod ${metadata.name} has the words of the kubelet`;
    return [fault('PodNotStarted', 'Kubelet', unreadySince, { details })];
  }
  return unschedulable === undefined || now < created + SCHEDULING_MS
    ? []
    : [
        fault('Unschedulable', 'Placement', created, {
          details: unschedulable,
          notes: nodeTroubles(unschedulable, nodes),
          remedy: placeRemedy(pod, unschedulable),
        }),
      ];
}

/** When a terminal pod ended: it has not been Ready since, or never was. */
function overSince({ unreadySince, created }: ObservedPod): number {
  return Math.max(unreadySince ?? created, created);
}

/**
 * Names nodes with taints that Kubernetes sets itself while a problem lasts. The scheduler's message has no details.
 */
function nodeTroubles(unschedulable: string, nodes: readonly Node[]): string[] {
  const found = nodes.flatMap(({ metadata, spec }) => {
    const keys = (spec?.taints ?? []).flatMap(({ key, effect }) =>
      key.startsWith(NODE_TAINT) && effect !== 'PreferNoSchedule' ? [key.slice(NODE_TAINT.length)] : [],
    );
    const why = keys.map((key) => (key === 'unschedulable' ? 'cordoned' : key));
    return why.length === 0 ? [] : [`${metadata.name} (${[...new Set(why)].join(', ')})`];
  });
  return found.length === 0 || !/untolerated taint|unschedulable/.test(unschedulable)
    ? []
    : [`Kubernetes keeps pods from ${found.slice(0, MAX_NODES).join(', ')}${found.length > MAX_NODES ? ', …' : ''}.`];
}

/** Remedies for a message of the scheduler, in the order of the filters that such messages name. */
function placeRemedy({ claim, ofDomain }: ObservedPod, unschedulable: string): string | undefined {
  const remedies: string[] = [];
  if (unschedulable.includes('Insufficient ') && ofDomain === true) {
    remedies.push(
      'RouDi asks for as much memory as its segments take (SharedMemoryFits): make spec.roudi.segments smaller, lower spec.roudi.resources, free the node, or exclude it by spec.nodeSelector.',
    );
  } else if (unschedulable.includes('Insufficient memory') && claim === undefined) {
    remedies.push(
      'RouDi asks for as much memory as its segments take (SharedMemoryFits): make spec.roudi.segments smaller, lower the requests in spec.template, or add a node that has more.',
    );
  } else if (unschedulable.includes('Insufficient ')) {
    remedies.push('Lower the requests in spec.template, or add a node that has more.');
  }
  if (/node affinity|node selector|untolerated taint/.test(unschedulable)) {
    remedies.push(
      ofDomain === true
        ? 'Compare spec.nodeSelector and spec.tolerations with the nodes.'
        : 'Compare nodeSelector, affinity and tolerations in spec.template with the nodes.',
    );
  }
  if (unschedulable.includes('unschedulable')) {
    remedies.push('Uncordon a node (kubectl uncordon), or add one.');
  }
  if (unschedulable.includes('anti-affinity')) {
    remedies.push(
      claim === undefined
        ? 'Compare podAntiAffinity in spec.template with the pods that are on the nodes.'
        : 'No two pods of an object may share a node of a domain, as their apps have the same runtime names there: the operator adds this anti-affinity. Lower spec.replicas, add nodes to the domain, or make the names differ and set spec.runtimeNames to Unique.',
    );
  }
  return remedies.length === 0 ? undefined : remedies.join(' ');
}

function containerFaults(pod: ObservedPod, container: ObservedContainer, knowledge: Knowledge): Fault[] {
  const { name, role, waiting, runningSince } = container;
  const about: About = (id, evidence, words, more = {}) => ({
    id,
    ...placeOf(pod),
    container: name,
    role,
    evidence,
    severity: 'Error',
    isConsequence: false,
    isPresent: pod.unreadySince !== undefined && pod.isOver !== true,
    ...worded(words),
    occurrence: `${pod.metadata.uid}/${name} ${id} ${more.end?.finishedAt ?? ''}`,
    ...(more.end?.finishedAt === undefined ? {} : { at: more.end.finishedAt }),
    ...more.as,
  });
  if (!container.ready && hasWrongArchitecture(container)) {
    const remedy = architectureRemedy(pod, container);
    return [about('WrongArchitecture', 'Kubelet', { meaning: KUBERNETES_FAULTS.WrongArchitecture, remedy })];
  }
  const why = WAITING[waiting?.reason ?? ''];
  if (why !== undefined) {
    const details = waiting?.message ?? waiting?.reason;
    const remedy = why === 'ImageNotPulled' ? pullRemedy(pod, container) : undefined;
    return [about(why, 'Kubelet', { meaning: KUBERNETES_FAULTS[why], details, remedy })];
  }
  const ended = endsToTell(pod, container, knowledge).flatMap((end) =>
    endFaults(pod, container, end, knowledge, about),
  );
  const isHeard = runningSince !== undefined && (unreadyTooLongFrom(pod) ?? Infinity) <= knowledge.now;
  const said = isHeard
    ? telling(knowledge.heardIn(pod, name, runningSince)).map((finding) => saidFault(finding, about))
    : [];
  const startsTooLong = (startsTooLongFrom(container) ?? Infinity) <= knowledge.now;
  const faults = [
    ...whileReady(pod, container, knowledge, about),
    ...ended,
    ...said,
    ...(startsTooLong ? [about('RoudiNotReady', 'Kubelet', stillStarting(container))] : []),
  ];
  const isExplained = faults.some(({ severity, isConsequence }) => severity === 'Error' && !isConsequence);
  const loop = isExplained ? undefined : loopEnd(pod, container, knowledge);
  return [
    ...new Map(faults.toReversed().map((fault) => [fault.id, fault])).values(),
    ...(loop === undefined ? [] : [about('CrashLoop', 'Exit', loopWords(pod, container, loop), { end: loop })]),
  ];
}

/** What programs of a Ready pod report now and then, for as long as the report of an end counts. */
function whileReady(pod: ObservedPod, { name }: ObservedContainer, knowledge: Knowledge, about: About): Fault[] {
  return knowledge
    .heardWhileReady(pod, name)
    .filter(({ at }) => at + (knowledge.rememberedMs ?? REMEMBERED_MS) > knowledge.now)
    .map(({ finding }) => ({ ...saidFault(finding, about), isGoingOn: true }));
}

/** Builds a fault of a container. */
type About = (
  id: string,
  evidence: Fault['evidence'],
  words: FaultWords,
  more?: { readonly end?: End; readonly as?: Partial<Pick<Fault, 'isConsequence' | 'severity'>> },
) => Fault;

function worded(words: FaultWords): Pick<Fault, 'message' | 'words'> {
  return { words, message: inOneText(words) };
}

function saidFault(finding: Finding, about: About, end?: End, ending?: string): Fault {
  const { id, severity, isConsequence } = finding;
  return about(id, 'Words', wordsOf(finding, ending), {
    as: { severity, isConsequence },
    ...(end === undefined ? {} : { end }),
  });
}

/**
 * Ends to report while they count: the last failure of a container, and its last own end, which may be an exit with 0.
 */
function endsToTell(pod: ObservedPod, container: ObservedContainer, knowledge: Knowledge): readonly End[] {
  const isDown = !container.ready && pod.isOver !== true;
  const ends = [knowledge.endOf(pod, container.name), knowledge.ownEndsOf(pod, container).at(-1)];
  return [...new Set(ends.filter((end) => end !== undefined))].filter(
    ({ finishedAt = 0 }) =>
      pod.endedBecause === undefined &&
      (isDown || finishedAt + (knowledge.rememberedMs ?? REMEMBERED_MS) > knowledge.now),
  );
}

/** Exit codes of a program that was asked to stop, for whatever reason. */
const ASKED: ReadonlySet<number> = new Set([0, 137, 143]);

function endFaults(
  pod: ObservedPod,
  container: ObservedContainer,
  end: End,
  { release, heardIn, ownEndsOf, kubeletSays, endOf, wasReady }: Knowledge,
  about: About,
): Fault[] {
  const { name, role } = container;
  const probe = ASKED.has(end.exitCode) ? probeFailure(kubeletSays(pod), name, end) : undefined;
  if (probe !== undefined) {
    return [about('ProbeFailed', 'Kubelet', probeWords(pod, container, end, probe), { end })];
  }
  if (role === 'other' || role === 'agent') {
    return [];
  }
  const { exitCode, reason, message = '' } = end;
  const heard = telling(heardIn(pod, name, end.startedAt ?? 0));
  const found = telling(
    diagnose({
      output: message,
      exitCode,
      role,
      ...(release === undefined ? {} : { release }),
      ...(reason === undefined ? {} : { reason }),
    }),
  );
  const words = [...new Map([...heard, ...found].map((finding) => [finding.id, finding])).values()]
    .filter(({ line }) => line !== undefined)
    .map((finding) => saidFault(finding, about, end, endedWith(pod, container, end)));
  const isLate = ASKED.has(exitCode) && reason !== 'OOMKilled' && neverReady(pod, container, end);
  if (role === 'roudi' && isLate && !wasReady(pod, name, end.startedAt ?? 0)) {
    return [...words, about('RoudiNotReady', 'Kubelet', tooLate(pod, container, end), { end })];
  }
  const isOwn = role === 'roudi' || ownEndsOf(pod, container).includes(end);
  const exits = found.filter(({ line }) => line === undefined && (isOwn || !ASKED.has(exitCode)));
  const sidecar = role === 'roudi' ? sidecarWords(agentEndWith(pod, end, endOf)) : undefined;
  return [
    ...words,
    ...exits.map((finding) =>
      about(
        finding.id,
        reason === 'OOMKilled' ? 'Kubelet' : 'Exit',
        { ...wordsOf(finding, endedWith(pod, container, end)), sidecar },
        { end, as: { severity: finding.severity, isConsequence: finding.isConsequence || !isOwn } },
      ),
    ),
  ];
}

/** How the agent ended because of this end of RouDi: it ends seconds later at most. */
function agentEndWith(pod: ObservedPod, { finishedAt = 0 }: End, endOf: Knowledge['endOf']): End | undefined {
  const agent = pod.containers.find(({ role }) => role === 'agent');
  const end = agent && endOf(pod, agent.name);
  return Math.abs((end?.finishedAt ?? 0) - finishedAt) <= TOGETHER_MS ? end : undefined;
}

function telling(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'Info');
}

/**
 * When a pod has been unready for long enough that its logs and Events are worth reading: after the time that a start
 * takes, or at once if a container has restarted. Undefined while the pod is Ready, and once it is terminal.
 */
export function unreadyTooLongFrom({ unreadySince, containers, isOver }: ObservedPod): number | undefined {
  if (unreadySince === undefined || isOver === true) {
    return undefined;
  }
  return containers.some(({ restarts }) => restarts > 0) ? unreadySince : unreadySince + START_MS;
}

/** When RouDi has been starting for suspiciously long. Filling large segments takes a part of what its probe allows. */
function startsTooLongFrom({
  role,
  isStarting,
  runningSince,
  startupSeconds = 0,
}: ObservedContainer): number | undefined {
  return role === 'roudi' && isStarting === true && runningSince !== undefined
    ? runningSince + Math.max(START_MS, startupSeconds * 1000 - STARTUP_SLACK_MS)
    : undefined;
}

/** A usual start leaves this much of the time that the startup probe allows. */
const STARTUP_SLACK_MS = 40_000;

/**
 * Whether RouDi seems never to have become ready in the run that ended like this, so that its startup probe gave up.
 * What comes after it in the pod starts only once RouDi is ready, and the agent exits with
 * {@link ROUDI_GONE_EXIT_CODE} only if it was.
 */
function neverReady({ containers }: ObservedPod, { startupSeconds }: ObservedContainer, end: End): boolean {
  const { startedAt, finishedAt } = end;
  if (startupSeconds === undefined || startedAt === undefined || finishedAt === undefined) {
    return false;
  }
  const isLater = ({ role }: ObservedContainer, index: number): boolean =>
    role === 'app' || (role === 'agent' && index > containers.findIndex((each) => each.role === 'roudi'));
  const starts = containers
    .filter(isLater)
    .flatMap((app) => [app.runningSince, app.end?.startedAt, app.lastEnd?.startedAt]);
  const ends = containers.flatMap(({ role, end, lastEnd }) => (role === 'agent' ? [end, lastEnd] : []));
  const wasReady =
    starts.some((start) => start !== undefined && start >= startedAt) ||
    ends.some((each) => each?.exitCode === ROUDI_GONE_EXIT_CODE && (each.finishedAt ?? 0) >= startedAt);
  return !wasReady && finishedAt - startedAt >= (startupSeconds - 1) * 1000;
}

const NOT_READY = {
  meaning: KUBERNETES_FAULTS.RoudiNotReady,
  cause:
    'spec.roudi.command does not start iox-roudi, or not at once; or RouDi is slow to fill its segments, with a small CPU limit or on a busy node.',
  remedy:
    'look at its log; correct spec.roudi.command and spec.roudi.extraArgs; raise the cpu in spec.roudi.resources.limits.',
};

function stillStarting({ startupSeconds, runningSince = 0 }: ObservedContainer): FaultWords {
  const since = new Date(runningSince).toISOString().replace(/\.\d+Z$/, 'Z');
  const until = startupSeconds === undefined ? '' : `, and the kubelet ends it after ${startupSeconds} s`;
  return { ...NOT_READY, details: `it runs since ${since}${until}.` };
}

function tooLate(pod: ObservedPod, container: ObservedContainer, end: End): FaultWords {
  const details = `it was not ready within ${container.startupSeconds} s, so the kubelet ended it.`;
  return { ...NOT_READY, details, ending: endedWith(pod, container, end) };
}

function probeWords(pod: ObservedPod, container: ObservedContainer, end: End, probe: string): FaultWords {
  return {
    meaning: KUBERNETES_FAULTS.ProbeFailed,
    details: probe,
    remedy:
      'find out why the program does not answer, or give it more time by timeoutSeconds, failureThreshold or initialDelaySeconds of the probe.',
    ending: endedWith(pod, container, end),
  };
}

function wordsOf({ meaning, cause, remedy, line }: Finding, ending?: string): FaultWords {
  return { meaning, cause, remedy, line, ending };
}

/** The kubelet keeps no log of a container that ended in a restart of all containers. */
function endedWith({ metadata }: ObservedPod, { name, lastEnd, end: now }: ObservedContainer, end: End): string {
  const reason = end.reason === undefined ? '' : ` (${end.reason})`;
  const isKept = lastEnd?.reason !== RENEWED && now?.reason !== RENEWED;
  // Until the container is started again, its present log is that of the run that ended.
  const previous = now !== undefined && now.finishedAt === end.finishedAt ? '' : ' --previous';
  const log = isKept ? `; kubectl logs ${metadata.name} -c ${name}${previous} shows what it wrote` : '';
  return `It ended with ${end.exitCode}${reason}${log}.`;
}

/** The last end of a container that ended on its own at least twice. The status may show only one of these ends. */
function loopEnd(pod: ObservedPod, container: ObservedContainer, knowledge: Knowledge): End | undefined {
  const { waiting, restarts, end } = container;
  const ends = knowledge.ownEndsOf(pod, container);
  const [before, last] = [ends.at(-2), ends.at(-1)];
  if (last === undefined || !endsToTell(pod, container, knowledge).includes(last)) {
    return undefined;
  }
  if (container.isInit === true && last.exitCode === 0) {
    // It has done its work, once for each restart of all containers.
    return undefined;
  }
  // A restart of all containers counts once for each of them.
  const renewals = Math.min(...pod.containers.map((each) => each.restarts));
  const starts = restarts - renewals + (end === undefined ? 0 : 1);
  const isLoop =
    before === undefined
      ? waiting?.reason === 'CrashLoopBackOff' || (pod.containers.length > 1 && starts >= 2)
      : (last.finishedAt ?? 0) - (before.finishedAt ?? 0) <= LOOP_MS;
  return isLoop ? last : undefined;
}

function loopWords(pod: ObservedPod, container: ObservedContainer, end: End): FaultWords {
  const { role, isProbed } = container;
  const words = end.message === undefined ? undefined : stripColours(end.message).trim().split('\n').at(-1);
  const notes = [
    ...(end.exitCode === 0
      ? [
          'A program that ends with 0 ended as it wanted to, or was asked to: containers of a Deployment have to run on, and are started again.',
        ]
      : []),
    ...(isProbed === true
      ? [
          `It has a livenessProbe: where that fails, the kubelet ends it; kubectl describe pod ${pod.metadata.name} shows that as "Liveness probe failed".`,
        ]
      : []),
    ...(role === 'other' ? ['If it uses iceoryx, name it in spec.containers: otherwise it finds no RouDi.'] : []),
  ];
  return {
    meaning: KUBERNETES_FAULTS.CrashLoop,
    lastWords: words === undefined ? undefined : cut(words, MAX_LINE),
    notes,
    ending: endedWith(pod, container, end),
  };
}
