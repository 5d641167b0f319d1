import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { KubeObject } from '../../kube/object.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { digestOf } from '../../pod/digest.ts';
import type { IceoryxDeployment } from '../resources.ts';

/**
 * Annotation of the Deployment: the inputs of its pods' shape, so that the shape changes only with the specification.
 */
export const SHAPE_ANNOTATION = 'iceoryx.io/shape';

export interface Shape {
  /** Digest of the parts of the specification that pods are made from. */
  readonly spec: string;
  /** Whether all nodes for the pods could restart all containers; the API server may still refuse it. */
  readonly nodes?: boolean;
  readonly capabilities: Capabilities;
}

/**
 * The newest shape.
 *
 * @param plan of the pods
 * @param nodes the capabilities of the nodes
 * @param refused why the API server refused to use them
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

/** The capabilities of the cluster that the pods use. */
export function capabilitiesOf(child: Annotated): Capabilities | undefined {
  return shapeOf(child)?.capabilities;
}

/** Whether an apply would give the pods a shape that the present Deployment does not have yet. */
export function isNewShape(desired: Annotated, present: Annotated | undefined): boolean {
  const [wanted, before] = [shapeOf(desired), shapeOf(present)];
  return wanted?.spec !== before?.spec || wanted?.nodes !== before?.nodes;
}

/** Digest of a pod template as generated. */
export function templateDigest(template: IPodTemplateSpec): string {
  return digestOf(template);
}

const RESTARTED_ANNOTATION = 'kubectl.kubernetes.io/restartedAt';

/** Digest of a pod template as the API server stores it; not affected by `kubectl rollout restart`. */
export function liveTemplateDigest({ metadata, ...template }: IPodTemplateSpec): string {
  const { [RESTARTED_ANNOTATION]: _, ...annotations } = metadata?.annotations ?? {};
  return digestOf([annotations, metadata?.labels, template]);
}

function podDigest({ spec }: IceoryxDeployment, { fingerprint }: PodPlan): string {
  const { template, roudi, agent = spec.link, containers, sharedMemory, termination, recovery, cycloneDDS } = spec;
  // A field that is new and not set leaves the digest as it was.
  const more = cycloneDDS === undefined ? fingerprint : [...fingerprint, { cycloneDDS }];
  return digestOf([template, roudi, agent, containers, sharedMemory, termination, recovery?.mode, ...more]);
}
