import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { ComputedStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../agent-image.ts';
import type { IdentityPlan } from '../identity/identity.ts';
import type { MemoryPlan } from '../memory.ts';
import type { Placement } from '../placement.ts';
import type { ResourcePlan } from '../resources.ts';
import type { TerminationPlan } from '../termination.ts';

/** Everything about pods that depends on where their RouDi runs: in each of them, or once on their node. */
export interface Scope {
  readonly identity: IdentityPlan;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  readonly resources: ResourcePlan;
  /** What brings the pods to certain nodes. */
  readonly placement?: Placement;
  /** Annotations that the pods get. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly volumes: readonly IVolume[];
  /** What apps have mounted, unless they mount something of their own there. */
  readonly appMounts: readonly IVolumeMount[];
  /**
   * Containers that come before the template's own init containers.
   *
   * @param renew whether all containers are restarted in place when RouDi is gone
   */
  readonly sidecars: (renew: boolean, agent: AgentImage) => IContainer[];
  /** How the segments fit, in words for a condition. */
  readonly fits: () => string;
  /** What was computed for this scope alone, each figure with its sum. */
  readonly figures: () => ComputedStatus[];
  /** What the pods are made from besides what their author says, for telling whether it has changed. */
  readonly fingerprint: readonly unknown[];
}

export type Scoped =
  | { readonly scope: Scope; readonly problems?: never }
  | { readonly scope?: never; readonly problems: readonly Problem[] };
