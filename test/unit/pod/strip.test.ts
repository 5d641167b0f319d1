import test from 'ava';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { inject } from '../../../src/pod/inject.ts';
import { planPod } from '../../../src/pod/plan.ts';
import { stripped } from '../../../src/pod/strip.ts';
import { iceoryxDeployment, planned } from './objects.ts';

type Spec = NonNullable<Parameters<typeof iceoryxDeployment>[0]>;

const can = { restartAllContainers: true };
const SPECS: Record<string, Spec> = {
  'one app': {},
  "hooks of the user's and of ours": {
    pod: {
      containers: [
        { name: 'app', lifecycle: { postStart: { sleep: { seconds: 1 } } }, image: 'a' },
        { name: 'shell', command: ['sh', '-c', 'x'] },
      ],
      initContainers: [
        { name: 'sidecar', restartPolicy: 'Always' },
        { name: 'once', image: 'b' },
      ],
    },
    containers: ['app', 'shell', 'sidecar', 'once'],
  },
  "a hook of the author's that looks like ours": {
    pod: {
      containers: [
        { name: 'app', lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'drain', 'stop-apps'] } } } },
      ],
    },
  },
  'an emptyDir at /tmp': {
    pod: {
      containers: [{ name: 'app', volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }] }, { name: 'second' }],
      volumes: [{ name: 'scratch', emptyDir: {} }],
    },
  },
  'limits of the pod as a whole': { pod: { resources: { limits: { cpu: '4', memory: '2Gi' } } } },
  'an empty lifecycle of a container that gets no hook': {
    termination: { signalApps: 'Never' },
    pod: { containers: [{ name: 'app', lifecycle: {}, image: 'a' }] },
  },
  'its own grace period': { pod: { terminationGracePeriodSeconds: 60, shareProcessNamespace: true } },
  'users of their own': {
    pod: {
      containers: [
        { name: 'a', securityContext: { runAsUser: 1000 } },
        { name: 'b', securityContext: { runAsUser: 1001 } },
      ],
      securityContext: { supplementalGroups: [7] },
    },
  },
};

for (const [what, spec] of Object.entries(SPECS)) {
  test(`a template that was injected is injected to the same bytes, and can be taken back: ${what}`, (t) => {
    const object = iceoryxDeployment(spec);
    const plan = planned(object);
    const once = inject('robot', object.spec, plan, can);
    const template = structuredClone(once) as typeof object.spec.template;
    const twice = inject('robot', { ...object.spec, template }, plan, can);
    t.is(JSON.stringify(twice), JSON.stringify(once));
    const { metadata = {}, ...before } = object.spec.template;
    t.deepEqual(stripped(template), { metadata, ...before });
    t.deepEqual(
      planPod({ ...object, spec: { ...object.spec, template: stripped(template) } }).plan?.annotations,
      plan.annotations,
    );
  });
}

test('a hook that somebody put in the place of ours is theirs', (t) => {
  const object = iceoryxDeployment();
  const template = structuredClone(inject('robot', object.spec, planned(object), can));
  const [app] = template.spec?.containers ?? [];
  const hook = { exec: { command: ['/drain'] } };
  Object.assign(app ?? {}, { lifecycle: { preStop: hook } });
  t.deepEqual(stripped(template).spec?.containers[0]?.lifecycle, { preStop: hook });
});

test('a record that nobody can read takes nothing away that has no reserved name', (t) => {
  const template: IPodTemplateSpec = {
    metadata: { annotations: { 'iceoryx.io/injected': 'null' } },
    spec: { containers: [{ name: 'app' }], terminationGracePeriodSeconds: 5 },
  };
  t.is(stripped(template).spec?.terminationGracePeriodSeconds, 5);
});

test('the pods of an older ReplicaSet bring their own configuration back: nothing is outside of the template', (t) => {
  const make = (size: number) => {
    const object = iceoryxDeployment({ roudi: { segments: [{ mempools: [{ size, count: 1 }] }] } });
    return inject('robot', object.spec, planned(object), can);
  };
  const [older, newer] = [make(64), make(128)];
  t.regex(older.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 64\n/);
  t.regex(newer.metadata?.annotations?.['iceoryx.io/roudi-config'] ?? '', /size = 128\n/);
  t.notRegex(JSON.stringify(older), /configMap|secretRef|secretName/);
});

test('annotations beyond what Kubernetes takes are refused with the sum', (t) => {
  const object = iceoryxDeployment();
  const withNote = (length: number, character = 'x') =>
    planPod({
      ...object,
      spec: {
        ...object.spec,
        template: { ...object.spec.template, metadata: { annotations: { note: character.repeat(length) } } },
      },
    });
  const [problem] = withNote(262_144 - 4).problems ?? [];
  t.is(problem?.path, 'spec.template.metadata.annotations');
  t.regex(problem?.message ?? '', /more than the 262144 .*262144 of the template and \d+ for RouDi/);
  t.is(withNote(250_000).problems, undefined);
  t.is(withNote(131_000, 'ü').problems?.[0]?.value, 262_004, 'it is bytes that count');
});
