import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import { ownsByUpdate } from '../../kube/field-ownership.ts';
import type { KubeObject, Typed } from '../../kube/object.ts';
import { inject } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { FIELD_MANAGER } from '../write-status.ts';
import type { IceoryxDeployment } from './resource.ts';
import { type Shape, SHAPE_ANNOTATION } from './shape.ts';

export type Deployment = Typed<IDeployment>;

/** What we need of a Deployment that is there: its template, nine tenths of it, is told by generation and shape. */
export interface ObservedDeployment extends KubeObject {
  readonly spec?: { readonly replicas?: number | undefined; readonly paused?: boolean | undefined };
  readonly status?: IDeployment['status'];
  /** Present if we own fields as their creator, which an apply would not give up. */
  readonly ownedByUpdate?: true;
}

export function observedDeployment(deployment: Deployment): ObservedDeployment {
  const { metadata, spec, ...others } = deployment;
  const { managedFields: _, ...kept } = metadata;
  return {
    ...others,
    metadata: kept,
    ...(spec === undefined ? {} : { spec: { replicas: spec.replicas, paused: spec.paused } }),
    ...(ownsByUpdate(deployment, FIELD_MANAGER) ? { ownedByUpdate: true } : {}),
  };
}

/** The Deployment that carries an IceoryxDeployment's pods, in the shape given. */
export function deploymentFor(object: IceoryxDeployment, plan: PodPlan, shape: Shape): Deployment {
  const { metadata, spec } = object;
  const { name, namespace = '', uid = '' } = metadata;
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
      template: inject(plan, shape.capabilities),
      ...strategyOf(object),
      ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
      ...(spec.revisionHistoryLimit === undefined ? {} : { revisionHistoryLimit: spec.revisionHistoryLimit }),
      ...(spec.progressDeadlineSeconds === undefined ? {} : { progressDeadlineSeconds: spec.progressDeadlineSeconds }),
      ...(spec.paused === undefined ? {} : { paused: spec.paused }),
    },
  };
}

/** Where no two pods share a node, a new one has no place before an old one is gone. */
function strategyOf({
  spec: { strategy, domain, runtimeNames },
}: IceoryxDeployment): Pick<IDeploymentSpec, 'strategy'> {
  const isApart = domain !== undefined && runtimeNames !== 'Unique' && strategy?.type !== 'Recreate';
  return isApart
    ? { strategy: { ...strategy, rollingUpdate: { maxSurge: 0, ...strategy?.rollingUpdate } } }
    : strategy === undefined
      ? {}
      : { strategy };
}

/** The uid of the IceoryxDeployment that controls a Deployment, if one does. */
export function ownerOf({ metadata }: ObservedDeployment): string | undefined {
  return metadata.ownerReferences?.find(({ controller, kind }) => controller === true && kind === 'IceoryxDeployment')
    ?.uid;
}
