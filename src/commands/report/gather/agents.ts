import { type KubeObject, objectKey } from '../../../kube/object.ts';
import { PODS, type Resource } from '../../../kube/resource.ts';
import { AGENT_CONTAINER } from '../../../pod/names.ts';
import { type AgentStatus, agentStatusOf } from '../../kit/agent-status.ts';
import { atOnce } from '../../kit/at-once.ts';
import type { Reading } from './reading.ts';
import { listAt } from '../records.ts';

const EXEC: Resource = { ...PODS, plural: 'pods/exec' };
const AT_ONCE = 4;

/** Asks the agents of pods for their status, and passes each answer on. */
export async function readAgents(
  reading: Reading,
  pods: readonly KubeObject[],
  take: (pod: KubeObject, status: AgentStatus) => Promise<void>,
  progress: (done: number, all: number) => void,
): Promise<void> {
  const asked = pods.filter(hasAgent);
  let done = 0;
  await atOnce(asked, AT_ONCE, async (pod) => {
    const what = `agent status of pod ${objectKey(pod)}`;
    const { namespace } = pod.metadata;
    const status = await reading.attempt({ resource: EXEC, verb: 'get and create', namespace, what }, () =>
      agentStatusOf(reading.client, pod, { signal: reading.signal }),
    );
    done += 1;
    progress(done, asked.length);
    if (status !== undefined) {
      await take(pod, status);
    }
  });
}

function hasAgent({ spec }: KubeObject): boolean {
  const containers = [...listAt(spec, ['initContainers']), ...listAt(spec, ['containers'])];
  return containers.some(({ name }) => name === AGENT_CONTAINER);
}
