import test from 'ava';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import type { IVolumeMount } from 'kubernetes-models/v1/VolumeMount';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { iceoryxDeployment, injected } from './objects.ts';

const own: IVolume = { name: 'scratch', emptyDir: { sizeLimit: '1Gi' } };
const pod = (mounts: IVolumeMount[], volumes: IVolume[] = [own]) => ({
  containers: [{ name: 'app', volumeMounts: mounts }, { name: 'second' }],
  volumes,
});
const mount = (mountPath: string, fields: Partial<IVolumeMount> = {}): IVolumeMount => ({
  name: 'scratch',
  mountPath,
  ...fields,
});
const refusal = (mounts: IVolumeMount[], volumes?: IVolume[]) =>
  planDeployment(iceoryxDeployment({ pod: pod(mounts, volumes) })).problems?.[0]?.path;

test('an emptyDir of the template at /tmp is shared by RouDi and all apps', (t) => {
  const { initContainers = [], containers, volumes = [] } = injected({ pod: pod([mount('/tmp')]) });
  for (const { name, volumeMounts = [] } of [...initContainers.slice(1), ...containers]) {
    const at = volumeMounts.filter(({ mountPath }) => mountPath === '/tmp');
    t.deepEqual(
      at.map((each) => each.name),
      ['scratch'],
      name,
    );
  }
  t.deepEqual(
    volumes.map(({ name }) => name),
    ['scratch', 'iceoryx-shm', 'iceoryx-state', 'iceoryx-agent', 'iceoryx-no-token', 'iceoryx-config'],
  );
  t.deepEqual(volumes[0], own);
});

test('mounts below the shared directories stay', (t) => {
  const { containers } = injected({ pod: pod([mount('/tmp/cache'), mount('/dev/shm/x'), mount('/dev')]) });
  t.deepEqual(
    containers[0]?.volumeMounts?.map(({ mountPath }) => mountPath),
    ['/tmp/cache', '/dev/shm/x', '/dev', '/dev/shm', '/tmp', '/iceoryx'],
  );
});

for (const [what, mounts, volumes, path] of [
  ['another spelling of /dev/shm', [mount('/dev//shm/.')], undefined, 'mountPath'],
  ['a way round to /dev/shm', [mount('dev/x/../shm')], undefined, 'mountPath'],
  ["the place of RouDi's socket", [mount('/tmp/roudi')], undefined, 'mountPath'],
  ['the place of a segment', [mount('/dev/shm/iceoryx_mgmt')], undefined, 'mountPath'],
  ['a claim at /tmp', [mount('/tmp')], [{ name: 'scratch', persistentVolumeClaim: { claimName: 'c' } }], 'name'],
  ['huge pages at /tmp', [mount('/tmp')], [{ name: 'scratch', emptyDir: { medium: 'HugePages-2Mi' } }], 'name'],
  ['the place of a file of RouDi and the agent', [mount('/tmp/.iceoryx-alive')], undefined, 'mountPath'],
  ['the place of the agent', [mount('/iceoryx')], undefined, 'mountPath'],
  ['a place below the agent', [mount('/iceoryx/data')], undefined, 'mountPath'],
  ["the place of RouDi's lock", [mount('/tmp/roudi.lock')], undefined, 'mountPath'],
  ['a part of a volume at /tmp', [mount('/tmp', { subPath: 'a' })], undefined, ''],
  ['a volume at /tmp that cannot be written', [mount('/tmp', { readOnly: true })], undefined, ''],
] as const) {
  test(`${what} is refused`, (t) => {
    const field = 'spec.template.spec.containers[0].volumeMounts[0]';
    t.is(
      refusal([...mounts], volumes === undefined ? undefined : [...volumes]),
      path === '' ? field : `${field}.${path}`,
    );
  });
}

test('a read-only /etc, in which names of users cannot be mounted, is refused if there are some', (t) => {
  const volumes: IVolume[] = [{ name: 'scratch', configMap: { name: 'etc' } }];
  const problems = (mounts: IVolumeMount[], runAsUser?: number, kinds = volumes) =>
    planDeployment(
      iceoryxDeployment({
        pod: { ...pod(mounts, kinds), ...(runAsUser === undefined ? {} : { securityContext: { runAsUser } }) },
      }),
    ).problems?.map(({ path }) => path);
  const field = 'spec.template.spec.containers[0].volumeMounts[0].mountPath';
  t.deepEqual(problems([mount('/etc/')], 1000), [field]);
  t.deepEqual(problems([mount('/etc', { readOnly: true })], 1000, [own]), [field]);
  t.is(problems([mount('/etc')], 1000, [own]), undefined, 'a file can be mounted in it');
  t.is(problems([mount('/etc')]), undefined, 'no container gets names');
  t.is(problems([mount('/etc/app')], 1000), undefined);
  const files = ['passwd', 'group'].map((file) => mount(`/etc/${file}`, { subPath: file }));
  t.is(problems([mount('/etc'), ...files], 1000), undefined, 'its own names are there');
});

test('two volumes at /tmp are refused, as apps would not share a socket', (t) => {
  const containers = [
    { name: 'a', volumeMounts: [mount('/tmp')] },
    { name: 'b', volumeMounts: [{ name: 'other', mountPath: '/tmp' }] },
  ];
  const { problems = [] } = planDeployment(
    iceoryxDeployment({ pod: { containers, volumes: [own, { name: 'other', emptyDir: {} }] } }),
  );
  t.is(problems[0]?.path, 'spec.template.spec.containers[1].volumeMounts[0].name');
});

test('a block device in place of a shared directory is refused', (t) => {
  const containers = [{ name: 'app', volumeDevices: [{ name: 'disk', devicePath: '/tmp' }] }];
  t.is(
    planDeployment(iceoryxDeployment({ pod: { containers } })).problems?.[0]?.path,
    'spec.template.spec.containers[0].volumeDevices[0].devicePath',
  );
});
