import type { KubeClient } from '../../kube/client.ts';
import { ApiError, isAlreadyExists, isMalformed } from '../../kube/errors.ts';
import { DEPLOYMENTS } from '../../kube/resource.ts';
import { AGENT_CONTAINER } from '../../pod/names.ts';
import { FIELD_MANAGER } from '../kit/write-status.ts';
import type { Deployment, ObservedDeployment } from './child.ts';
import { decide, type Decision, type Observed } from './decide.ts';
import { isNewShape } from './shape.ts';

/**
 * Decides with the help of the API server. Before pods get the rule `RestartAllContainers` for the first time, a dry
 * run asks whether it keeps the rule: nodes may declare support that the API server, or a policy in it, does not admit.
 * The answer becomes part of the shape, so it is asked once per shape.
 */
export async function decideWithDryRun(client: KubeClient, observed: Observed, signal: AbortSignal): Promise<Decision> {
  const decision = decide(observed);
  if (decision.obstacle !== undefined || !hasRule(decision.desired) || !isNewShape(decision.desired, observed.child)) {
    return decision;
  }
  const refused = await objection(client, decision.desired, observed.child, signal);
  return refused === undefined ? decision : decide({ ...observed, refused });
}

async function objection(
  client: KubeClient,
  desired: Deployment,
  child: ObservedDeployment | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const options = { fieldManager: FIELD_MANAGER, dryRun: true, signal };
  try {
    const answer =
      child === undefined
        ? await client.create(DEPLOYMENTS, desired, { ...options, fieldValidation: 'Strict' })
        : await client.apply(DEPLOYMENTS, desired, { ...options, force: true });
    return hasRule(answer)
      ? undefined
      : 'the API server dropped the rule RestartAllContainers: its feature gate ContainerRestartRules is off';
  } catch (error) {
    // Any other refusal is reported when the Deployment is applied.
    if (isMalformed(error) || isAlreadyExists(error)) {
      return undefined;
    }
    if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 409) {
      throw error;
    }
    return /restartPolicyRules|RestartAllContainers|dry.?run/i.test(error.detail)
      ? `the API server refused the rule RestartAllContainers: ${error.detail}`
      : undefined;
  }
}

/** `dropContainerRestartRules` (`pkg/api/pod/util.go`, v1.36) drops the whole list. */
function hasRule({ spec }: Deployment): boolean {
  const agent = spec?.template.spec?.initContainers?.find(({ name }) => name === AGENT_CONTAINER);
  return (agent?.restartPolicyRules ?? []).length > 0;
}
