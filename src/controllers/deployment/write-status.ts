import { isDeepStrictEqual } from 'node:util';
import type { IceoryxDeploymentStatus } from '../../api/iceoryx-deployment.generated.ts';
import type { KubeClient } from '../../kube/client.ts';
import { FIELD_MANAGER } from './apply.ts';
import { ICEORYX_DEPLOYMENTS, type IceoryxDeployment } from './resource.ts';

/**
 * Writes the status if it differs from the one there is; an unchanged status costs nothing and wakes nobody.
 * @returns the object as the API server has it now, or undefined if nothing was written
 */
export async function writeStatus(
  client: KubeClient,
  { apiVersion, kind, metadata, status: present }: IceoryxDeployment,
  status: IceoryxDeploymentStatus,
  signal: AbortSignal,
): Promise<IceoryxDeployment | undefined> {
  if (isDeepStrictEqual(present, status)) {
    return undefined;
  }
  const { name, namespace, uid } = metadata;
  // The uid keeps a status from landing on an object that was made anew under the same name.
  const body = { apiVersion, kind, metadata: { name, namespace, uid }, status };
  return client.applyStatus(ICEORYX_DEPLOYMENTS, body as IceoryxDeployment, {
    fieldManager: FIELD_MANAGER,
    force: true,
    signal,
  });
}
