import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import { type Problem, unless } from '../api/rules/problem.ts';
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
import type { SpecWithRoudi } from './scope.ts';
import { planDeparture } from './termination.ts';

/** Plans pods that use the RouDi of their node. */
export function planNodesRoudi(
  name: string,
  spec: SpecWithRoudi,
  apps: ReadonlySet<string>,
  release: Release,
  domain: Domain,
): ScopePlan {
  const pod = spec.template.spec;
  const { plan: identity, problems: unnameable } = memberIdentity(pod, apps, domain);
  const { plan: memory } = planMemory(domain.roudi, undefined, release, identity.names);
  const termination = planDeparture(spec.termination, pod, domain);
  const isNamed = identity.names !== undefined;
  const { plan: mounts, problems: overMounted } = planMounts(pod, apps, release, memory, isNamed, true);
  const { plan: resources, problems: unbalanced } = planResources(spec, memory, false);
  const apart = spec.runtimeNames === 'Unique' ? undefined : name;
  const { plan: placement, problems: misplaced } = planPlacement(pod, domain, apart);
  return {
    identity,
    memory,
    termination,
    mounts,
    resources,
    placement,
    problems: [...unnameable, ...overMounted, ...unbalanced, ...misplaced, ...surgeProblems(spec)],
  };
}

/** Link alone; RouDi is in a pod of the domain. */
export function nodesRoudiSidecars(plan: PodPlan, renew: boolean): IContainer[] {
  return [domainLinkContainer(plan.spec.roudi, plan, renew)];
}

/** A claim of the namespace's own, as Pod Security `restricted` admits no directories of nodes. */
export function nodesRoudiVolumes({ claim }: Domain): IVolume[] {
  return [
    { name: DOMAIN_VOLUME, persistentVolumeClaim: { claimName: claim } },
    { name: STATE_VOLUME, emptyDir: {} },
  ];
}

/** Where every node has its pod, none can be added before one is taken away. */
function surgeProblems({ strategy, runtimeNames }: SpecWithRoudi): Problem[] {
  const { maxUnavailable } = strategy?.rollingUpdate ?? {};
  return unless(
    runtimeNames === 'Unique' || maxUnavailable === undefined || !/^0+%?$/.test(String(maxUnavailable)),
    'spec.strategy.rollingUpdate.maxUnavailable',
    maxUnavailable,
    'maxUnavailable is 0, but no two pods may share a node of the domain, so none could be replaced where every node has one; raise it, or set spec.runtimeNames to Unique if they are',
  );
}
