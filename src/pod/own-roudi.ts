import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import { formatBinary } from '../api/quantity.ts';
import type { Release } from '../iceoryx/release.ts';
import { planIdentity } from './identity.ts';
import { linkContainer } from './link-container.ts';
import { planMemory } from './memory.ts';
import { planMounts } from './mounts.ts';
import { SHM_VOLUME, TMP_VOLUME } from './names.ts';
import type { PodPlan, ScopePlan } from './pod-plan.ts';
import { planResources } from './resources.ts';
import { roudiContainer } from './roudi-container.ts';
import type { InjectionRequest } from './request.ts';
import { planTermination } from './termination.ts';

/** Plans pods with a RouDi of their own. */
export function planOwnRoudi(request: InjectionRequest, apps: ReadonlySet<string>, release: Release): ScopePlan {
  const { plan: identity, problems: unnameable } = planIdentity(request, apps);
  const { plan: memory, problems: tooSmall } = planMemory(request.roudi, request.sharedMemory, release, identity.names);
  const termination = planTermination(request, release);
  const { plan: mounts, problems: overMounted } = planMounts(
    request,
    apps,
    release,
    memory,
    identity.names !== undefined,
  );
  const { plan: resources, problems: unbalanced } = planResources(request, memory);
  return {
    identity,
    memory,
    termination,
    mounts,
    resources,
    toml: memory.toml,
    problems: [...unnameable, ...tooSmall, ...overMounted, ...unbalanced],
  };
}

/** RouDi, and link after it. */
export function ownRoudiSidecars(plan: PodPlan, renew: boolean): IContainer[] {
  const { roudi } = plan.request;
  return [roudiContainer(roudi, plan), linkContainer(roudi, plan, renew)];
}

export function ownRoudiVolumes({ memory, mounts }: PodPlan): IVolume[] {
  return [
    { name: SHM_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: formatBinary(memory.volume.bytes) } },
    ...(mounts.tmpVolume === TMP_VOLUME ? [{ name: TMP_VOLUME, emptyDir: {} }] : []),
  ];
}
