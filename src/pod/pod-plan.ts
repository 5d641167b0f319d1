import type { Problem } from '../api/rules/problem.ts';
import type { Release } from '../iceoryx/release.ts';
import type { IdentityPlan } from './identity.ts';
import type { MemoryPlan } from './memory.ts';
import type { MountPlan } from './mounts.ts';
import type { Placement } from './placement.ts';
import type { ResourcePlan } from './resources.ts';
import type { InjectionRequest } from './request.ts';
import type { TerminationPlan } from './termination.ts';

/** What is planned differently for pods with a RouDi of their own and for those that use that of their node. */
export interface ScopePlan {
  readonly identity: IdentityPlan;
  /** Of RouDi, wherever it runs. */
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  readonly mounts: MountPlan;
  /** Undefined if there is a problem with them. */
  readonly resources: ResourcePlan | undefined;
  /** RouDi's configuration, where the pods bring it. */
  readonly toml?: string;
  /** What keeps pods on the nodes of their domain. */
  readonly placement?: Placement;
  readonly problems: readonly Problem[];
}

/** Everything about a pod that follows from a request: what injection writes and status shows. */
export interface PodPlan extends Omit<ScopePlan, 'problems' | 'resources' | 'toml'> {
  readonly request: InjectionRequest;
  readonly release: Release;
  /** Names of the containers that use iceoryx. */
  readonly apps: ReadonlySet<string>;
  readonly resources: ResourcePlan;
  /** Whether hooks in the apps' containers ask apps to stop that the kubelet's signal does not reach. */
  readonly asksApps: boolean;
  /** Whether link sends all apps SIGTERM besides, as soon as the pod is deleted. */
  readonly linkAsks: boolean;
  /** Annotations that the pods get. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What works, but not as well as it could. */
  readonly warnings: readonly Problem[];
}
