import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { KubeObject, Typed } from '../../../kube/object.ts';
import { type Lease, LEASES } from '../../../kube/lease.ts';
import { DEPLOYMENTS, NAMESPACES, PODS } from '../../../kube/resource.ts';
import { pause } from '../../../runtime/clock.ts';
import { parsedRun } from '../../run/parsed.ts';
import type { LeaseReading, OfOperator, Operator } from '../facts.ts';
import { operatorContainer } from '../operator-container.ts';
import type { Reads } from './reads.ts';
import { Unknown } from './source.ts';

/** The chart and the manifest for kubectl set the first; `nameOverride` changes it, and leaves the second. */
const SELECTORS = ['app.kubernetes.io/name=iceoryx-operator', 'helm.sh/chart'];
const CHART = /^iceoryx-operator-\d/;
/** Where installations are by default, for users who may not look everywhere. */
const USUAL_NAMESPACE = 'iceoryx-system';

/** Deployments that run the operator. */
export async function operators(reads: Reads, namespace: string): Promise<Operator[]> {
  const places = [undefined, ...new Set([USUAL_NAMESPACE, namespace])];
  let refusal = new Unknown('the operator was not found');
  let isRefused = false;
  for (const place of places) {
    try {
      const found = await operatorsIn(reads, place);
      // Those of one place are not all that there may be.
      if (place === undefined || found.length > 0) {
        return found;
      }
    } catch (error) {
      // The first place says most.
      if (!isRefused && error instanceof Unknown) {
        refusal = error;
      }
      isRefused = true;
    }
  }
  throw refusal;
}

async function operatorsIn(reads: Reads, namespace: string | undefined): Promise<Operator[]> {
  for (const labelSelector of SELECTORS) {
    const found = await reads.list<Typed<IDeployment>>(DEPLOYMENTS, { namespace, labelSelector });
    const ours = found.flatMap((deployment) => operatorOf(deployment) ?? []);
    if (ours.length > 0) {
      return ours;
    }
  }
  return [];
}

/** Undefined for a Deployment of something else. */
function operatorOf(deployment: Typed<IDeployment>): Operator | undefined {
  const { name, namespace = '', labels = {} } = deployment.metadata;
  const chart = labels['helm.sh/chart'];
  const args = operatorContainer(deployment)?.args;
  return args === undefined || (chart !== undefined && !CHART.test(chart))
    ? undefined
    : { key: `${namespace}/${name}`, namespace, deployment, ...parsedRun(args.slice(1)) };
}

/** The same of each operator. */
export function ofEach<T>(
  all: readonly Operator[],
  read: (operator: Operator) => Promise<T | undefined>,
): Promise<OfOperator<T>[]> {
  return Promise.all(
    all.map(async (operator) => {
      const value = await read(operator);
      return value === undefined ? [] : [{ ...value, operator }];
    }),
  ).then((found) => found.flat());
}

export async function podsOf(reads: Reads, operator: Operator): Promise<{ pods: Typed<IPod>[] }> {
  const { namespace, deployment } = operator;
  const labels = Object.entries(deployment.spec?.selector.matchLabels ?? {});
  const labelSelector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  return { pods: await reads.list<Typed<IPod>>(PODS, { namespace, labelSelector }) };
}

const DEFAULT_LEASE_SECONDS = 15;

/** Undefined for an operator that elects no leader. */
export async function leaseOf(reads: Reads, operator: Operator, now: () => Date): Promise<LeaseReading | undefined> {
  const { options, namespace } = operator;
  if (options?.lease === undefined) {
    return undefined;
  }
  const key = `${options.lease.namespace ?? namespace}/${options.lease.name}`;
  const first = await leaseAt(reads, key);
  const { renewTime, seconds = DEFAULT_LEASE_SECONDS } = first;
  const isFresh = Math.abs(now().getTime() - Date.parse(renewTime ?? '')) < seconds * 1000;
  if (renewTime === undefined || isFresh) {
    return first;
  }
  // The clock of this machine may be wrong: what counts is whether the holder goes on.
  await pause(seconds * 1000);
  const { renewTime: laterRenewTime } = await leaseAt(reads, key);
  return { ...first, ...(laterRenewTime === undefined ? {} : { laterRenewTime }) };
}

async function leaseAt(reads: Reads, key: string): Promise<LeaseReading> {
  const { holderIdentity, renewTime, leaseDurationSeconds } = (await reads.get<Lease>(LEASES, key))?.spec ?? {};
  return {
    key,
    ...(holderIdentity ? { holder: holderIdentity } : {}),
    ...(renewTime === undefined ? {} : { renewTime }),
    ...(leaseDurationSeconds === undefined ? {} : { seconds: leaseDurationSeconds }),
  };
}

/** Undefined for an operator without sweeps. */
export async function sweepNamespaceOf(
  reads: Reads,
  { options }: Operator,
): Promise<{ name: string; namespace?: KubeObject } | undefined> {
  const name = options?.sweeps?.settings.namespace;
  if (name === undefined) {
    return undefined;
  }
  const namespace = await reads.get<KubeObject>(NAMESPACES, name);
  return { name, ...(namespace === undefined ? {} : { namespace }) };
}
