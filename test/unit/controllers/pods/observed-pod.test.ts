import test from 'ava';
import { ClusterCaches } from '../../../../src/controllers/cluster-caches.ts';
import type { Pod } from '../../../../src/controllers/resources.ts';
import { PODS } from '../../../../src/kube/resource.ts';
import { testLog } from '../../test-log.ts';
import { StubCluster } from '../stub-cluster.ts';
import { rawPod } from './pods.ts';

test("an editor of a namespace: only pods of an object's own Deployment count as its pods, whatever labels others carry", async (t) => {
  const owned = (name: string, owner: string): Pod => rawPod(name, [], { owner });
  const withOwner = (name: string, other: object): Pod => {
    const pod = owned(name, 'robot-5d4f');
    const ownerReferences = (pod.metadata.ownerReferences ?? []).map((owner) => ({ ...owner, ...other }));
    return { ...pod, metadata: { ...pod.metadata, ownerReferences } };
  };
  const { metadata, ...bare } = owned('bare', 'robot-5d4f');
  const { ownerReferences: _, ...unowned } = metadata;
  const cluster = new StubCluster();
  for (const pod of [
    owned('own', 'robot-5d4f'),
    { ...bare, metadata: unowned },
    owned('of-a-job', 'other-5d4f'),
    owned('of-a-longer-name', 'robot-arm-5d4f'),
    owned('of-no-hash', 'robot'),
    withOwner('of-a-stateful-set', { kind: 'StatefulSet' }),
    withOwner('of-another-api', { apiVersion: 'example.com/v1' }),
    withOwner('not-controlled', { controller: false }),
  ]) {
    cluster.put(PODS, pod);
  }
  const caches = new ClusterCaches(cluster.client, testLog(), {});
  const { pods } = caches;
  const end = new AbortController();
  t.teardown(() => end.abort());
  void pods.run(end.signal);
  await pods.synced;
  t.is(pods.store.list().length, 8);
  t.deepEqual(
    caches.podsOf('default/robot').map(({ metadata }) => metadata.name),
    ['own'],
  );
});
