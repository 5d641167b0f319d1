import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import type { Problem } from '../../api/rules/problem.ts';
import type { AgentImage } from '../agent-image.ts';
import type { Figure } from '../figure.ts';
import type { IdentityPlan } from '../identity/identity.ts';
import type { MemoryPlan } from '../memory.ts';
import type { Placement } from '../placement.ts';
import type { ResourcePlan } from '../resources.ts';
import type { TerminationPlan } from '../termination.ts';

/** Everything about pods that depends on where their RouDi runs: in each pod, or once per node. */
export interface Scope {
  readonly identity: IdentityPlan;
  readonly memory: MemoryPlan;
  readonly termination: TerminationPlan;
  readonly resources: ResourcePlan;
  /** Brings the pods to the nodes of their domain. */
  readonly placement?: Placement;
  /** Annotations that are added to the pods. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly volumes: readonly IVolume[];
  /** Mounts of the apps' containers. A mount that an app has at the same path wins. */
  readonly appMounts: readonly IVolumeMount[];
  /**
   * Init containers that precede those of the template.
   *
   * @param renew whether all containers are restarted in place when RouDi is gone
   */
  readonly sidecars: (renew: boolean, agent: AgentImage) => IContainer[];
  /** How the segments fit, as text for a condition. */
  readonly fits: () => string;
  /** Values that were computed for this scope alone, each with its sum. */
  readonly figures: () => Figure[];
  /**
   * Further inputs of the pods, besides the fields that src/controllers/deployment/shape.ts always digests. A change of
   * any of them is a change of the pods.
   */
  readonly fingerprint: readonly unknown[];
}

/** A scope, or the reasons why there is none. */
export type Scoped =
  | { readonly scope: Scope; readonly problems?: never }
  | { readonly scope?: never; readonly problems: readonly Problem[] };
