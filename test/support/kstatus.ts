import type { KubeObject } from '../../src/kube/object.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
}

/** How kubectl-like tools, Flux and Argo CD interpret an object of an unknown kind. */
export type Computed = 'Current' | 'InProgress' | 'Failed' | 'Terminating';

/**
 * The rules of kstatus for any custom resource (kubernetes-sigs/cli-utils, `pkg/kstatus/status/generic.go`:
 * checkGenericProperties, and `status.go`: checkReadyCondition). Flux waits by these rules.
 */
export function kstatus({ metadata, status }: KubeObject): Computed {
  const { observedGeneration, conditions = [] } = (status ?? {}) as {
    observedGeneration?: number;
    conditions?: readonly Condition[];
  };
  if (metadata.deletionTimestamp !== undefined) {
    return 'Terminating';
  }
  if (observedGeneration !== undefined && observedGeneration !== metadata.generation) {
    return 'InProgress';
  }
  for (const { type, status: value } of conditions) {
    if (type === 'Reconciling' && value === 'True') {
      return 'InProgress';
    }
    if (type === 'Stalled' && value === 'True') {
      return 'Failed';
    }
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  return ready === undefined || ready.status === 'True' ? 'Current' : 'InProgress';
}
