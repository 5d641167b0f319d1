import { randomBytes } from 'node:crypto';
import type { IceoryxSweepSpec } from '../../api/iceoryx-sweep.generated.ts';
import { matchesSelector } from '../../controllers/sweep/plan.ts';
import { ICEORYX_SWEEPS, type IceoryxSweep, RUN_AT_ANNOTATION } from '../../controllers/resources.ts';
import type { KubeClient } from '../../kube/client.ts';
import { isForbidden, isNotFound } from '../../kube/errors.ts';
import { readPages } from '../../kube/pages.ts';
import { NODES } from '../../kube/resource.ts';

/** A run of an IceoryxSweep. */
export interface SweepRun {
  readonly name: string;
  readonly uid: string;
  readonly number: number;
}

/** The sweep to create. */
export interface SweepRequest {
  /** Without one it gets a name of its own, and is to be deleted once its report was read: {@link isTransient}. */
  readonly name?: string | undefined;
  readonly keep?: boolean | undefined;
  readonly spec: Pick<IceoryxSweepSpec, 'dryRun' | 'nodeSelector' | 'parallelism' | 'quietPeriodSeconds'>;
}

/** Annotation of a sweep that the command which shows its report deletes. */
const TRANSIENT_ANNOTATION = 'iceoryx.io/delete-after-report';

/** The object of a request. */
export function sweepOf({ name, keep, spec }: SweepRequest): IceoryxSweep {
  const isTransient = name === undefined && keep !== true;
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxSweep',
    metadata: {
      name: name ?? `kubectl-${randomBytes(4).toString('hex')}`,
      ...(isTransient ? { annotations: { [TRANSIENT_ANNOTATION]: 'true' } } : {}),
    },
    spec,
  };
}

/** Whether the sweep is only there for one report. */
export function isTransient({ metadata }: IceoryxSweep): boolean {
  return metadata.annotations?.[TRANSIENT_ANNOTATION] === 'true';
}

/**
 * Creates an IceoryxSweep, which the operator then begins to run.
 *
 * @throws Error with the next step if the cluster has no such kind, or the user no right to it
 */
export async function createSweep(client: KubeClient, request: SweepRequest, signal?: AbortSignal): Promise<SweepRun> {
  const made = await explained('create', client.create(ICEORYX_SWEEPS, sweepOf(request), { signal }));
  return { name: made.metadata.name, uid: made.metadata.uid ?? '', number: 1 };
}

/** The IceoryxSweep of a name; undefined if there is none. */
export async function findSweep(
  client: KubeClient,
  name: string,
  signal?: AbortSignal,
): Promise<IceoryxSweep | undefined> {
  try {
    return await explained('get', client.get<IceoryxSweep>(ICEORYX_SWEEPS, name, { signal }));
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a run of the sweep is under way, or about to begin. */
export function isRunning({ status }: IceoryxSweep): boolean {
  return status?.run?.completionTime === undefined;
}

/** The run to follow: the one that is under way, or the next. */
export function runOf(sweep: IceoryxSweep): SweepRun {
  const { metadata, status } = sweep;
  const before = status?.run?.number ?? 0;
  const number = before + Number(status?.run === undefined || !isRunning(sweep));
  return { name: metadata.name, uid: metadata.uid ?? '', number };
}

/** Has the operator run a sweep again that is not running. */
export async function rerunSweep(client: KubeClient, sweep: IceoryxSweep, signal?: AbortSignal): Promise<SweepRun> {
  const { name, uid } = sweep.metadata;
  const metadata = { uid, annotations: { [RUN_AT_ANNOTATION]: new Date().toISOString() } };
  await explained('patch', client.patch(ICEORYX_SWEEPS, name, { metadata }, { signal }));
  return runOf(sweep);
}

/** Deletes a sweep, and with it its Jobs and their logs. */
export async function deleteSweep(client: KubeClient, { name, uid }: SweepRun): Promise<void> {
  try {
    await client.delete(ICEORYX_SWEEPS, name, { preconditions: { uid }, propagationPolicy: 'Background' });
  } catch (error) {
    if (!isNotFound(error)) {
      throw error;
    }
  }
}

/** The nodes that a sweep with this selector is for; undefined without the right to list nodes. */
export async function nodesFor(
  client: KubeClient,
  selector: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  const names: string[] = [];
  try {
    await readPages(client, NODES, { metadataOnly: true, signal }, (node) => {
      if (matchesSelector(node, selector)) {
        names.push(node.metadata.name);
      }
    });
    return names.toSorted();
  } catch (error) {
    if (isForbidden(error)) {
      return undefined;
    }
    throw error;
  }
}

/** @throws Error with the next step instead of an answer that only experts understand */
async function explained<T>(verb: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isForbidden(error)) {
      const message = `you may not ${verb} IceoryxSweeps: ${error.detail}; an administrator of the cluster gives that right (kubectl create clusterrole iceoryx-sweeper --verb=get,list,watch,create,patch,delete --resource=iceoryxsweeps.iceoryx.io)`;
      throw new Error(message, { cause: error });
    }
    // An unknown type has no detail about an object.
    if (isNotFound(error) && !error.detail.includes('iceoryxsweeps')) {
      const message =
        'the cluster does not know IceoryxSweeps; install the operator: helm install iceoryx-operator helm/iceoryx-operator --namespace iceoryx-system --create-namespace --set sweep.enabled=true';
      throw new Error(message, { cause: error });
    }
    throw error;
  }
}
