import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import type { Typed } from '../../kube/object.ts';
import type { AgentImage } from '../../pod/agent-image.ts';
import { inject } from '../../pod/inject.ts';
import { DEPLOYMENT_LABEL } from '../../pod/names.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { bounded } from '../kit/bounds.ts';
import { type Child, observedChild } from '../kit/child.ts';
import type { IceoryxDeployment } from '../resources.ts';
import { type Shape, SHAPE_ANNOTATION } from './shape.ts';

export type Deployment = Typed<IDeployment>;

/**
 * Cached projection of a Deployment without its template, which is 90 % of it: generation and shape annotation identify
 * the template.
 */
export interface ObservedDeployment extends Child {
  readonly spec?: { readonly replicas?: number | undefined; readonly paused?: boolean | undefined };
  readonly status?: IDeployment['status'];
}

export function observedDeployment(deployment: Deployment): ObservedDeployment {
  const { spec, status, ...others } = observedChild(deployment, [SHAPE_ANNOTATION]);
  return {
    ...others,
    ...(status === undefined ? {} : { status: bounded(status) }),
    ...(spec === undefined ? {} : { spec: { replicas: spec.replicas, paused: spec.paused } }),
  };
}

/** The Deployment that carries an IceoryxDeployment's pods, in the shape given. */
export function deploymentFor(object: IceoryxDeployment, plan: PodPlan, shape: Shape, agent: AgentImage): Deployment {
  const { metadata, spec } = object;
  const { name, namespace = '', uid = '' } = metadata;
  const labels = { [DEPLOYMENT_LABEL]: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { ...ownersLabels(object), ...labels, 'app.kubernetes.io/managed-by': 'iceoryx-operator' },
      annotations: { [SHAPE_ANNOTATION]: JSON.stringify(shape) },
      ownerReferences: [
        { apiVersion: object.apiVersion, kind: object.kind, name, uid, controller: true, blockOwnerDeletion: true },
      ],
    },
    spec: {
      replicas: spec.replicas ?? 1,
      selector: { matchLabels: labels },
      template: inject(plan, shape.capabilities, agent),
      ...strategyOf(object),
      ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
      ...(spec.revisionHistoryLimit === undefined ? {} : { revisionHistoryLimit: spec.revisionHistoryLimit }),
      ...(spec.progressDeadlineSeconds === undefined ? {} : { progressDeadlineSeconds: spec.progressDeadlineSeconds }),
      ...(spec.paused === undefined ? {} : { paused: spec.paused }),
    },
  };
}

/** The same Deployment with another shape recorded; both shapes must have the same template. */
export function withShape(deployment: Deployment, shape: Shape): Deployment {
  const { metadata } = deployment;
  return {
    ...deployment,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [SHAPE_ANNOTATION]: JSON.stringify(shape) } },
  };
}

/** Labels by which users find and count their Deployments. Labels with our own prefix have another meaning. */
function ownersLabels({ metadata }: IceoryxDeployment): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([key]) => !key.startsWith('iceoryx.io/')));
}

/** If no two pods may share a node, an old pod must end before a new one can start. */
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
