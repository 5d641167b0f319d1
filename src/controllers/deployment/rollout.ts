import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Finding } from '../../api/conditions.ts';
import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import type { IceoryxDeployment } from '../resources.ts';
import { type Deployment, deploymentFor, type ObservedDeployment, withShape } from './child.ts';
import { liveTemplateDigest, newShape, type Shape, shapeOf, templateDigest } from './shape.ts';

/*
 * Pods are replaced when their author changes something that they are made from, and not because the operator or the
 * cluster is another one:
 *
 *   the author changed it, or spec.rollout is Automatic  ──► the newest shape
 *   the nodes can do something else than then            ──► the shape with what they could do then
 *   the operator makes templates differently than then   ──► the live template, as it is
 *   another client changed the live template meanwhile   ──► the newest shape: pods are replaced anyhow
 *
 * Everything else of a Deployment, such as its replicas, is kept up to date in any case.
 */

export interface Rollout {
  readonly desired: Deployment;
  /** Why pods would be made differently now; undefined if they would not. */
  readonly outdatedBecause?: string;
  /**
   * Present if the live template is to be sent instead of that of `desired`, which pods have never had; this one is for
   * a live template that another client has changed.
   */
  readonly ifTemplateChanged?: Deployment;
}

/** @param refused what the API server has against what the nodes can do */
export function rolloutFor(
  object: IceoryxDeployment,
  plan: PodPlan,
  child: ObservedDeployment | undefined,
  nodes: Capabilities,
  refused?: string,
): Rollout {
  const record = object.status?.deployment;
  const present = shapeOf(child);
  const newest = withKnownRefusal(newShape(object, plan, nodes, refused), present, refused);
  const newestDeployment = deploymentFor(object, plan, newest);
  if (
    child === undefined ||
    present === undefined ||
    record?.uid !== child.metadata.uid ||
    isWanted(object, present, newest)
  ) {
    return { desired: newestDeployment };
  }
  if (record?.template === undefined || templateDigest(templateOf(newestDeployment)) === record.template) {
    return { desired: newestDeployment };
  }
  // The digest may count other fields than the operator's before, and the schema may have got defaults.
  const held: Shape = { ...present, spec: newest.spec };
  // Of the capabilities, the template depends on this one only.
  const isTemplateEqual = held.capabilities.restartAllContainers === newest.capabilities.restartAllContainers;
  const heldDeployment = isTemplateEqual ? withShape(newestDeployment, held) : deploymentFor(object, plan, held);
  if (!isTemplateEqual && templateDigest(templateOf(heldDeployment)) === record.template) {
    return {
      desired: heldDeployment,
      outdatedBecause: `pods were made for nodes that ${present.capabilities.restartAllContainers ? 'all could' : 'could not all'} restart all containers of a pod, which has changed`,
    };
  }
  return {
    desired: heldDeployment,
    outdatedBecause:
      plan.request.domain === undefined
        ? 'the operator makes pods differently than the one before: it is of another version, or its default image of RouDi is another one'
        : `pods would be made differently now: the operator is of another version, or IceoryxDomain ${plan.request.domain.key} has changed`,
    ifTemplateChanged: newestDeployment,
  };
}

/**
 * Whether a live template is unchanged since it was recorded. The API server fills in defaults, and after an upgrade
 * possibly more of them: that changes no generation.
 */
export function isTemplateUntouched({ metadata, spec }: Deployment, record: DeploymentStatus): boolean {
  return metadata.generation === record.generation || liveTemplateDigest(spec?.template ?? {}) === record.liveTemplate;
}

/** The condition UpToDate; what it waits for is no rollout that goes on. */
export function rolloutFinding(outdatedBecause: string | undefined): Finding {
  const type = 'UpToDate';
  return outdatedBecause === undefined
    ? { type, status: 'True', reason: 'NewestShape', message: 'pods have the current layout' }
    : {
        type,
        status: 'False',
        reason: 'NewerShapeAvailable',
        message: `${outdatedBecause}; they get the newer shape with the next change of the specification, or at once with spec.rollout: Automatic`,
      };
}

/** Whether the newest shape is what the author of the object wants. */
function isWanted({ metadata, spec, status }: IceoryxDeployment, present: Shape, newest: Shape): boolean {
  const isUnchanged = present.spec === newest.spec || status?.deployment?.objectGeneration === metadata.generation;
  return spec.rollout === 'Automatic' || !isUnchanged;
}

/** What the API server refused stays refused while nodes say what they said: it was asked once. */
function withKnownRefusal(newest: Shape, present: Shape | undefined, refused: string | undefined): Shape {
  const isKnown = refused === undefined && present?.spec === newest.spec && present.nodes === newest.nodes;
  return isKnown ? { ...newest, capabilities: present.capabilities } : newest;
}

function templateOf({ spec }: Deployment): IPodTemplateSpec {
  return spec?.template ?? {};
}
