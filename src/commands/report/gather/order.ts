import type { KubeObject } from '../../../kube/object.ts';
import { conditionsOf, listAt } from '../records.ts';

/** Those that are not well first, then the newest: what a report is about. */
export function worthLooking(a: KubeObject, b: KubeObject): number {
  return Number(isWell(a)) - Number(isWell(b)) || newest(a, b);
}

/** The newest first. */
export function newest(a: KubeObject, b: KubeObject): number {
  return (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '');
}

function isWell({ status }: KubeObject): boolean {
  const isReady = conditionsOf(status).some((each) => each['type'] === 'Ready' && each['status'] === 'True');
  const hasRestarted = [...listAt(status, ['initContainerStatuses']), ...listAt(status, ['containerStatuses'])].some(
    ({ restartCount }) => typeof restartCount === 'number' && restartCount > 0,
  );
  return isReady && !hasRestarted;
}
