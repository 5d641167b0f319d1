import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { Release } from '../iceoryx/release.ts';
import type { Domain } from './domain.ts';
import { domainLinkContainer } from './domain-link-container.ts';
import { memberIdentity } from './member-identity.ts';
import { planMemory } from './memory.ts';
import { planMounts } from './mounts.ts';
import { DOMAIN_VOLUME, STATE_VOLUME } from './names.ts';
import { planPlacement } from './placement.ts';
import type { PodPlan, ScopePlan } from './pod-plan.ts';
import { planResources } from './resources.ts';
import type { InjectionRequest } from './request.ts';
import { planDeparture } from './termination.ts';

/** Plans pods that use the RouDi of their node. */
export function planNodesRoudi(
  request: InjectionRequest,
  apps: ReadonlySet<string>,
  release: Release,
  domain: Domain,
): ScopePlan {
  const { plan: identity, problems: unnameable } = memberIdentity(request, apps, domain);
  const { plan: memory } = planMemory(domain.roudi, undefined, release, identity.names);
  const termination = planDeparture(request, domain);
  const isNamed = identity.names !== undefined;
  const { plan: mounts, problems: overMounted } = planMounts(request, apps, release, memory, isNamed, true);
  const { plan: resources, problems: unbalanced } = planResources(request, memory, false);
  const { plan: placement, problems: misplaced } = planPlacement(request, domain);
  return {
    identity,
    memory,
    termination,
    mounts,
    resources,
    placement,
    problems: [...unnameable, ...overMounted, ...unbalanced, ...misplaced],
  };
}

/** Link alone; RouDi is in a pod of the domain. */
export function nodesRoudiSidecars(plan: PodPlan, renew: boolean): IContainer[] {
  return [domainLinkContainer(plan.request.roudi, plan, renew)];
}

/** A claim of the namespace's own, as Pod Security `restricted` admits no directories of nodes. */
export function nodesRoudiVolumes({ claim }: Domain): IVolume[] {
  return [
    { name: DOMAIN_VOLUME, persistentVolumeClaim: { claimName: claim } },
    { name: STATE_VOLUME, emptyDir: {} },
  ];
}
