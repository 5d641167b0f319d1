import test from 'ava';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { ClusterCaches } from '../../../src/controllers/cluster-caches.ts';
import { ApiError } from '../../../src/kube/errors.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { type Resource, resourcePath } from '../../../src/kube/resource.ts';
import { splitKey } from '../../../src/kube/object.ts';
import { Lookups } from '../../../src/webhook/lookups.ts';

/** An API server with these objects by path, and what was asked of it. */
function server(objects: Readonly<Record<string, object | ApiError>>) {
  const asked: string[] = [];
  let now = 0;
  const client = {
    get: async <T extends KubeObject>(resource: Resource, key: string): Promise<T> => {
      const path = resourcePath(resource, splitKey(key));
      asked.push(path);
      const found = objects[path] ?? failure('NotFound', 404);
      if (found instanceof ApiError) {
        throw found;
      }
      return found as T;
    },
  };
  const empty = { store: { get: () => undefined } };
  const caches = { profiles: empty, domains: empty } as unknown as ClusterCaches;
  return { asked, lookups: new Lookups(client, caches, { now: () => now }), pass: (ms: number) => (now += ms) };
}

function failure(reason: string, status: number): ApiError {
  return new ApiError({ method: 'GET', path: '/' }, status, { reason, message: reason });
}

function ownedBy(apiVersion: string, kind: string, labels: Record<string, string>): IPod {
  const owner = { apiVersion, kind, name: 'camera', uid: `${kind} camera`, controller: true };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { labels, ownerReferences: [owner] } };
}

const REPLICA_SET = '/apis/apps/v1/namespaces/robots/replicasets/camera';
const JOB = '/apis/batch/v1/namespaces/robots/jobs/camera';
const LABELS = { app: 'camera', version: '2', 'pod-template-hash': 'x', 'iceoryx.io/profile': 'p' };

test('pods of all revisions of a Deployment are its siblings', async (t) => {
  const selector = { matchLabels: { app: 'camera', 'pod-template-hash': 'x' } };
  const { lookups, asked } = server({
    [REPLICA_SET]: { kind: 'ReplicaSet', metadata: { name: 'camera' }, spec: { selector } },
  });
  const pod = ownedBy('apps/v1', 'ReplicaSet', LABELS);
  t.deepEqual(await lookups.siblings(pod, 'robots'), { matchLabels: { app: 'camera' } });
  await lookups.siblings(pod, 'robots');
  t.deepEqual(asked, [REPLICA_SET], 'a selector never changes');
});

test('where the controller cannot be read or is of another kind, labels of the pod serve, without those of one pod', async (t) => {
  const byLabels = { matchLabels: { app: 'camera', version: '2' } };
  for (const reason of [failure('NotFound', 404), failure('Forbidden', 403)]) {
    const { lookups } = server({ [REPLICA_SET]: reason });
    t.deepEqual(await lookups.siblings(ownedBy('apps/v1', 'ReplicaSet', LABELS), 'robots'), byLabels);
  }
  const { lookups, asked } = server({});
  const labels = { ...LABELS, 'apps.kubernetes.io/pod-index': '0', 'statefulset.kubernetes.io/pod-name': 'camera-0' };
  t.deepEqual(await lookups.siblings(ownedBy('apps.kruise.io/v1', 'CloneSet', labels), 'robots'), byLabels);
  t.deepEqual(asked, []);
});

test('pods of a Job have their Job in common, and those of a CronJob what its author wrote', async (t) => {
  const labels = { app: 'replay', 'batch.kubernetes.io/job-name': 'camera', 'job-name': 'camera' };
  const pod = ownedBy('batch/v1', 'Job', labels);
  const alone = server({ [JOB]: { kind: 'Job', metadata: { name: 'camera' } } });
  t.deepEqual(await alone.lookups.siblings(pod, 'robots'), {
    matchLabels: { 'batch.kubernetes.io/job-name': 'camera' },
  });
  const ownerReferences = [{ apiVersion: 'batch/v1', kind: 'CronJob', name: 'nightly', uid: '1', controller: true }];
  const repeated = server({ [JOB]: { kind: 'Job', metadata: { name: 'camera', ownerReferences } } });
  t.deepEqual(await repeated.lookups.siblings(pod, 'robots'), { matchLabels: { app: 'replay' } });
});

test('a pod alone, and one of a DaemonSet, has no siblings on its node', async (t) => {
  const { lookups } = server({});
  t.is(await lookups.siblings({ apiVersion: 'v1', kind: 'Pod', metadata: { labels: LABELS } }, 'robots'), undefined);
  t.is(await lookups.siblings(ownedBy('apps/v1', 'DaemonSet', LABELS), 'robots'), undefined);
});

test('a profile that is missing is asked for once in a second, however many pods ask for it', async (t) => {
  const { lookups, asked, pass } = server({});
  const found = await Promise.all(Array.from({ length: 50 }, async () => lookups.profile('robots/camera')));
  t.true(found.every((profile) => profile === undefined));
  t.is(asked.length, 1);
  pass(1_001);
  await lookups.profile('robots/camera');
  t.is(asked.length, 2);
});

test('an error of the API server is no answer, and is not remembered', async (t) => {
  const { lookups, asked } = server({
    '/apis/iceoryx.io/v1alpha1/namespaces/robots/iceoryxprofiles/camera': failure('InternalError', 500),
  });
  await t.throwsAsync(lookups.profile('robots/camera'), { instanceOf: ApiError });
  await t.throwsAsync(lookups.profile('robots/camera'), { instanceOf: ApiError });
  t.is(asked.length, 2);
});

test('many different names are remembered within a limit', async (t) => {
  const { lookups, asked } = server({});
  for (let index = 0; index < 3_000; index += 1) {
    await lookups.profile(`robots/none-${index}`);
  }
  await lookups.profile('robots/none-2999');
  t.is(asked.length, 3_000, 'the last is remembered');
  await lookups.profile('robots/none-0');
  t.is(asked.length, 3_001, 'the first is not');
});
