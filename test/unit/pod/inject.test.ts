import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { inject } from '../../../src/pod/inject.ts';
import { iceoryxDeployment, injected, planned } from './objects.ts';

const container = ({ containers, initContainers = [] }: IPodSpec, name: string): IContainer => {
  const found = [...initContainers, ...containers].find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`no container ${name}`);
  }
  return found;
};
const mounts = ({ volumeMounts = [] }: IContainer): string[] => volumeMounts.map(({ mountPath }) => mountPath);

test('RouDi starts first and link second, before the init containers of the user', (t) => {
  const pod = injected({ pod: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }] } });
  t.deepEqual(
    pod.initContainers?.map(({ name }) => name),
    ['roudi', 'link', 'mesh', 'migrate'],
  );
  t.deepEqual(
    pod.initContainers?.slice(0, 2).map(({ restartPolicy }) => restartPolicy),
    ['Always', 'Always'],
  );
});

test('apps share segments, sockets and the process namespace with RouDi', (t) => {
  const pod = injected();
  t.true(pod.shareProcessNamespace);
  for (const name of ['roudi', 'link', 'app']) {
    t.true(
      ['/dev/shm', '/tmp'].every((path) => mounts(container(pod, name)).includes(path)),
      name,
    );
  }
});

test('a container that is not named as an app is left as it is', (t) => {
  const other: IContainer = {
    name: 'exporter',
    image: 'example.com/exporter:1',
    volumeMounts: [{ name: 'x', mountPath: '/tmp' }],
  };
  const pod = injected({ containers: ['app'], pod: { containers: [{ name: 'app' }, other] } });
  t.deepEqual(container(pod, 'exporter'), other);
});

test('an init container can be an app', (t) => {
  const pod = injected({
    containers: ['recorder'],
    pod: { initContainers: [{ name: 'recorder', restartPolicy: 'Always' }] },
  });
  t.deepEqual(mounts(container(pod, 'recorder')), ['/dev/shm', '/tmp']);
  t.deepEqual(mounts(container(pod, 'app')), []);
});

test('whatever else stands in a template survives, fields of later Kubernetes versions too', (t) => {
  const template = {
    metadata: { labels: { team: 'blue' }, annotations: { note: 'kept' } },
    spec: {
      containers: [{ name: 'app', image: 'a', fieldOfTomorrow: { deep: [1] } }],
      priorityClassName: 'high',
      fieldOfTomorrow: true,
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  };
  const object = iceoryxDeployment();
  const plan = planned({ ...object, spec: { ...object.spec, template } });
  const result = inject(plan, { restartAllContainers: false });
  t.like(result, {
    metadata: { labels: { team: 'blue', 'iceoryx.io/deployment': 'robot' }, annotations: { note: 'kept' } },
    spec: { priorityClassName: 'high', fieldOfTomorrow: true },
  });
  t.like(result.spec?.containers[0], { fieldOfTomorrow: { deep: [1] } });
  t.deepEqual(
    result.spec?.volumes?.map(({ name }) => name),
    ['data', 'iceoryx-shm', 'iceoryx-tmp', 'iceoryx-config'],
  );
});

test('all containers are renewed when link says that RouDi is gone, where nodes can and the user wants it', (t) => {
  const rules = (pod: IPodSpec) => container(pod, 'link').restartPolicyRules;
  t.deepEqual(rules(injected({}, { restartAllContainers: true })), [
    { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [75] } },
  ]);
  t.is(rules(injected({}, { restartAllContainers: false })), undefined);
  t.is(rules(injected({ recovery: { mode: 'None' } }, { restartAllContainers: true })), undefined);
});

test('RouDi carries no rule: one that cannot start would restart everything once a second', (t) => {
  t.is(container(injected(), 'roudi').restartPolicyRules, undefined);
});

const hook = (pod: IPodSpec, name = 'app') => container(pod, name).lifecycle?.preStop?.exec?.command ?? [];

for (const [command, shell] of [
  [undefined, '/bin/sh'],
  [['/usr/bin/app'], '/bin/sh'],
  [['/opt/crash'], '/bin/sh'],
  [['sh', '-c', 'app; true'], 'sh'],
  [['/bin/bash', '/start'], '/bin/bash'],
] as const) {
  test(`an app started by ${command?.join(' ') ?? "its image's entrypoint"} has a hook that ${shell} runs`, (t) => {
    const pod = injected({
      pod: { containers: [{ name: 'app', ...(command === undefined ? {} : { command: [...command] }) }] },
    });
    t.is(hook(pod)[0], shell);
    // The signal, and a second more than link takes to kill.
    t.deepEqual(hook(pod).slice(-2), ['TERM', '11']);
  });
}

test("the hook sends the container's own stop signal", (t) => {
  const pod = injected({ pod: { containers: [{ name: 'app', lifecycle: { stopSignal: 'SIGINT' } }] } });
  t.is(hook(pod).at(-2), 'INT');
  t.is(container(pod, 'app').lifecycle?.stopSignal, 'SIGINT');
});

const ask = (pod: IPodSpec) => container(pod, 'link').lifecycle?.preStop?.exec?.command?.[5];
const own = { lifecycle: { preStop: { httpGet: { port: 80 } }, postStart: { sleep: { seconds: 1 } } } };

test('an app with a preStop hook of its own keeps it and is not disturbed before; the others have ours', (t) => {
  const pod = injected({
    pod: {
      containers: [
        { name: 'app', ...own },
        { name: 'second', command: ['sh'] },
      ],
    },
  });
  t.deepEqual(container(pod, 'app').lifecycle, own.lifecycle);
  t.is(ask(pod), 'wait');
  t.is(hook(pod, 'second')[0], 'sh');
});

test('without a grace period there is no hook, which the kubelet would not run', (t) => {
  t.is(container(injected({ pod: { terminationGracePeriodSeconds: 0 } }), 'app').lifecycle, undefined);
});

test('signalApps decides otherwise', (t) => {
  t.is(ask(injected()), 'wait');
  const never = injected({ termination: { signalApps: 'Never' } });
  t.is(ask(never), 'wait');
  t.is(container(never, 'app').lifecycle, undefined);
  t.is(ask(injected({ termination: { signalApps: 'Always' }, pod: { containers: [{ name: 'app', ...own }] } })), 'ask');
});

const settle = (image: string, monitoring = true, termination = {}) =>
  container(injected({ roudi: { image, monitoring }, termination }), 'roudi').lifecycle?.preStop?.exec?.command?.slice(
    -2,
  );

test('only a RouDi that aborts over apps that died is held back until it has noticed, and always has its time', (t) => {
  // 20 s of grace, 5 s of kill delay, a second to spare.
  t.deepEqual(settle('roudi:2.0.3'), ['14', 'noticed']);
  t.deepEqual(settle('roudi:2.0.3', false), ['14', 'any'], 'without monitoring it never does');
  t.deepEqual(settle('roudi:2.95.8'), ['14', 'any']);
  t.deepEqual(settle('roudi:2.0.3', true, { appStopSeconds: 0, gracePeriodSeconds: 1 }), ['1', 'noticed']);
});

test('the image decides what RouDi is given: log level verbose is called trace in 2.95', (t) => {
  const command = (image: string) =>
    container(injected({ roudi: { image, logLevel: 'Verbose' } }), 'roudi').command ?? [];
  t.true(command('roudi:2.0.3').join(' ').includes('-l verbose'));
  t.true(command('roudi:2.95.8').join(' ').includes('-l trace'));
  t.true(command('roudi:2.95.8').includes('/tmp/iox1_0_i_roudi'));
});

test("RouDi's command ends with what the user adds", (t) => {
  const pod = injected({
    roudi: { command: ['/opt/iox-roudi'], extraArgs: ['--special'], env: [{ name: 'A', value: 'b' }] },
  });
  const { command = [], env } = container(pod, 'roudi');
  t.deepEqual(command.slice(5, 8), ['/opt/iox-roudi', '-c', '/etc/iceoryx/roudi_config.toml']);
  t.is(command.at(-1), '--special');
  t.deepEqual(env, [{ name: 'A', value: 'b' }]);
});

test("the user's securityContext and resources of RouDi win field by field", (t) => {
  const { securityContext, resources } = container(
    injected({
      roudi: {
        securityContext: { runAsUser: 7, readOnlyRootFilesystem: false, seccompProfile: { type: 'Unconfined' } },
        resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
      },
    }),
    'roudi',
  );
  t.deepEqual(securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: false,
    runAsUser: 7,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'Unconfined' },
  });
  t.deepEqual(resources, { requests: { memory: '1Gi', cpu: '1' }, limits: { memory: '1Gi' } });
});

test('injection leaves its input alone and gives the same output for the same input', (t) => {
  const object = iceoryxDeployment({ pod: { initContainers: [{ name: 'first' }] } });
  const before = structuredClone(object);
  const make = () => JSON.stringify(inject(planned(object), { restartAllContainers: true }));
  t.is(make(), make());
  t.deepEqual(object, before);
});

test('an init container that is no sidecar gets no hook, which the API server would refuse', (t) => {
  const pod = injected({
    containers: ['once', 'sidecar'],
    pod: { initContainers: [{ name: 'once' }, { name: 'sidecar', restartPolicy: 'Always' }] },
  });
  t.is(container(pod, 'once').lifecycle, undefined);
  t.is(hook(pod, 'sidecar')[0], '/bin/sh');
});

test('the pods of an older ReplicaSet bring their own configuration back: nothing is outside of the template', (t) => {
  const make = (size: number) => {
    const object = iceoryxDeployment({ roudi: { segments: [{ mempools: [{ size, count: 1 }] }] } });
    return inject(planned(object), { restartAllContainers: true });
  };
  const [older, newer] = [make(64), make(128)];
  t.regex(older.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 64\n/);
  t.regex(newer.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 128\n/);
  t.notRegex(JSON.stringify(older), /configMap|secretRef|secretName/);
});
