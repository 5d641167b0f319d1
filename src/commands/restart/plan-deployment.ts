import { ownerOf } from '../../controllers/kit/child.ts';
import type { IceoryxDeployment } from '../../controllers/resources.ts';
import type { KubeObject } from '../../kube/object.ts';
import { printable } from '../../text.ts';
import { unreadyIn } from './pods.ts';
import type { RestartPlan } from './plan.ts';

/** An IceoryxDeployment with what it consists of. */
export interface DeploymentParts {
  readonly object: IceoryxDeployment;
  /** The Deployment of its name. */
  readonly child: KubeObject | undefined;
  /** Pods with its label. */
  readonly pods: readonly KubeObject[];
}

/**
 * The restart of an IceoryxDeployment: that of its Deployment by `kubectl rollout restart`, which the operator keeps.
 *
 * @throws Error if it cannot be restarted
 */
export function planDeployment({ object, child, pods }: DeploymentParts): RestartPlan {
  const { name, namespace = '', uid = '', deletionTimestamp } = object.metadata;
  const called = `IceoryxDeployment ${namespace}/${name}`;
  if (deletionTimestamp !== undefined) {
    throw new Error(`${called} is being deleted`);
  }
  if (child === undefined || ownerOf(child, 'IceoryxDeployment') !== uid) {
    throw new Error(`${called} has no Deployment: ${unreadyIn(object) ?? 'no operator has taken it up yet'}`);
  }
  if (object.spec.paused === true) {
    throw new Error(
      `${called} is paused, so that no pod would be replaced; kubectl patch ioxd ${name} -n ${namespace} --type merge -p '{"spec":{"paused":false}}' lets it go on`,
    );
  }
  const names = pods.filter(isStaying).map(({ metadata }) => metadata.name);
  const outdated = object.status?.conditions?.find(({ type, status }) => type === 'UpToDate' && status === 'False');
  return {
    object: { kind: 'IceoryxDeployment', namespace, name },
    how: 'Its pods are replaced as spec.strategy says; in each, apps end before RouDi',
    steps: names.length === 0 ? [] : [{ is: 'Rollout', kind: 'Deployment', namespace, name, pods: names.toSorted() }],
    atATime: 1,
    skipped: [],
    notes: [
      ...(names.length === 0 ? ['it has no pods'] : []),
      ...(outdated === undefined ? [] : [`new pods keep their layout: ${printable(outdated.message)}`]),
    ],
  };
}

/** Whether a pod is not on its way out. */
export function isStaying({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp === undefined;
}
