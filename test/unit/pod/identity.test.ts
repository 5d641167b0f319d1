import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import type { IceoryxDeploymentSpec } from '../../../src/api/iceoryx-deployment.generated.ts';
import { figuresOf } from '../../../src/pod/figures.ts';
import type { Identity } from '../../../src/pod/identity/identity.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { iceoryxDeployment, injected, planned } from './objects.ts';

const app = (name: string, runAsUser?: number, runAsGroup?: number) => ({
  name,
  securityContext: {
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(runAsGroup === undefined ? {} : { runAsGroup }),
  },
});
const camera = { name: 'camera', uid: 1001, group: 'imaging', gid: 2001 };
const detector = { name: 'detector', uid: 1002, group: 'vision', gid: 2002 };
const different = [app('a', 1001), app('b', 1002)];

type Spec = Parameters<typeof iceoryxDeployment>[0];
const identity = (pod: Partial<IPodSpec>, spec: Spec = {}) => planned(iceoryxDeployment({ ...spec, pod })).identity;
const names = (pod: Partial<IPodSpec>, spec: Spec = {}): Identity => {
  const { names } = identity(pod, spec);
  if (names === undefined) {
    throw new Error('names were left to the images');
  }
  return names;
};
const problems = (pod: Partial<IPodSpec>, spec: Spec = {}) =>
  (planDeployment(iceoryxDeployment({ ...spec, pod })).problems ?? []).map(
    ({ path, message }) => `${path}: ${message}`,
  );
const segments = (...groups: { writer?: string; reader?: string }[]) =>
  groups.map((group) => ({ ...group, mempools: [{ size: 8, count: 1 }] }));
const writing = (...groups: { writer?: string; reader?: string }[]): Partial<IceoryxDeploymentSpec['roudi']> => ({
  segments: segments(...groups),
});
const contextOf = ({ initContainers = [] }: IPodSpec, container: string) =>
  initContainers.find(({ name }) => name === container)?.securityContext;

test('one numeric user, of the pod or of every app, gets a name everywhere', (t) => {
  t.like(names({ securityContext: { runAsUser: 1000 } }), { uid: 1000, gid: 1000, groupName: 'iceoryx' });
  t.like(names({ containers: [app('a', 1000, 2000), app('b', 1000, 2000)] }), { uid: 1000, gid: 2000 });
  const own = { containers: [app('a', 7), app('b')], securityContext: { runAsUser: 7, runAsGroup: 8 } };
  t.is(names(own).passwd, 'root:x:0:0:root:/root:/bin/sh\niceoryx:x:7:8:iceoryx:/:/bin/sh\n');
  t.is(names(own).group, 'root:x:0:\niceoryx:x:8:\n');
});

test("a container's user takes precedence over the pod's, and containers without iceoryx do not matter", (t) => {
  const pod = { securityContext: { runAsUser: 1 }, containers: [app('a', 5), app('exporter', 9)] };
  t.is(names(pod, { containers: ['a'] }).uid, 5);
});

test('root, and users that only images know, are left to the images, and the status says so', (t) => {
  for (const [pod, why] of [
    [{}, /no app has a runAsUser.*spec\.identity/],
    [{ securityContext: { runAsUser: 0 } }, /all apps run as root/],
  ] as const) {
    const plan = planned(iceoryxDeployment({ pod }));
    t.is(plan.identity.names, undefined);
    const figure = figuresOf(plan, undefined).find(({ name }) => name === 'Users');
    t.is(figure?.value, 'left to the images');
    t.regex(figure?.sum ?? '', why);
  }
});

test('RouDi and the agent run as the user of the apps, without any capability', (t) => {
  const pod = injected({ pod: { securityContext: { runAsUser: 1000 } } });
  for (const name of ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']) {
    const context = contextOf(pod, name);
    t.like(context, {
      runAsUser: 1000,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    t.deepEqual(context?.capabilities, { drop: ['ALL'] });
  }
});

test('the same passwd and group are mounted for RouDi and the apps, from the pod itself', (t) => {
  const pod = injected({ pod: { securityContext: { runAsUser: 1000 } } });
  for (const container of [pod.initContainers?.at(-1), pod.containers[0]]) {
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

test('the data segment is named after the group, which is then known', (t) => {
  const pod = { securityContext: { runAsUser: 1001 } };
  t.is(planned(iceoryxDeployment({ pod })).memory.segments[1]?.name, 'iceoryx');
  const named = iceoryxDeployment({ pod, identity: { users: [camera] } });
  t.is(planned(named).memory.segments[1]?.name, 'imaging');
  const roudi = writing({ writer: 'imaging' }, { writer: 'vision' });
  const several = iceoryxDeployment({
    pod: { containers: different },
    identity: { users: [camera, detector] },
    roudi,
  });
  t.deepEqual(
    planned(several)
      .memory.segments.slice(1)
      .map(({ name }) => name),
    ['imaging', 'vision'],
    'a writer names its segment',
  );
});

test('apps of different users are in one group, and RouDi runs as root with only the rights it needs', (t) => {
  const { passwd, group, ...rest } = names({ containers: [...different, app('c', 0)] });
  t.deepEqual(rest, { uid: 0, gid: 60_000, groupName: 'iceoryx', supplementalGroup: 60_000 });
  t.deepEqual(passwd.trim().split('\n').slice(1), [
    'user-1001:x:1001:60000:iceoryx:/:/bin/sh',
    'user-1002:x:1002:60000:iceoryx:/:/bin/sh',
  ]);
  t.is(group, 'root:x:0:\niceoryx:x:60000:root\n');

  const pod = injected({ pod: { containers: different } });
  t.deepEqual(pod.securityContext, { supplementalGroups: [60_000] });
  const roudi = contextOf(pod, 'iceoryx-roudi');
  t.like(roudi, { runAsUser: 0, runAsGroup: 60_000, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
  t.deepEqual(roudi?.capabilities, { drop: ['ALL'], add: ['DAC_OVERRIDE', 'KILL'] });
  t.deepEqual(
    pod.containers.map(({ securityContext }) => securityContext?.runAsUser),
    [1001, 1002],
  );
});

test('a group that the template gives to all containers is the common one, and no other is added', (t) => {
  const containers = different;
  const common = (pod: Partial<IPodSpec>, spec?: Spec) => {
    const { gid, supplementalGroup } = names(pod, spec);
    return [gid, supplementalGroup];
  };
  t.deepEqual(common({ containers: [app('a', 1, 50), app('b', 2, 50)] }), [50, undefined]);
  t.deepEqual(common({ containers, securityContext: { fsGroup: 70 } }), [70, undefined]);
  t.deepEqual(common({ containers, securityContext: { supplementalGroups: [0, 80, 81] } }), [80, undefined]);
  t.deepEqual(common({ containers, securityContext: { runAsGroup: 0 } }), [60_000, 60_000]);
  t.deepEqual(common({ containers: [app('a', 1, 60_000), app('b', 60_001)] }), [60_002, 60_002]);
  const roudi = { securityContext: { runAsGroup: 90 } };
  t.deepEqual(common({ containers, securityContext: { supplementalGroups: [80] } }, { roudi }), [90, 90]);
  const pod = injected({ pod: { containers, securityContext: { supplementalGroups: [80] } }, roudi });
  t.deepEqual(pod.securityContext?.supplementalGroups, [80, 90]);
});

test('users of spec.identity have their names and groups, and all are in the common group', (t) => {
  const given = names({ containers: different }, { identity: { users: [camera, detector] } });
  t.is(given.groupName, 'iceoryx');
  t.is(given.group, 'root:x:0:\nimaging:x:2001:\nvision:x:2002:\niceoryx:x:60000:root,camera,detector\n');
  t.regex(given.passwd, /^camera:x:1001:2001:.*\ndetector:x:1002:2002:/m);
  // A number has one name, the first one found.
  const shared = names(
    { containers: different, securityContext: { fsGroup: 2001 } },
    { identity: { users: [camera, detector] } },
  );
  t.is(shared.groupName, 'imaging');
  t.is(shared.group, 'root:x:0:\nimaging:x:2001:root,detector\nvision:x:2002:\n');
});

test('spec.identity states the user of an image', (t) => {
  const one = names({}, { identity: { users: [camera] } });
  t.like(one, { uid: 1001, gid: 2001, groupName: 'imaging', supplementalGroup: undefined });
  t.is(names({ containers: [app('a', 1001), app('b')] }, { identity: { users: [camera, detector] } }).uid, 0);
  t.is(names({ containers: [app('a', 0), app('b')] }, { identity: { users: [camera] } }).uid, 0);
});

test("RouDi's own user counts where users have names", (t) => {
  const roudi = { securityContext: { runAsUser: 0 } };
  t.like(names({}, { roudi, identity: { users: [camera] } }), { uid: 0, gid: 60_000, supplementalGroup: 60_000 });
  const pod = injected({ roudi, identity: { users: [camera] } });
  t.deepEqual(contextOf(pod, 'iceoryx-roudi')?.capabilities?.add, ['DAC_OVERRIDE', 'KILL']);
  const group = { securityContext: { runAsGroup: 90 } };
  t.is(
    names({}, { roudi: group, identity: { users: [camera] } }).group,
    'root:x:0:\nimaging:x:2001:\niceoryx:x:90:camera\n',
  );
});

test('numbers for some apps only are refused, with all apps named and the remedies', (t) => {
  const [problem = '', ...others] = problems({ containers: [app('a', 1000), app('b', 1001), app('c')] });
  t.deepEqual(others, []);
  t.regex(problem, /runAsUser: .*a as 1000, b as 1001, c as its image's user.*set runAsUser for all.*spec\.identity/);
});

const REFUSED: readonly [string, Partial<IPodSpec>, ISecurityContext, RegExp][] = [
  [
    'a pod that must not run as root',
    { securityContext: { runAsNonRoot: true } },
    {},
    /^spec\.template\.spec\.securityContext\.runAsNonRoot: .*a as 1001, b as 1002.*give all apps one runAsUser, or set/,
  ],
  [
    'a RouDi that must not run as root',
    {},
    { runAsNonRoot: true },
    /^spec\.roudi\.securityContext\.runAsNonRoot: .*only root can stop; remove it/,
  ],
  [
    'a RouDi without the right to signal',
    {},
    { capabilities: { drop: ['ALL'], add: ['CAP_DAC_OVERRIDE'] } },
    /^spec\.roudi\.securityContext\.capabilities: .*\["KILL"\].*add them/,
  ],
];
for (const [what, pod, roudi, expected] of REFUSED) {
  test(`${what} is refused if apps have different users`, (t) => {
    const all = problems({ containers: different, ...pod }, { roudi: { securityContext: roudi } });
    t.is(all.length, 1);
    t.regex(all[0] ?? '', expected);
  });
}

test('a separate user for RouDi is refused beside users that have names', (t) => {
  const roudi = { securityContext: { runAsUser: 5 } };
  const [problem = ''] = problems({}, { roudi, identity: { users: [camera] } });
  t.regex(problem, /^spec\.roudi\.securityContext\.runAsUser: RouDi is to run as 5, but/);
});

test('the pod may forbid root and except RouDi', (t) => {
  const roudi = { securityContext: { runAsNonRoot: false } };
  const pod = { containers: different, securityContext: { runAsNonRoot: true } };
  t.is(names(pod, { roudi }).uid, 0);
});

test('a user who could write to two segments is refused', (t) => {
  const both = { containers: different };
  const users = [camera, detector];
  t.deepEqual(problems(both, { identity: { users }, roudi: writing({ writer: 'imaging' }, { writer: 'vision' }) }), []);
  const [problem = ''] = problems(both, { identity: { users }, roudi: writing({ writer: 'imaging' }, {}) });
  t.regex(problem, /^spec\.roudi\.segments: the users \["camera"\] may write .*\["imaging", "iceoryx"\]/);
  const one = { securityContext: { runAsUser: 1001 } };
  t.deepEqual(problems(one, { identity: { users: [camera] }, roudi: writing({ writer: 'imaging' }) }), []);
});

test('groups of segments without spec.identity are accepted: their author knows the users', (t) => {
  const roudi = { securityContext: { runAsUser: 0 } };
  t.is(identity({ containers: different }, { roudi }).names, undefined);
  const own = identity({ containers: different }, { roudi: writing({ writer: 'camera' }) });
  t.is(own.names, undefined);
  t.regex(own.sum, /known to all images/);
});

test('if names are left to the images, RouDi keeps no capability that only a user other than root could use', (t) => {
  const roudi = writing({ writer: 'camera' });
  const context = (spec: Spec) => {
    const { runAsNonRoot, capabilities } = contextOf(injected(spec), 'iceoryx-roudi') ?? {};
    return [runAsNonRoot, capabilities?.drop];
  };
  const confined = [true, ['ALL']];
  const open = [undefined, undefined];
  const containers = [{ name: 'app', securityContext: { runAsUser: 1000, runAsNonRoot: true } }];
  for (const [securityContext, expected] of [
    [{ runAsUser: 1000 }, confined],
    [{ runAsNonRoot: true }, confined],
    [{ runAsUser: 0, runAsNonRoot: true }, open],
    [{}, open],
  ] as const) {
    t.deepEqual(context({ roudi, pod: { securityContext } }), expected);
  }
  const own = { ...roudi, securityContext: { runAsUser: 7 } };
  t.deepEqual(context({ roudi: own, pod: { containers } }), confined);
  t.deepEqual(context({ roudi, pod: { containers } }), open);
  const asRoot = { ...roudi, securityContext: { runAsUser: 0 } };
  t.deepEqual(context({ roudi: asRoot, pod: { securityContext: { runAsUser: 1000 } } }), open);
  const excepted = { ...roudi, securityContext: { runAsNonRoot: false } };
  t.deepEqual(context({ roudi: excepted, pod: { securityContext: { runAsNonRoot: true } } }), [false, undefined]);
  t.regex(identity({ containers }, { roudi }).sum, /restricted refuses.*spec\.template\.spec\.securityContext$/);
});

const AGENTS: Record<string, [Spec, { uid: number; gid?: number; add?: string[] }]> = {
  'one user by number': [{ pod: { securityContext: { runAsUser: 1000, runAsGroup: 3000 } } }, { uid: 1000, gid: 3000 }],
  'different users': [{ pod: { containers: different } }, { uid: 0, gid: 60_000, add: ['KILL'] }],
  'root by number': [{ pod: { securityContext: { runAsUser: 0 } } }, { uid: 0, gid: 0 }],
  'what their image says': [{}, { uid: 0, gid: 0, add: ['KILL'] }],
  'what their image says, but not root': [{ pod: { securityContext: { runAsNonRoot: true } } }, { uid: 65_532 }],
  'what their image says, beside a RouDi with a number': [
    { roudi: { securityContext: { runAsUser: 7, runAsGroup: 8 } } },
    { uid: 7, gid: 8 },
  ],
};

for (const [who, [spec, { uid, gid, add }]] of Object.entries(AGENTS)) {
  test(`beside apps that run as ${who} the agent is ${uid}${add === undefined ? '' : ', and may signal others'}`, (t) => {
    const pod = injected(spec);
    const [install, agent] = ['iceoryx-install', 'iceoryx-agent'].map((name) => contextOf(pod, name));
    const common = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsUser: uid,
      ...(gid === undefined ? {} : { runAsGroup: gid }),
      runAsNonRoot: uid !== 0,
      seccompProfile: { type: 'RuntimeDefault' },
    };
    t.deepEqual(agent, { ...common, capabilities: { drop: ['ALL'], ...(add === undefined ? {} : { add }) } });
    t.deepEqual(install, { ...common, capabilities: { drop: ['ALL'] } }, 'which signals no process');
  });
}

test("the author's settings for RouDi do not reach the agent", (t) => {
  const pod = injected({ roudi: { securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } } });
  t.deepEqual(contextOf(pod, 'iceoryx-agent'), contextOf(injected(), 'iceoryx-agent'));
});

test('the value of the users fits into the status', (t) => {
  const users = Array.from({ length: 32 }, (_, index) => ({
    name: `${'n'.repeat(30)}${index}`,
    uid: index + 1,
    group: `${'g'.repeat(30)}${index}`,
    gid: index + 1,
  }));
  const { value } = identity({ securityContext: { fsGroup: 32 } }, { identity: { users } });
  t.true(value.length <= 128);
});
