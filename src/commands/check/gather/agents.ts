import { objectKey } from '../../../kube/object.ts';
import { agentStatusesOf } from '../../kit/agent-status.ts';
import type { Agents, OurPod, Scope } from '../facts.ts';
import { inWords } from '../right.ts';
import type { Reads } from './reads.ts';
import { Unknown } from './source.ts';

/** Each is a process on a node: so many are asked within some seconds. */
const MOST_ASKED = 200;

/**
 * Asks the agents of pods for their status. In a large cluster those of pods that are not ready come first.
 *
 * @throws Unknown if the user may not run commands in pods
 */
export async function agents(reads: Reads, pods: readonly OurPod[], { namespace }: Scope): Promise<Agents> {
  const isEverywhere = namespace === undefined;
  const right = { verb: 'create', group: '', resource: 'pods/exec', namespace, isEverywhere };
  if (!(await reads.isAllowed(right))) {
    throw new Unknown(`you may not ${inWords(right)}, by which agents are asked`);
  }
  const unreadyFirst = pods.toSorted(
    (a, b) => Number(a.observed.unreadySince === undefined) - Number(b.observed.unreadySince === undefined),
  );
  const running = unreadyFirst.flatMap(({ withAgent }) => withAgent ?? []);
  const asked = running.slice(0, MOST_ASKED);
  const answers = await agentStatusesOf(reads.client, asked);
  return {
    answers: answers.flatMap((answer, index) => {
      const pod = asked[index];
      return pod === undefined ? [] : [{ pod: objectKey(pod), answer }];
    }),
    all: running.length,
  };
}
