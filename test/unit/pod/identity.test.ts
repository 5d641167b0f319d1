import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { planPod } from '../../../src/pod/plan.ts';
import { iceoryxDeployment, injected, planned } from './objects.ts';

const app = (name: string, runAsUser?: number, runAsGroup?: number) => ({
  name,
  securityContext: {
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(runAsGroup === undefined ? {} : { runAsGroup }),
  },
});
const identity = (pod: Partial<IPodSpec>) => planned(iceoryxDeployment({ pod })).identity;
const roudi = ({ initContainers = [] }: IPodSpec) => initContainers.find(({ name }) => name === 'roudi');

test('one numeric user, of the pod or of every app, gets a name everywhere', (t) => {
  t.like(identity({ securityContext: { runAsUser: 1000 } }), { uid: 1000, gid: 1000 });
  t.like(identity({ containers: [app('a', 1000, 2000), app('b', 1000, 2000)] }), { uid: 1000, gid: 2000 });
  const own = { containers: [app('a', 7), app('b')], securityContext: { runAsUser: 7, runAsGroup: 8 } };
  t.deepEqual(identity(own)?.passwd.split('\n')[1], 'iceoryx:x:7:8:iceoryx:/:/bin/sh');
});

test("a container's user wins over the pod's, and containers without iceoryx do not matter", (t) => {
  const pod = { securityContext: { runAsUser: 1 }, containers: [app('a', 5), app('exporter', 9)] };
  t.is(planned(iceoryxDeployment({ containers: ['a'], pod })).identity?.uid, 5);
});

test('root and users of images are known to the images', (t) => {
  t.is(identity({}), undefined);
  t.is(identity({ securityContext: { runAsUser: 0 } }), undefined);
});

test('RouDi and link run as the apps, without any capability', (t) => {
  const pod = injected({ pod: { securityContext: { runAsUser: 1000 } } });
  for (const container of pod.initContainers ?? []) {
    t.like(container.securityContext, {
      runAsUser: 1000,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
  }
});

test('the same passwd and group are mounted for RouDi and the apps, from inside the pod', (t) => {
  const pod = injected({ pod: { securityContext: { runAsUser: 1000 } } });
  for (const container of [roudi(pod), pod.containers[0]]) {
    const paths = (container?.volumeMounts ?? []).flatMap(({ mountPath, subPath }) =>
      subPath === undefined ? [] : [mountPath],
    );
    t.deepEqual(paths, ['/etc/passwd', '/etc/group']);
  }
  const items = pod.volumes?.find(({ name }) => name === 'iceoryx-config')?.downwardAPI?.items;
  t.deepEqual(
    items?.map(({ path }) => path),
    ['roudi_config.toml', 'passwd', 'group'],
  );
});

test("an app's own /etc/passwd stays", (t) => {
  const own = { name: 'own', mountPath: '/etc/passwd' };
  const pod = injected({
    pod: { securityContext: { runAsUser: 1000 }, containers: [{ name: 'app', volumeMounts: [own] }] },
  });
  const mounts = pod.containers[0]?.volumeMounts?.filter(({ mountPath }) => mountPath === '/etc/passwd');
  t.deepEqual(mounts, [own]);
});

test('the data segment is named after the group, which is known then', (t) => {
  const { memory } = planned(iceoryxDeployment({ pod: { securityContext: { runAsUser: 1000 } } }));
  t.is(memory.segments[1]?.name, 'iceoryx');
});

test('apps of different users are refused, with all of them named and the ways out', (t) => {
  const { problems = [] } = planPod(
    iceoryxDeployment({ pod: { containers: [app('a', 1000), app('b', 1001), app('c')] } }),
  );
  t.is(problems.length, 1);
  t.regex(
    problems[0]?.message ?? '',
    /a as 1000, b as 1001, c as its image's user.*; set runAsUser for the whole pod, or/,
  );
});

test('who names users or groups of segments knows better', (t) => {
  const containers = [app('a', 1000), app('b', 1001)];
  t.is(
    planned(iceoryxDeployment({ roudi: { securityContext: { runAsUser: 0 } }, pod: { containers } })).identity,
    undefined,
  );
  const segments = [{ writer: 'camera', mempools: [{ size: 8, count: 1 }] }];
  t.is(planned(iceoryxDeployment({ roudi: { segments }, pod: { containers } })).identity, undefined);
});
