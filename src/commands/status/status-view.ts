import { toSeconds } from '../../api/time.ts';
import { observedPod } from '../../controllers/pods/observed-pod.ts';
import { firstNames, printableAll } from '../../text.ts';
import type { AgentAnswer } from '../kit/agent-status.ts';
import { type Asked, uidOf } from './agents.ts';
import { eventsOf } from './events.ts';
import type { Gathered } from './gather.ts';
import { type Found, KINDS } from './kinds.ts';
import { objectViewOf } from './object-view.ts';
import { podsOf } from './ownership.ts';
import type { SeenPod } from './pod-view.ts';
import type { StatusView } from './view.ts';

/** Pods with what is read from them, to be asked before the view is made. */
export function askedPods({ pods = [] }: Pick<Gathered, 'pods'>): Asked[] {
  return pods.map((pod) => ({ pod, observed: observedPod(pod) }));
}

/**
 * Everything that is shown, from everything that was read. Text of others is printable in it.
 *
 * @param answers of agents, by uid of their pods
 */
export function statusViewOf(gathered: Gathered, answers: ReadonlyMap<string, AgentAnswer>, now: Date): StatusView {
  const { found, deployments, events, remarks } = gathered;
  const pods = gathered.pods && askedPods(gathered).map((asked) => seenPod(asked, answers.get(uidOf(asked.pod))));
  const objects = found.toSorted(inOrder).map((each) =>
    objectViewOf(each, {
      pods: pods && podsOf(each, pods),
      events: eventsOf(each.kind, each.object, events),
      deployments,
    }),
  );
  const isComputed = objects.some(({ sharedMemory }) => sharedMemory?.source === 'status');
  return printableAll({
    time: toSeconds(now),
    objects,
    remarks: [...remarks, ...silencesOf(pods ?? [], answers), ...(isComputed ? [COMPUTED] : [])],
  });
}

function seenPod(asked: Asked, answer: AgentAnswer | undefined): SeenPod {
  return answer !== undefined && 'status' in answer ? { ...asked, said: answer.status } : asked;
}

const COMPUTED = "~ is what the segments take by the object's status; figures without it were read in the pods";

/** Objects of a namespace stand together, each kind by name. */
function inOrder(a: Found, b: Found): number {
  const { namespace: here = '', name } = a.object.metadata;
  const { namespace: there = '', name: other } = b.object.metadata;
  return compare(here, there) || placeOf(a) - placeOf(b) || compare(name, other);
}

function placeOf({ kind }: Found): number {
  return KINDS.findIndex(({ resource }) => resource.kind === kind);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Why agents have not answered, each reason once. */
function silencesOf(pods: readonly SeenPod[], answers: ReadonlyMap<string, AgentAnswer>): string[] {
  const silent = pods.flatMap(({ pod }) => {
    const answer = answers.get(uidOf(pod));
    return answer !== undefined && 'reason' in answer ? [{ name: pod.metadata.name, reason: answer.reason }] : [];
  });
  return [...Map.groupBy(silent, ({ reason }) => reason)].map(
    ([reason, those]) => `agents were not heard: ${reason} (${firstNames(those.map(({ name }) => name))})`,
  );
}
