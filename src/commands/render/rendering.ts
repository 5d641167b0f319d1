import type { ComputedStatus, IceoryxDeployment } from '../../api/iceoryx-deployment.generated.ts';
import type { Problem } from '../../api/rules/problem.ts';
import { withDefaults } from '../../api/structure.ts';
import { problemsOf } from '../../api/validation.ts';
import { type Deployment, deploymentFor } from '../../controllers/deployment/child.ts';
import { type Change, changesOf } from '../../pod/changes.ts';
import { figuresOf } from '../../pod/figures.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { planPod } from '../../pod/plan.ts';

/** What would be made of an IceoryxDeployment. */
export interface Rendering {
  readonly deployment: Deployment;
  readonly changes: readonly Change[];
  readonly figures: readonly ComputedStatus[];
  readonly segments: readonly { readonly name: string; readonly bytes: number }[];
  /** Why it works, but not as well as it could. */
  readonly warnings: readonly string[];
}

/** An object that may be anything, or what stands against it. */
export function rendering(
  written: unknown,
  capabilities: Capabilities,
): { rendering: Rendering; problems?: never } | { rendering?: never; problems: readonly Problem[] } {
  const faults = problemsOf(written);
  if (faults.length > 0) {
    return { problems: faults };
  }
  const object = withDefaults(written as IceoryxDeployment);
  const { plan, problems } = planPod(object);
  if (plan === undefined) {
    return { problems };
  }
  const deployment = deploymentFor(object, plan, undefined, capabilities);
  const { template } = object.spec;
  return {
    rendering: {
      deployment,
      changes: changesOf(template, deployment.spec?.template ?? template),
      figures: figuresOf(plan, object.spec.recovery, capabilities),
      segments: plan.memory.segments.map(({ name, bytes }) => ({ name, bytes: Number(bytes) })),
      warnings: [
        ...(plan.termination.unsafe === undefined ? [] : [plan.termination.unsafe.message]),
        ...plan.warnings.map(({ path, message }) => `${path}: ${message}`),
      ],
    },
  };
}
