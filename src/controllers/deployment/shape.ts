import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { KubeObject } from '../../kube/object.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { digestOf } from '../kit/digest.ts';
import type { IceoryxDeployment } from '../resources.ts';

/** Annotation of the Deployment: what its pods' shape was made from, so that it changes only with the specification. */
export const SHAPE_ANNOTATION = 'iceoryx.io/shape';

export interface Shape {
  /** Digest of what the user says about pods. */
  readonly spec: string;
  /** Whether all nodes for the pods could restart all containers; the API server may yet refuse what they can. */
  readonly nodes?: boolean;
  readonly capabilities: Capabilities;
}

/**
 * The shape that pods would get now.
 *
 * @param plan of the pods
 * @param nodes what the nodes can do
 * @param refused what the API server has against that
 */
export function newShape(object: IceoryxDeployment, plan: PodPlan, nodes: Capabilities, refused?: string): Shape {
  return {
    spec: podDigest(object, plan),
    nodes: nodes.restartAllContainers,
    capabilities: refused === undefined ? nodes : { restartAllContainers: false, because: refused },
  };
}

type Annotated = Pick<KubeObject, 'metadata'>;

/** The shape that a Deployment was made with. */
export function shapeOf(child: Annotated | undefined): Shape | undefined {
  const text = child?.metadata.annotations?.[SHAPE_ANNOTATION];
  if (text === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text) as Shape;
  } catch {
    return undefined;
  }
}

/** What of the cluster's capabilities the pods make use of. */
export function capabilitiesOf(child: Annotated): Capabilities | undefined {
  return shapeOf(child)?.capabilities;
}

/** Whether applying this would give the pods a shape that the present Deployment does not have yet. */
export function isNewShape(desired: Annotated, present: Annotated | undefined): boolean {
  const [wanted, before] = [shapeOf(desired), shapeOf(present)];
  return wanted?.spec !== before?.spec || wanted?.nodes !== before?.nodes;
}

/** Digest of a pod template as we make it. */
export function templateDigest(template: IPodTemplateSpec): string {
  return digestOf(template);
}

const RESTARTED_ANNOTATION = 'kubectl.kubernetes.io/restartedAt';

/** Digest of a pod template as the API server has it; `kubectl rollout restart` does not change it. */
export function liveTemplateDigest({ metadata, ...template }: IPodTemplateSpec): string {
  const { [RESTARTED_ANNOTATION]: _, ...annotations } = metadata?.annotations ?? {};
  return digestOf([annotations, metadata?.labels, template]);
}

function podDigest({ spec }: IceoryxDeployment, { fingerprint }: PodPlan): string {
  const { template, roudi, agent = spec.link, containers, sharedMemory, termination, recovery } = spec;
  return digestOf([template, roudi, agent, containers, sharedMemory, termination, recovery?.mode, ...fingerprint]);
}
