import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { type Deployment, observedDeployment } from '../../controllers/deployment/child.ts';
import { decide, type Decision } from '../../controllers/deployment/decide.ts';
import { capabilitiesOf } from '../../controllers/deployment/shape.ts';
import { capabilitiesFor } from '../../controllers/nodes/capabilities.ts';
import type { DomainReference } from '../../controllers/pods/domain-reference.ts';
import { cachedDeployment, type IceoryxDeployment, type Node } from '../../controllers/resources.ts';
import { withDefaultImage } from '../../pod/deployment-request.ts';
import type { Capabilities } from '../../pod/inject.ts';
import { differences } from './differences.ts';
import type { Settings } from './settings.ts';
import { shapeOf } from './shape.ts';
import type { Explanation, Next } from './view.ts';

/** The state of an IceoryxDeployment. */
export interface DeploymentFacts {
  readonly object: IceoryxDeployment;
  /** The Deployment of its name. */
  readonly child: Deployment | undefined;
  /** What the pods in question were made from. */
  readonly template: IPodTemplateSpec | undefined;
  readonly reference: DomainReference | undefined;
  readonly nodes: readonly Node[] | undefined;
  readonly settings: Settings;
}

/** Why pods of an IceoryxDeployment have their shape, by the operator's own decision. */
export function explainDeployment(facts: DeploymentFacts): Pick<Explanation, 'next' | 'obstacle' | 'shape'> {
  const { child, reference, settings } = facts;
  const object = withDefaultImage(cachedDeployment(facts.object), settings.images.defaultImage);
  const observed = {
    object,
    child: child && observedDeployment(child),
    capabilities: capabilitiesIn(facts),
    agent: settings.images.agent,
    domainReference: reference,
  };
  const decision = decide(observed);
  if (decision.obstacle !== undefined) {
    return { obstacle: decision.obstacle };
  }
  const { desired, plan } = decision;
  const { template } = facts.object.spec;
  return {
    shape: shapeOf(template, desired.spec?.template ?? {}, plan, capabilitiesOf(desired) ?? observed.capabilities),
    next: nextOf(
      facts,
      decision,
      decide({ ...observed, object: { ...object, spec: { ...object.spec, rollout: 'Automatic' } } }),
    ),
  };
}

function capabilitiesIn({ object, child, reference, nodes, settings }: DeploymentFacts): Capabilities {
  const held = child && capabilitiesOf(child);
  const unread = held ?? { restartAllContainers: false, because: 'nodes were not read' };
  return settings.assumed ?? (nodes === undefined ? unread : capabilitiesFor(object, nodes, reference?.domain));
}

/** @param newest what the operator would decide if it had to make all pods again */
function nextOf(
  { template, child, object }: DeploymentFacts,
  { outdatedBecause }: Decision & { obstacle?: never },
  newest: Decision,
): Next | undefined {
  if (template === undefined || newest.obstacle !== undefined) {
    return undefined;
  }
  const found = differences(template, newest.desired.spec?.template);
  const isOlder = differences(template, child?.spec?.template).length > 0;
  const isHeld = outdatedBecause !== undefined && object.spec.rollout !== 'Automatic';
  return {
    when: isOlder
      ? 'with the rollout of its Deployment that is under way'
      : isHeld
        ? 'with the next change of the specification, or at once with spec.rollout: Automatic'
        : 'at once, by an operator of this version with these settings',
    ...(outdatedBecause === undefined ? {} : { because: outdatedBecause }),
    differences: found,
  };
}
