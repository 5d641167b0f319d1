import type { IceoryxDeploymentSpec } from '../iceoryx-deployment.generated.ts';
import { type Problem, unless } from './problem.ts';

/** Checks that pods use either their own RouDi or that of a domain, without fields that fit only the other case. */
export function scopeProblems(spec: Omit<IceoryxDeploymentSpec, 'template'>): Problem[] {
  const { roudi, domain, identity, sharedMemory, runtimeNames } = spec;
  return [
    ...unless(
      (roudi === undefined) !== (domain === undefined),
      'spec.roudi',
      roudi,
      roudi === undefined
        ? 'neither roudi nor domain is set; give the pods a RouDi of their own with roudi, or name an IceoryxDomain with domain'
        : 'roudi and domain are both set, but pods have a RouDi of their own or use that of their node; remove one of them',
    ),
    ...unless(
      domain === undefined || identity === undefined,
      'spec.identity',
      identity,
      'identity is set, but all pods of a domain must use the same names of users; remove it, and name the users in spec.identity of the IceoryxDomain',
    ),
    ...unless(
      domain === undefined || sharedMemory?.sizeLimit === undefined,
      'spec.sharedMemory.sizeLimit',
      sharedMemory?.sizeLimit,
      'sizeLimit is set, but pods of a domain use the memory of their node; remove it',
    ),
    ...unless(
      domain !== undefined || runtimeNames === undefined,
      'spec.runtimeNames',
      runtimeNames,
      'runtimeNames is set, but pods with a RouDi of their own share no names; remove it, or use domain instead of roudi',
    ),
  ];
}
