import { createHash } from 'node:crypto';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { Typed } from '../../kube/object.ts';
import { type Capabilities, inject } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { PodPlan } from '../../pod/plan.ts';
import type { IceoryxDeployment } from './resource.ts';

export type Deployment = Typed<IDeployment>;

/** Annotation of the Deployment: what its pods' shape was made from, so that it changes only with the specification. */
const SHAPE_ANNOTATION = 'iceoryx.io/shape';

interface Shape {
  /** Digest of what the user says about pods. */
  readonly spec: string;
  readonly capabilities: Capabilities;
}

/**
 * The Deployment that carries an IceoryxDeployment's pods.
 *
 * @param cluster what the cluster can do now. Pods that run are not replaced because a node came or went: until the
 * specification changes, they keep the shape that the present Deployment was made with.
 */
export function deploymentFor(
  object: IceoryxDeployment,
  plan: PodPlan,
  present: Deployment | undefined,
  cluster: Capabilities,
): Deployment {
  const { metadata, spec } = object;
  const { name, namespace = '', uid = '' } = metadata;
  const digest = podDigest(object);
  const before = shapeOf(present);
  const shape: Shape = before?.spec === digest ? before : { spec: digest, capabilities: cluster };
  const labels = { [DEPLOYMENT_LABEL]: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { ...labels, 'app.kubernetes.io/managed-by': 'iceoryx-operator' },
      annotations: { [SHAPE_ANNOTATION]: JSON.stringify(shape) },
      ownerReferences: [
        { apiVersion: object.apiVersion, kind: object.kind, name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: {
      replicas: spec.replicas ?? 1,
      selector: { matchLabels: labels },
      template: inject(name, spec, plan, shape.capabilities),
      ...(spec.strategy === undefined ? {} : { strategy: spec.strategy }),
      ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
      ...(spec.revisionHistoryLimit === undefined ? {} : { revisionHistoryLimit: spec.revisionHistoryLimit }),
      ...(spec.progressDeadlineSeconds === undefined ? {} : { progressDeadlineSeconds: spec.progressDeadlineSeconds }),
      ...(spec.paused === undefined ? {} : { paused: spec.paused }),
    },
  };
}

/** The uid of the IceoryxDeployment that controls a Deployment, if one does. */
export function ownerOf({ metadata }: Deployment): string | undefined {
  return metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === 'IceoryxDeployment')
    ?.uid;
}

/** What of the cluster's capabilities the pods make use of. */
export function capabilitiesOf(child: Deployment): Capabilities | undefined {
  return shapeOf(child)?.capabilities;
}

/** Whether applying this would give the pods a shape that the present Deployment does not have yet. */
export function isNewShape(desired: Deployment, present: Deployment | undefined): boolean {
  return shapeOf(desired)?.spec !== shapeOf(present)?.spec;
}

function podDigest({ spec }: IceoryxDeployment): string {
  const { template, roudi, link, containers, sharedMemory, termination, recovery } = spec;
  const said = JSON.stringify([template, roudi, link, containers, sharedMemory, termination, recovery]);
  return createHash('sha256').update(said).digest('hex').slice(0, 16);
}

function shapeOf(child: Deployment | undefined): Shape | undefined {
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
