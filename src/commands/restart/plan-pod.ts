import { type KubeObject, objectKey } from '../../kube/object.ts';
import { AGENT_CONTAINER, EARLIER_AGENT_CONTAINER } from '../../pod/names.ts';
import { recordAt } from '../../pod/workload.ts';
import type { RestartPlan, Step } from './plan.ts';

/**
 * The restart of a pod: its eviction. A renewal in place would kill what has not ended after 2 s, runs no hooks and asks
 * no PodDisruptionBudget.
 *
 * @throws Error if nothing would make another pod, or it has nothing of iceoryx
 */
export function planPod(pod: KubeObject): RestartPlan {
  const { name, namespace = '', uid = '', deletionTimestamp, ownerReferences = [] } = pod.metadata;
  const called = `pod ${objectKey(pod)}`;
  if (deletionTimestamp !== undefined) {
    throw new Error(`${called} is being deleted already`);
  }
  if (!hasAgent(pod)) {
    throw new Error(`${called} has nothing of iceoryx in it; kubectl delete pod ${name} -n ${namespace} restarts it`);
  }
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner === undefined) {
    throw new Error(
      `${called} has no controller, so that nothing would create it again; kubectl get pod ${name} -n ${namespace} -o yaml keeps it, to be deleted and created`,
    );
  }
  if (owner.kind === 'Job') {
    throw new Error(
      `${called} belongs to Job ${owner.name}, for which a pod that is evicted counts as failed; delete the Job and create it again`,
    );
  }
  const { kind, name: ownerName, uid: ownerUid } = owner;
  return planOfPod(
    pod,
    { is: 'Eviction', namespace, pod: name, uid, owner: { kind, name: ownerName, uid: ownerUid } },
    `It is evicted, which PodDisruptionBudgets may forbid; apps end before RouDi, and ${kind} ${ownerName} makes another pod`,
  );
}

/** The plan for a pod that is a step of its own. */
export function planOfPod({ metadata }: KubeObject, step: Step, how: string): RestartPlan {
  const { name, namespace = '' } = metadata;
  return { object: { kind: 'Pod', namespace, name }, how, steps: [step], atATime: 1, skipped: [], notes: [] };
}

function hasAgent(pod: KubeObject): boolean {
  const spec = recordAt(pod, ['spec']);
  return ['initContainers', 'containers']
    .flatMap((field) => (Array.isArray(spec[field]) ? (spec[field] as unknown[]) : []))
    .some((container) => [AGENT_CONTAINER, EARLIER_AGENT_CONTAINER].includes(String(recordAt(container, [])['name'])));
}
