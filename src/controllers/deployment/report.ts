import type { FaultFinding, Finding } from '../../api/conditions.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { Happening } from '../../kube/events.ts';
import { writeStatus } from '../kit/write-status.ts';
import type { Applied } from './apply.ts';
import { happeningsOfStatus } from './happenings.ts';
import type { ObservedPod } from './observed-pod.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from './resource.ts';
import { statusOf } from './status.ts';

export interface Reported {
  /** The object with its status as it is now. */
  readonly object: IceoryxDeployment;
  /** What is new in it. */
  readonly happenings: readonly Happening[];
}

/** Writes what came of a reconcile into the status; nothing is told that is not stored. */
export async function report(
  client: KubeClient,
  object: IceoryxDeployment,
  applied: Applied,
  pods: readonly ObservedPod[],
  findings: readonly (Finding | FaultFinding)[],
  signal: AbortSignal,
): Promise<Reported> {
  const status = statusOf(object, applied, pods, findings, new Date());
  const written = await writeStatus(client, ICEORYX_DEPLOYMENTS, object, status, signal);
  return written === undefined
    ? { object, happenings: [] }
    : { object: written, happenings: happeningsOfStatus(object.status, status) };
}
