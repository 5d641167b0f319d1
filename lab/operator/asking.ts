import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IceoryxProfile } from '../../src/api/iceoryx-profile.ts';
import { until } from '../host/until.ts';
import type { Bench } from './node-cluster.ts';
import { PodWatch } from './pod-watch.ts';
import { killRoudi, nameOf, renewed } from './renewal.ts';

/* Workloads of others, whose pods ask for RouDi by a label. */

/** A profile with small mempools. */
export function anyProfile({ images }: Pick<Bench, 'images'>): IceoryxProfile {
  const roudi = { image: images.roudi.reference, segments: [{ mempools: [{ size: 1024, count: 1000 }] }] };
  return { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name: 'any' }, spec: { roudi } };
}

/** A template of pods that ask for that profile. */
export function asking(app: string, spec: IPodSpec): object {
  return { metadata: { labels: { app, 'iceoryx.io/profile': 'any' } }, spec };
}

/** The pod of an app, of which there is one at a time. */
export async function podOf(bench: Bench, app: string): Promise<IPod> {
  return until(`the pod of ${app}`, async () => {
    const { items } = await bench.json<{ items: IPod[] }>('get', 'pods', '-l', `app=${app}`);
    return items.find(({ metadata }) => metadata?.deletionTimestamp === undefined);
  });
}

/** Waits until a Job is complete. Returns its status. */
export async function completed(bench: Bench, name: string): Promise<IJob['status']> {
  await bench.kubectl('wait', '--for=condition=Complete', `job/${name}`, '--timeout=180s');
  return (await bench.json<IJob>('get', 'job', name)).status;
}

/** Kills RouDi in the pod of an app, and waits until samples flow again. Returns the uids before and after. */
export async function surviveIn(bench: Bench, app: string): Promise<{ before: unknown; after: unknown }> {
  const pod = await podOf(bench, app);
  await bench.kubectl('wait', '--for=condition=Ready', `pod/${nameOf(pod)}`, '--timeout=180s');
  const watch = new PodWatch(bench, '-l', `app=${app}`);
  await watch.until((sights) => sights.length > 0);
  const since = await podOf(bench, app);
  await killRoudi(bench, since);
  await renewed(bench, since, watch);
  watch.close();
  return { before: pod.metadata?.uid, after: (await podOf(bench, app)).metadata?.uid };
}
