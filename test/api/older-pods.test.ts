import test from 'ava';
import type { IReplicaSet } from 'kubernetes-models/apps/v1/ReplicaSet';
import type { IPod } from 'kubernetes-models/v1/Pod';
import { ApiBench } from '../support/api-bench.ts';
import type { Kubectl } from '../../lab/cluster/kubectl.ts';
import { until } from '../../lab/host/until.ts';

let bench: ApiBench;
let kubectl: Kubectl;

test.before(async () => {
  bench = await ApiBench.join('older-pods');
  ({ kubectl } = bench);
  await bench.startElectedOperator('--leader-election-namespace', bench.namespace);
});
test.after.always(async () => bench.close());

/** Two pods, none of which may be removed before a new one is ready. Without nodes none ever is. */
async function applyWith(size: number, uid: number): Promise<void> {
  const object = {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name: 'rolled' },
    spec: {
      replicas: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      roudi: { image: 'example.com/roudi:2.0.3', segments: [{ mempools: [{ size, count: 10_000 }] }] },
      template: {
        spec: { securityContext: { runAsUser: uid }, containers: [{ name: 'app', image: 'example.com/app:1' }] },
      },
    },
  };
  await kubectl.run(['apply', '-f', '-'], { input: JSON.stringify(object) });
}

async function items<T>(resource: string): Promise<T[]> {
  const { items } = await kubectl.json<{ items: T[] }>('get', resource, '-l', 'iceoryx.io/deployment=rolled');
  return items;
}

/** Everything that determines RouDi: its configuration, names, sizes and arguments. */
function configurationOf({ metadata, spec }: IPod): string {
  const annotations = Object.entries(metadata?.annotations ?? {}).filter(([key]) => key.startsWith('iceoryx.io/'));
  const [roudi] = spec?.initContainers ?? [];
  const shm = spec?.volumes?.find(({ name }) => name === 'iceoryx-shm');
  return JSON.stringify([
    Object.fromEntries(annotations),
    roudi?.command,
    roudi?.resources,
    roudi?.securityContext,
    shm?.emptyDir,
  ]);
}

/** Waits until this many pods of each configuration exist, in descending order. Returns them by configuration. */
async function pods(...counts: readonly number[]): Promise<IPod[][]> {
  return until(`pods: ${counts.join(' and ')}`, async () => {
    const living = (await items<IPod>('pods')).filter(({ metadata }) => metadata?.deletionTimestamp === undefined);
    const groups = [...Map.groupBy(living, configurationOf).values()].sort((a, b) => b.length - a.length);
    return JSON.stringify(groups.map(({ length }) => length)) === JSON.stringify(counts) && groups;
  });
}

test.serial('during a rollout, a lost pod of the older ReplicaSet is replaced by one like it', async (t) => {
  await applyWith(64, 1000);
  const [before = []] = await pods(2);
  await applyWith(4096, 2000);
  await pods(2, 1);
  const [lost] = before as [IPod];
  await kubectl.run(['delete', 'pod', lost.metadata?.name ?? '', '--wait=false', '--grace-period=0', '--force']);
  const [older = [], newer = []] = await until('another pod in its place exists', async () => {
    const groups = await pods(2, 1);
    return groups[0]?.every(({ metadata }) => metadata?.uid !== lost.metadata?.uid) && groups;
  });
  t.deepEqual(older.map(configurationOf), [configurationOf(lost), configurationOf(lost)]);
  t.regex(lost.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 64\n/);
  const { annotations = {} } = newer[0]?.metadata ?? {};
  t.regex(annotations['iceoryx.io/roudi-config'] ?? '', /size = 4096\n/);
  t.regex(annotations['iceoryx.io/passwd'] ?? '', /:2000:/);
});

test.serial('a rollback returns to the same ReplicaSet and its pods', async (t) => {
  const before = await pods(2, 1);
  await applyWith(64, 1000);
  // The third revision is the first one again.
  const sets = await until('the third revision exists', async () => {
    const found = await items<IReplicaSet>('replicasets');
    return found.some((set) => revisionOf(set) === '3') && found;
  });
  t.deepEqual(sorted(sets.map(revisionOf)), ['2', '3']);
  const uids = (groups: readonly IPod[][]) =>
    groups.map((group) => sorted(group.map(({ metadata }) => metadata?.uid ?? '')));
  t.deepEqual(uids(await pods(2, 1)), uids(before));
});

function revisionOf({ metadata }: IReplicaSet): string {
  return metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? '';
}

function sorted(words: readonly string[]): string[] {
  return words.toSorted((a, b) => a.localeCompare(b));
}
