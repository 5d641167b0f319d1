import { stalenessOf } from '../../../controllers/pods/recovery/staleness.ts';
import { firstNames } from '../../../text.ts';
import type { OurPod } from '../facts.ts';
import { check, type Finding, skipped, verdict } from '../model.ts';
import { counted } from '../words.ts';

const category = 'objects';

const injected = check({
  id: 'pods-have-roudi',
  category,
  description: 'every pod that asks for RouDi has it',
  severity: 'Error',
  needs: ['pods'],
  judge: ({ pods }) => {
    const asking = living(pods).filter(({ asks }) => asks);
    return asking.length === 0
      ? skipped('no pod asks')
      : verdict(
          asking
            .filter(({ observed: { mark } }) => mark === undefined)
            .map(({ key, namespace, observed }) => ({
              object: `Pod ${key}`,
              message: 'it asks for RouDi and was created without it, so its apps find none',
              remedy:
                observed.owner === undefined
                  ? 'see the checks of the webhook, then delete the pod and create it again'
                  : `see the checks of the webhook, then kubectl -n ${namespace} delete pod ${observed.metadata.name}: its ${observed.owner.kind} creates it again. With spec.missed: Replace of its IceoryxProfile the operator does so`,
            })),
          `${asking.length} of ${asking.length}`,
        );
  },
});

const stale = check({
  id: 'pods-stale',
  category,
  description: 'no app holds memory of a RouDi that is gone',
  severity: 'Error',
  needs: ['pods', 'now'],
  judge: ({ pods, now }) =>
    pods.length === 0
      ? skipped('there is no pod with RouDi or the agent')
      : verdict(
          living(pods).flatMap(({ key, namespace, observed }): Finding[] => {
            const stale = stalenessOf(observed);
            return stale === undefined || stale.certainFrom > now.getTime()
              ? []
              : [
                  {
                    object: `Pod ${key}`,
                    message: `RouDi is gone since ${new Date(stale.since).toISOString()}, and ${firstNames(stale.apps)} still ${stale.apps.length === 1 ? 'holds' : 'hold'} its memory: no sample arrives`,
                    remedy: `kubectl -n ${namespace} delete pod ${observed.metadata.name}; the condition HealingAllowed says why the operator has not`,
                  },
                ];
          }),
          counted(pods.length, 'pod'),
        ),
});

const currentAgents = check({
  id: 'agents-current',
  category,
  description: "all pods have the operator's agent",
  severity: 'Info',
  needs: ['pods', 'operators'],
  judge: ({ pods, operators }) => {
    const wanted = new Set(operators.flatMap(({ options }) => options?.agent.image ?? []));
    const withAgent = living(pods).filter(({ agentImage }) => agentImage !== undefined);
    if (wanted.size === 0 || withAgent.length === 0) {
      return skipped(wanted.size === 0 ? 'the image of the agent is not known' : 'no pod has an agent');
    }
    const others = withAgent.filter(({ agentImage = '' }) => !wanted.has(agentImage));
    return verdict(
      [...Map.groupBy(others, ({ agentImage = '' }) => agentImage)].map(([image, these]) => ({
        message: `${these.length} of ${withAgent.length} pods have the agent ${image}, and new ones get ${[...wanted].join(' or ')}: ${firstNames(these.map(({ key }) => key))}`,
        remedy:
          'nothing: they work together. Pods get the newer one with their next rollout, such as by kubectl iceoryx restart',
      })),
      `${counted(withAgent.length, 'pod')}: ${[...wanted].join(', ')}`,
    );
  },
});

export const OF_PODS = [injected, stale, currentAgents];

/** Pods that run, or will. */
function living(pods: readonly OurPod[]): OurPod[] {
  return pods.filter(({ observed }) => observed.isOver !== true && observed.metadata.deletionTimestamp === undefined);
}
