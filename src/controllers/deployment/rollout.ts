import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Finding } from '../../api/conditions.ts';
import type { DeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import type { IceoryxDeployment } from '../resources.ts';
import { type Deployment, deploymentFor, type ObservedDeployment, withShape } from './child.ts';
import { liveTemplateDigest, newShape, type Shape, shapeOf, templateDigest } from './shape.ts';

/*
 * Pods are replaced when the user changes something that they are made from, and not because the operator or the
 * cluster has changed:
 *
 *   the user changed it, or spec.rollout is Automatic    ──► the newest shape
 *   the capabilities of the nodes have changed           ──► the shape with the earlier capabilities
 *   the operator makes other templates than before       ──► the live template, unchanged
 *   another client has changed the live template         ──► the newest shape: pods are replaced anyway
 *
 * Everything else in a Deployment, such as its replicas, is kept up to date in any case.
 */

export interface Rollout {
  readonly desired: Deployment;
  /** Why the pods do not have the current layout; undefined if they do. */
  readonly outdatedBecause?: string;
  /**
   * Present if the live template must be sent instead of that of `desired`, which pods never had. This Deployment is
   * used if another client has changed the live template.
   */
  readonly ifTemplateChanged?: Deployment;
}

/** @param refused why the API server refused to use the capabilities of the nodes */
export function rolloutFor(
  object: IceoryxDeployment,
  plan: PodPlan,
  child: ObservedDeployment | undefined,
  { capabilities: nodes, agent }: { readonly capabilities: Capabilities; readonly agent: AgentImage },
  refused?: string,
): Rollout {
  const record = object.status?.deployment;
  const present = shapeOf(child);
  const newest = withKnownRefusal(newShape(object, plan, nodes, refused), present, refused);
  const newestDeployment = deploymentFor(object, plan, newest, agent);
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
  // An earlier operator's digest may count other fields, and the schema may have new defaults.
  const held: Shape = { ...present, spec: newest.spec };
  // The template depends on this capability only.
  const isTemplateEqual = held.capabilities.restartAllContainers === newest.capabilities.restartAllContainers;
  const heldDeployment = isTemplateEqual ? withShape(newestDeployment, held) : deploymentFor(object, plan, held, agent);
  if (!isTemplateEqual && templateDigest(templateOf(heldDeployment)) === record.template) {
    return {
      desired: heldDeployment,
      outdatedBecause: `pods were made for nodes that ${present.capabilities.restartAllContainers ? 'all could' : 'could not all'} restart all containers of a pod, and this has changed`,
    };
  }
  return {
    desired: heldDeployment,
    outdatedBecause:
      plan.request.domain === undefined
        ? 'pods have the layout of an earlier operator: another version, or with another default image of RouDi or another agent'
        : `pods have an earlier layout: the operator's version or IceoryxDomain ${plan.request.domain.key} has changed`,
    ifTemplateChanged: newestDeployment,
  };
}

/**
 * Whether a live template is unchanged since it was recorded. The API server fills in defaults, and possibly more after
 * an upgrade, without a new generation.
 */
export function isTemplateUntouched({ metadata, spec }: Deployment, record: DeploymentStatus): boolean {
  return metadata.generation === record.generation || liveTemplateDigest(spec?.template ?? {}) === record.liveTemplate;
}

/** The condition UpToDate; an available newer layout is not a rollout in progress. */
export function rolloutFinding(outdatedBecause: string | undefined): Finding {
  const type = 'UpToDate';
  return outdatedBecause === undefined
    ? { type, status: 'True', reason: 'NewestShape', message: 'pods have the current layout' }
    : {
        type,
        status: 'False',
        reason: 'NewerShapeAvailable',
        message: `${outdatedBecause}; they get the newer layout with the next change of the specification, or at once with spec.rollout: Automatic`,
      };
}

/** Whether the user wants the newest shape. */
function isWanted({ metadata, spec, status }: IceoryxDeployment, present: Shape, newest: Shape): boolean {
  const isUnchanged = present.spec === newest.spec || status?.deployment?.objectGeneration === metadata.generation;
  return spec.rollout === 'Automatic' || !isUnchanged;
}

/** A refusal by the API server stays valid as long as the nodes declare the same: it is asked once. */
function withKnownRefusal(newest: Shape, present: Shape | undefined, refused: string | undefined): Shape {
  const isKnown = refused === undefined && present?.spec === newest.spec && present.nodes === newest.nodes;
  return isKnown ? { ...newest, capabilities: present.capabilities } : newest;
}

function templateOf({ spec }: Deployment): IPodTemplateSpec {
  return spec?.template ?? {};
}
