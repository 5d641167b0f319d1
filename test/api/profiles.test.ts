/** IceoryxProfiles on a real API server with real controllers and the real webhook. No kubelet runs their pods. */
import test from 'ava';
import { freePorts } from '../../lab/cluster/ports.ts';
import { until } from '../../lab/host/until.ts';
import { webhookConfiguration, webhookOptions } from '../../lab/operator/webhook.ts';
import type { IceoryxProfile } from '../../src/api/iceoryx-profile.ts';
import type { Pod } from '../../src/controllers/resources.ts';
import { PODS } from '../../src/kube/resource.ts';
import { MUTATING_WEBHOOKS } from '../../src/webhook/certificates/configuration.ts';
import { ApiBench } from '../support/api-bench.ts';
import { staleStatus } from '../support/stale-status.ts';

const LABELS = { 'iceoryx.io/profile': 'camera' };
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

let bench: ApiBench;
let configuration: string;
let port: number;
test.before(async () => {
  bench = await ApiBench.join('profiles');
  configuration = bench.nameFor('profiles');
  ({ webhook: port } = await freePorts({ webhook: 0 }));
  await bench.startElectedOperator(
    `--leader-election-namespace=${bench.namespace}`,
    ...webhookOptions(configuration, port),
    '--renew-in-place=never',
  );
});
test.after.always(async () => {
  await bench.client.delete(MUTATING_WEBHOOKS, configuration).catch(() => undefined);
  await bench.close();
});

function profile(spec: object = {}): object {
  return {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxProfile',
    metadata: { name: 'camera' },
    spec: { roudi: { image: 'example.com/roudi:2.0.3' }, ...spec },
  };
}

function workload(kind: 'Deployment' | 'StatefulSet', name: string, more: object): object {
  const labels = { app: name };
  const containers = [{ name: 'app', image: 'example.com/app:1' }];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels: { ...labels, ...LABELS } }, spec: { containers } },
      ...more,
    },
  };
}

async function status(): Promise<NonNullable<IceoryxProfile['status']>> {
  return (await bench.kubectl.get<IceoryxProfile>('ioxprofile', 'camera'))?.status ?? {};
}

/** Waits until the status has all of this. */
async function has(wanted: {
  readonly pods?: object;
  readonly conditions?: Readonly<Record<string, string>>;
}): Promise<NonNullable<IceoryxProfile['status']>> {
  let seen: unknown;
  const isIn = (part: object, whole: object = {}): boolean =>
    Object.entries(part).every(([key, value]) => (whole as Record<string, unknown>)[key] === value);
  return until(
    JSON.stringify(wanted),
    async () => {
      const found = await status();
      const conditions = Object.fromEntries(
        (found.conditions ?? []).map(({ type, status: is, reason }) => [type, `${is} ${reason}`]),
      );
      seen = { pods: found.pods, conditions, workloads: found.workloads };
      return isIn(wanted.pods ?? {}, found.pods) && isIn(wanted.conditions ?? {}, conditions) && found;
    },
    { seen: () => JSON.stringify(seen) },
  );
}

async function podsOf(app: string): Promise<readonly Pod[]> {
  const { items } = (await bench.kubectl.get<{ items: Pod[] }>('pods', '-l', `app=${app}`)) ?? { items: [] };
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

const message = (found: IceoryxProfile['status'], wanted: string): string =>
  found?.conditions?.find(({ type }) => type === wanted)?.message ?? '';

test.serial('pods that were created while there was no webhook are found by their owner, and left alone', async (t) => {
  await bench.apply(
    profile(),
    workload('StatefulSet', 'lidar', { serviceName: 'lidar', podManagementPolicy: 'Parallel' }),
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare', labels: LABELS }, spec: podSpec() },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'not', labels: { ...LABELS, 'iceoryx.io/inject': 'false' } },
      spec: podSpec(),
    },
  );
  const found = await has({
    pods: { total: 3, injected: 0, outOfDate: 0, missing: 3 },
    conditions: { Ready: 'False NotInjected', Stalled: 'True NotInjected', AllInjected: 'False NotInjected' },
  });
  t.deepEqual(found.workloads, [
    { kind: 'StatefulSet', name: 'lidar', pods: 2, injected: 0, outOfDate: 0, missing: 2 },
    { kind: 'Pod', name: 'bare', pods: 1, injected: 0, outOfDate: 0, missing: 1 },
  ]);
  t.regex(message(found, 'AllInjected'), /bare, lidar-0, lidar-1; .* set spec\.missed: Replace/);
  t.regex(found.sharedMemory?.size ?? '', /MiB$/);
  t.is(found.roudi?.release, '2.0');
  const [head = '', row = ''] = (await bench.kubectl.run(['get', 'ioxprofile', 'camera'])).split('\n');
  t.regex(head, /^NAME +PODS +INJECTED +OUTOFDATE +MISSING +READY +AGE$/);
  t.regex(row, /^camera +3 +0 +0 +3 +False /);
});

function podSpec(): object {
  return { containers: [{ name: 'app', image: 'example.com/app:1' }] };
}

test.serial(
  'with missed: Replace those that a controller creates again get RouDi, and no other is evicted',
  async (t) => {
    const wanted = await webhookConfiguration(configuration, `localhost:${port}`, [bench.namespace]);
    await bench.client.apply(MUTATING_WEBHOOKS, wanted, { fieldManager: 'test' });
    await until('the webhook answers', async () => {
      const metadata = { name: 'probe', namespace: bench.namespace, labels: { 'iceoryx.io/profile': 'none' } };
      const answer = bench.client.create(PODS, { metadata, spec: podSpec() }, { dryRun: true });
      return answer.then(
        () => false,
        (error: unknown) => String(error).includes('does not exist'),
      );
    });
    await bench.apply(profile({ missed: 'Replace' }));
    const found = await has({
      pods: { total: 3, injected: 2, outOfDate: 0, missing: 1 },
      conditions: { AllInjected: 'False NotInjected', HealingAllowed: 'False NoController' },
    });
    t.regex(message(found, 'HealingAllowed'), /^pod bare: created without the RouDi .* delete it by hand/);
    t.deepEqual(found.recovery?.replacements?.map(({ pod }) => pod).toSorted(), ['lidar-0', 'lidar-1']);
    t.is((await podsOf('lidar')).length, 2);
    await bench.kubectl.run(['delete', 'pod', 'bare', 'not', '--now']);
    await has({
      pods: { total: 2, missing: 0 },
      conditions: { AllInjected: 'True AllInjected', UpToDate: 'True NewestShape' },
    });
  },
);

test.serial('a pod of a StatefulSet whose RouDi died is replaced, and the status says so', async (t) => {
  const [first] = await podsOf('lidar');
  const { name = '', uid } = first?.metadata ?? {};
  const patch = JSON.stringify({ status: staleStatus(Date.now()) });
  await bench.kubectl.run(['patch', 'pod', name, '--subresource=status', '--type=merge', '-p', patch]);
  await until('there is another pod of that name', async () => {
    const pods = await podsOf('lidar');
    return pods.some(({ metadata }) => metadata.name === name && metadata.uid !== uid);
  });
  const found = await has({ pods: { total: 2, injected: 2 } });
  t.is(found.recovery?.replacements?.at(-1)?.uid, uid);
});

test.serial(
  'pods of an earlier profile are told, and rolled only where that is wanted, once for each change',
  async (t) => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '100%' } };
    await bench.kubectl.run(['delete', 'statefulset', 'lidar']);
    await bench.apply(workload('Deployment', 'planner', { strategy }));
    await has({ pods: { total: 2, injected: 2 } });
    const roudi = { image: 'example.com/roudi:2.0.3', logLevel: 'Debug' };
    await bench.apply(profile({ roudi }));
    const told = await has({
      pods: { total: 2, injected: 0, outOfDate: 2 },
      conditions: { UpToDate: 'False NewerShapeAvailable' },
    });
    t.regex(message(told, 'UpToDate'), /with spec\.rollout: Automatic/);
    t.deepEqual(told.workloads, [
      { kind: 'Deployment', name: 'planner', pods: 2, injected: 0, outOfDate: 2, missing: 0 },
    ]);
    t.is((await bench.deployment('planner'))?.spec?.template.metadata?.annotations?.[RESTARTED], undefined);

    await bench.apply(profile({ roudi, rollout: 'Automatic' }));
    const rolled = await has({
      pods: { total: 2, injected: 2, outOfDate: 0 },
      conditions: { UpToDate: 'True NewestShape' },
    });
    const [record, ...others] = rolled.rollouts ?? [];
    t.deepEqual(others, []);
    t.like(record, { kind: 'Deployment', name: 'planner' });
    const after = await bench.deployment('planner');
    t.is(after?.spec?.template.metadata?.annotations?.[RESTARTED], record?.time);
    t.is(after?.metadata.generation, 2);
  },
);

test.serial('pods stay as they are without their profile', async (t) => {
  const before = (await podsOf('planner')).map(({ metadata }) => metadata.uid ?? '').toSorted();
  await bench.kubectl.run(['delete', 'ioxprofile', 'camera']);
  t.deepEqual((await podsOf('planner')).map(({ metadata }) => metadata.uid ?? '').toSorted(), before);
  const { items } = (await bench.kubectl.get<{ items: { reason: string; regarding: { kind: string } }[] }>(
    'events.events.k8s.io',
  )) ?? { items: [] };
  const reasons = new Set(
    items.filter(({ regarding }) => regarding.kind === 'IceoryxProfile').map(({ reason }) => reason),
  );
  for (const reason of ['NotInjected', 'RouDiDied', 'NoController', 'NewerShapeAvailable', 'Restarted']) {
    t.true(reasons.has(reason), `${[...reasons].join(' ')} lacks ${reason}`);
  }
});
