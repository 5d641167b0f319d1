import type { Release } from '../../iceoryx/release.ts';
import { fileVolumes, namesAnnotations } from '../annotations.ts';
import { formatSize } from '../../api/quantity.ts';
import { agentContainer, FOR_EVER, OWN_PROGRAM, probe } from '../containers/agent.ts';
import { unaskedOption } from '../containers/runtime-options.ts';
import { commonToNode } from '../cyclonedds.ts';
import { AGENT_VOLUMES, installContainer } from '../delivery.ts';
import type { Domain } from '../domain.ts';
import { agentSecurityContext } from '../identity/agent-user.ts';
import { memberIdentity } from '../identity/of-member.ts';
import { DOMAIN_MOUNTS, mountProblems, nameMounts, NO_TOKEN_MOUNT, sharedTmpProblems, STATE_MOUNT } from '../mounts.ts';
import { DOMAIN_VOLUME } from '../names.ts';
import { planPlacement } from '../placement.ts';
import type { InjectionRequest } from '../request.ts';
import { planResources } from '../resources.ts';
import { planRoudi } from '../roudi-plan.ts';
import { planDeparture, sleepProblems } from '../termination.ts';
import type { Scoped } from './scope.ts';

/** Scope of pods that use the RouDi of their node. That RouDi runs in a pod of the domain: see domain-pod.ts. */
export function nodeScope(
  request: InjectionRequest,
  domain: Domain,
  apps: ReadonlySet<string>,
  release: Release,
): Scoped {
  const { key, claim } = domain;
  const { plan: identity, problems: unnameable } = memberIdentity(request, apps, domain);
  const { names } = identity;
  // Problems of RouDi itself are reported to the author of the domain.
  const { plan: roudi } = planRoudi(request.roudi, release, names);
  const { memory } = roudi;
  const termination = planDeparture(request, domain);
  const { tmpMounts, problems: overMounted } = mountProblems(request, apps, roudi, names !== undefined);
  const { plan: resources, problems: unbalanced } = planResources(request, undefined);
  const { plan: placement, problems: misplaced } = planPlacement(request, domain);
  const problems = [
    ...unnameable,
    ...overMounted,
    ...sharedTmpProblems(tmpMounts),
    ...unbalanced,
    ...misplaced,
    ...sleepProblems(request, termination),
  ];
  if (resources === undefined || problems.length > 0) {
    return { problems };
  }
  const annotations = namesAnnotations(names);
  const asks = request.termination?.signalApps === 'Always';
  const { nodeSelector, tolerations } = domain;
  return {
    scope: {
      identity,
      memory,
      termination,
      resources,
      placement,
      annotations,
      volumes: [
        // A claim in the pods' namespace, because Pod Security `restricted` does not admit hostPath volumes.
        { name: DOMAIN_VOLUME, persistentVolumeClaim: { claimName: claim } },
        ...AGENT_VOLUMES,
        ...fileVolumes(annotations),
      ],
      appMounts: [...DOMAIN_MOUNTS, ...nameMounts(identity)],
      // Apps start after the agent's startup probe succeeds, so they wait for RouDi without further code.
      sidecars: (renew, agent) => [
        installContainer(
          agent,
          agentSecurityContext(identity.agent, false),
          resources.agent,
          request.cycloneDDS === undefined ? undefined : commonToNode(key),
        ),
        agentContainer({
          agent,
          user: identity.agent,
          isSidecar: true,
          renew,
          args: [
            'member',
            ...unaskedOption(request),
            `--domain=${key}`,
            `--leave-within=${termination.killAfterSeconds}`,
          ],
          resources: resources.agent,
          startupProbe: probe([OWN_PROGRAM, 'started', '--of=member'], 1, FOR_EVER),
          preStop: ['leave', `--kill-after=${termination.killAfterSeconds}`, ...(asks ? ['--ask'] : [])],
          mounts: [...DOMAIN_MOUNTS, STATE_MOUNT, NO_TOKEN_MOUNT],
        }),
      ],
      fits: () => `the segments of IceoryxDomain ${key} take ${formatSize(memory.segmentBytes)} of each node`,
      figures: () => [
        { name: 'SharedMemory', value: `${memory.segmentBytes} bytes`, sum: `on each node, by IceoryxDomain ${key}` },
        { name: 'DomainClaim', value: claim, sum: `the directories of IceoryxDomain ${key} on the pod's node` },
      ],
      // Not the whole domain: pods need not be replaced if its RouDi gets another image or size.
      fingerprint: [request.runtimeNames ?? 'PerNode', release.id, claim, domain.names, nodeSelector, tolerations],
    },
  };
}
