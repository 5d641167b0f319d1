import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { inject } from '../../../src/pod/inject.ts';
import { AGENT, iceoryxDeployment, injected, planned } from './objects.ts';

const container = ({ containers, initContainers = [] }: IPodSpec, name: string): IContainer => {
  const found = [...initContainers, ...containers].find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`no container ${name}`);
  }
  return found;
};
const mounts = ({ volumeMounts = [] }: IContainer): string[] => volumeMounts.map(({ mountPath }) => mountPath);

test("the agent starts first and RouDi second, before the user's init containers", (t) => {
  const pod = injected({ pod: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }] } });
  t.deepEqual(
    pod.initContainers?.map(({ name }) => name),
    ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi', 'mesh', 'migrate'],
  );
  t.deepEqual(
    pod.initContainers?.slice(0, 3).map(({ restartPolicy }) => restartPolicy),
    [undefined, 'Always', 'Always'],
  );
});

test('apps share segments, sockets and the process namespace with RouDi', (t) => {
  const pod = injected();
  t.true(pod.shareProcessNamespace);
  for (const name of ['iceoryx-roudi', 'iceoryx-agent', 'app']) {
    t.true(
      ['/dev/shm', '/tmp'].every((path) => mounts(container(pod, name)).includes(path)),
      name,
    );
  }
});

test('a container that is not listed as an app is left as it is', (t) => {
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
  t.deepEqual(mounts(container(pod, 'recorder')), ['/dev/shm', '/tmp', '/iceoryx']);
  t.deepEqual(mounts(container(pod, 'app')), []);
});

test('all other fields of a template survive, those of later Kubernetes versions too', (t) => {
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
  const result = inject(plan, { restartAllContainers: false }, AGENT);
  t.like(result, {
    metadata: { labels: { team: 'blue', 'iceoryx.io/deployment': 'robot' }, annotations: { note: 'kept' } },
    spec: { priorityClassName: 'high', fieldOfTomorrow: true },
  });
  t.like(result.spec?.containers[0], { fieldOfTomorrow: { deep: [1] } });
  t.deepEqual(
    result.spec?.volumes?.map(({ name }) => name),
    ['data', 'iceoryx-shm', 'iceoryx-tmp', 'iceoryx-state', 'iceoryx-agent', 'iceoryx-no-token', 'iceoryx-config'],
  );
});

test('all containers restart when the agent reports that RouDi is gone, if nodes can and the user wants it', (t) => {
  const rules = (pod: IPodSpec) => container(pod, 'iceoryx-agent').restartPolicyRules;
  t.deepEqual(rules(injected({}, { restartAllContainers: true })), [
    { action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [75] } },
  ]);
  t.is(rules(injected({}, { restartAllContainers: false })), undefined);
  t.is(rules(injected({ recovery: { mode: 'None' } }, { restartAllContainers: true })), undefined);
});

test('RouDi has no restart rule: one that cannot start would restart everything once a second', (t) => {
  t.is(container(injected(), 'iceoryx-roudi').restartPolicyRules, undefined);
});

const hook = (pod: IPodSpec, name = 'app') => container(pod, name).lifecycle?.preStop?.exec?.command ?? [];

test('every app has a hook with a program that needs nothing of its image and that it cannot change', (t) => {
  const pod = injected();
  // Two seconds more than the agent takes to kill.
  t.deepEqual(hook(pod), ['/iceoryx/agent', 'stop-apps', '--within=12']);
  const copy = (name: string) => container(pod, name).volumeMounts?.filter((mount) => mount.name === 'iceoryx-agent');
  for (const name of ['app', 'iceoryx-roudi']) {
    t.deepEqual(copy(name), [{ name: 'iceoryx-agent', mountPath: '/iceoryx', readOnly: true }], name);
  }
  t.deepEqual(copy('iceoryx-agent'), [], 'processes beside the apps cannot write it either');
});

test('no injected container gets the token of the service account', (t) => {
  const pod = injected();
  for (const name of ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']) {
    t.true(mounts(container(pod, name)).includes('/var/run/secrets/kubernetes.io/serviceaccount'), name);
  }
});

test("the hook sends the container's own stop signal", (t) => {
  const pod = injected({ pod: { containers: [{ name: 'app', lifecycle: { stopSignal: 'SIGINT' } }] } });
  t.is(hook(pod).at(-2), '--signal=SIGINT');
  t.is(container(pod, 'app').lifecycle?.stopSignal, 'SIGINT');
});

const asks = (pod: IPodSpec) => container(pod, 'iceoryx-agent').lifecycle?.preStop?.exec?.command?.includes('--ask');
const own = { lifecycle: { preStop: { httpGet: { port: 80 } }, postStart: { sleep: { seconds: 1 } } } };

test('an app with its own preStop hook keeps it and is not stopped before; the others get ours', (t) => {
  const pod = injected({
    pod: {
      containers: [
        { name: 'app', ...own },
        { name: 'second', command: ['sh'] },
      ],
    },
  });
  t.deepEqual(container(pod, 'app').lifecycle, own.lifecycle);
  t.false(asks(pod));
  t.is(hook(pod, 'second')[1], 'stop-apps');
});

test('without a grace period there is no hook, which the kubelet would not run anyway', (t) => {
  t.is(container(injected({ pod: { terminationGracePeriodSeconds: 0 } }), 'app').lifecycle, undefined);
});

test('signalApps overrides which apps are signalled', (t) => {
  t.false(asks(injected()));
  const never = injected({ termination: { signalApps: 'Never' } });
  t.false(asks(never));
  t.is(container(never, 'app').lifecycle, undefined);
  t.true(asks(injected({ termination: { signalApps: 'Always' }, pod: { containers: [{ name: 'app', ...own }] } })));
});

const settle = (image: string, monitoring = true, termination = {}) =>
  container(
    injected({ roudi: { image, monitoring }, termination }),
    'iceoryx-roudi',
  ).lifecycle?.preStop?.exec?.command?.slice(2);

test('only a RouDi that aborts over dead apps is held back until it has noticed them, and always has its time', (t) => {
  // 20 s of grace, 5 s of kill delay, one second in reserve.
  t.deepEqual(settle('roudi:2.0.3'), ['--within=14', '--noticed']);
  t.deepEqual(settle('roudi:2.0.3', false), ['--within=14'], 'without monitoring it never notices them');
  t.deepEqual(settle('roudi:2.95.8'), ['--socket=iox1_0_i_roudi', '--within=14']);
  t.deepEqual(settle('roudi:2.0.3', true, { appStopSeconds: 0, gracePeriodSeconds: 1 }), ['--within=1', '--noticed']);
});

test('the image decides the options of RouDi: log level verbose is called trace in 2.95', (t) => {
  const command = (image: string) =>
    container(injected({ roudi: { image, logLevel: 'Verbose' } }), 'iceoryx-roudi').command ?? [];
  t.true(command('roudi:2.0.3').join(' ').includes('-l verbose'));
  t.true(command('roudi:2.95.8').join(' ').includes('-l trace'));
  t.true(command('roudi:2.95.8').includes('--socket=iox1_0_i_roudi'));
});

test("RouDi's command ends with the user's additional arguments", (t) => {
  const pod = injected({
    roudi: { command: ['/opt/iox-roudi'], extraArgs: ['--special'], env: [{ name: 'A', value: 'b' }] },
  });
  const { command = [], env } = container(pod, 'iceoryx-roudi');
  t.deepEqual(command.slice(2, 6), ['--', '/opt/iox-roudi', '-c', '/etc/iceoryx/roudi_config.toml']);
  t.is(command.at(-1), '--special');
  t.deepEqual(env, [{ name: 'A', value: 'b' }]);
});

test("the user's securityContext and resources of RouDi take precedence field by field", (t) => {
  const { securityContext, resources } = container(
    injected({
      roudi: {
        securityContext: { runAsUser: 7, readOnlyRootFilesystem: false, seccompProfile: { type: 'Unconfined' } },
        resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
      },
    }),
    'iceoryx-roudi',
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

test('injection does not change its input and gives the same output for the same input', (t) => {
  const object = iceoryxDeployment({ pod: { initContainers: [{ name: 'first' }] } });
  const before = structuredClone(object);
  const make = () => JSON.stringify(inject(planned(object), { restartAllContainers: true }, AGENT));
  t.is(make(), make());
  t.deepEqual(object, before);
});

test('an init container that is no sidecar gets no hook, which the API server would refuse', (t) => {
  const pod = injected({
    containers: ['once', 'sidecar'],
    pod: { initContainers: [{ name: 'once' }, { name: 'sidecar', restartPolicy: 'Always' }] },
  });
  t.is(container(pod, 'once').lifecycle, undefined);
  t.is(hook(pod, 'sidecar')[0], '/iceoryx/agent');
});

test('the pods of an older ReplicaSet keep their own configuration: nothing is outside of the template', (t) => {
  const make = (size: number) => {
    const object = iceoryxDeployment({ roudi: { segments: [{ mempools: [{ size, count: 1 }] }] } });
    return inject(planned(object), { restartAllContainers: true }, AGENT);
  };
  const [older, newer] = [make(64), make(128)];
  t.regex(older.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 64\n/);
  t.regex(newer.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 128\n/);
  t.notRegex(JSON.stringify(older), /configMap|secretRef|secretName/);
});
