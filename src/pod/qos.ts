import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { thousandths } from './quantities.ts';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/**
 * The QoS class that a pod of a template gets (`ComputePodQOS`, pkg/apis/core/v1/helper/qos, 1.36), after defaulting
 * has set missing requests to the limits (`SetDefaults_Pod`). If the template sets resources for the pod as a whole,
 * these alone decide.
 */
export function qosClass({ containers, initContainers = [], resources }: IPodSpec): QosClass {
  const all = resources === undefined ? [...containers, ...initContainers].map((each) => each.resources) : [resources];
  if (all.every((each) => isUnset(each, 'cpu') && isUnset(each, 'memory'))) {
    return 'BestEffort';
  }
  return all.every((each) => isFixed(each, 'cpu') && isFixed(each, 'memory')) ? 'Guaranteed' : 'Burstable';
}

function isUnset({ requests, limits }: IResourceRequirements = {}, resource: string): boolean {
  return thousandths(requests?.[resource]) === 0n && thousandths(limits?.[resource]) === 0n;
}

function isFixed({ requests, limits }: IResourceRequirements = {}, resource: string): boolean {
  const limit = limits?.[resource];
  const request = requests?.[resource] ?? limit;
  const amount = thousandths(limit);
  return amount > 0n && (request === limit || thousandths(request) === amount);
}
