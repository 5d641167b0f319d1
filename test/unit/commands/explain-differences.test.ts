import test from 'ava';
import { differences, isForeign } from '../../../src/commands/explain/differences.ts';

/** A template as it was sent. */
const sent = {
  metadata: { labels: { app: 'robot' } },
  spec: {
    initContainers: [{ name: 'iceoryx-agent', image: 'agent:1', args: ['pod'], restartPolicy: 'Always' }],
    containers: [
      {
        name: 'app',
        image: 'app:1',
        env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        ports: [{ containerPort: 80 }],
        resources: { limits: { cpu: 0.5, memory: '1Gi' } },
        startupProbe: { exec: { command: ['true'] }, periodSeconds: 2 },
        volumeMounts: [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }],
      },
    ],
    volumes: [
      { name: 'iceoryx-shm', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: 'config', configMap: { name: 'config' } },
    ],
  },
};

/** The same as an API server stores it. */
const stored = {
  metadata: { creationTimestamp: null, labels: { app: 'robot', 'pod-template-hash': 'x' } },
  spec: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    initContainers: [
      {
        name: 'iceoryx-agent',
        image: 'agent:1',
        imagePullPolicy: 'IfNotPresent',
        args: ['pod'],
        restartPolicy: 'Always',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    containers: [
      {
        name: 'app',
        image: 'app:1',
        imagePullPolicy: 'IfNotPresent',
        env: [{ name: 'POD', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
        ports: [{ containerPort: 80, protocol: 'TCP' }],
        resources: { limits: { cpu: '500m', memory: '1Gi' } },
        startupProbe: {
          exec: { command: ['true'] },
          periodSeconds: 2,
          timeoutSeconds: 1,
          successThreshold: 1,
          failureThreshold: 3,
        },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        volumeMounts: [{ name: 'iceoryx-shm', mountPath: '/dev/shm' }],
      },
    ],
    volumes: [
      { name: 'iceoryx-shm', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: 'config', configMap: { name: 'config', defaultMode: 420 } },
    ],
  },
};

const spec = (change: object) => ({ ...sent, spec: { ...sent.spec, ...change } });

test('what API servers and controllers add is no difference', (t) => {
  t.deepEqual(differences(stored, sent), []);
});

test('a value that the author has set and an API server would not is one when it goes', (t) => {
  const now = { ...stored, spec: { ...stored.spec, dnsPolicy: 'Default', hostNetwork: true } };
  t.deepEqual(
    differences(now, sent).map(({ path, before, after }) => [path, before, after]),
    [
      ['spec.dnsPolicy', 'Default', undefined],
      ['spec.hostNetwork', 'true', undefined],
    ],
  );
});

test('items of lists are compared by name, and each difference says what it is for', (t) => {
  const roudi = { name: 'iceoryx-roudi', image: 'roudi:2.0.3' };
  const agent = { name: 'iceoryx-agent', image: 'agent:2', args: ['pod', '--renew'], restartPolicy: 'Always' };
  t.deepEqual(differences(stored, spec({ initContainers: [agent, roudi] })), [
    {
      path: 'spec.initContainers[iceoryx-agent].image',
      before: 'agent:1',
      after: 'agent:2',
      reason: "the operator's image of the agent",
    },
    {
      path: 'spec.initContainers[iceoryx-agent].args',
      before: '["pod"]',
      after: '["pod","--renew"]',
      reason: 'restarts the containers when RouDi is gone, and has the apps stop before RouDi',
    },
    {
      path: 'spec.initContainers[iceoryx-roudi]',
      after: 'roudi:2.0.3',
      reason: 'the iceoryx daemon: starts before the apps and stops after them',
    },
  ]);
  t.deepEqual(differences(stored, spec({ initContainers: [] })), [
    {
      path: 'spec.initContainers[iceoryx-agent]',
      before: 'agent:1',
      reason: 'restarts the containers when RouDi is gone, and has the apps stop before RouDi',
    },
  ]);
});

test('a change of the author is told as one', (t) => {
  const containers = sent.spec.containers.map((container) => ({ ...container, image: 'app:2' }));
  t.like(differences(stored, spec({ containers }))[0], {
    path: 'spec.containers[app].image',
    reason: 'as the specification says now',
  });
});

test('of long texts the part is shown that differs, without what a terminal obeys', (t) => {
  const text = (end: string) => ({
    metadata: { annotations: { 'iceoryx.io/roudi-config': `${'x'.repeat(200)}${end}` } },
  });
  const [{ before = '', after = '' } = {}] = differences(text('old\u001B[2J'), text('new'));
  t.regex(before, /^…x{12}old/);
  t.regex(after, /^…x{12}new$/);
  t.false(before.includes('\u001B'));
});

test('what other webhooks and controllers have put into a pod stays, and what is of RouDi does not', (t) => {
  const pod = {
    ...stored,
    spec: {
      ...stored.spec,
      nodeName: 'node-1',
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists' }],
      containers: [...stored.spec.containers, { name: 'istio-proxy', image: 'proxy:1' }],
      volumes: [...stored.spec.volumes, { name: 'kube-api-access-x' }, { name: 'iceoryx-old', emptyDir: {} }],
    },
  };
  t.deepEqual(
    differences(pod, sent, isForeign).map(({ path }) => path),
    ['spec.volumes[iceoryx-old]'],
  );
});
