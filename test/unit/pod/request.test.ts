import test from 'ava';
import { templateProblems } from '../../../src/api/rules/template.ts';
import { domainOf } from '../../../src/pod/domain.ts';
import { inject } from '../../../src/pod/inject.ts';
import { planPod } from '../../../src/pod/plan.ts';
import type { InjectionRequest } from '../../../src/pod/request.ts';
import { iceoryxDomain } from './domains.ts';
import { AGENT } from './objects.ts';

/** A pod by itself, as a webhook would see it. */
const hooked = (seconds: number) => ({ name: 'app', lifecycle: { preStop: { sleep: { seconds } } } });
const pod = (request: Partial<InjectionRequest> = {}): InjectionRequest => ({
  template: { spec: { containers: [{ name: 'app' }] } },
  fieldRoot: '',
  owner: { labels: { 'example.com/fleet': 'blue' }, selector: { matchLabels: { 'example.com/ship': 'one' } } },
  roudi: { image: 'roudi:2.0.6' },
  ...request,
});
const pathsOf = (request: InjectionRequest) => (planPod(request).problems ?? []).map(({ path }) => path);

test('fields of the template are named relative to where its author wrote it', (t) => {
  const template = {
    metadata: { annotations: { note: 'x'.repeat(300_000) } },
    spec: {
      containers: [
        {
          ...hooked(99),
          resources: { limits: { cpu: 'many' } },
          volumeMounts: [{ name: 'own', mountPath: '/dev/shm' }],
          securityContext: { runAsUser: 1 },
        },
        { name: 'second' },
      ],
      terminationGracePeriodSeconds: 9,
    },
  };
  const fields = [
    'spec.securityContext.runAsUser',
    'spec.containers[0].volumeMounts[0].mountPath',
    'spec.containers[0].resources.limits[cpu]',
    'spec.containers[0].lifecycle.preStop.sleep.seconds',
  ];
  t.deepEqual(pathsOf(pod({ template })), fields);
  t.deepEqual(
    pathsOf(pod({ template, fieldRoot: 'spec.template' })),
    fields.map((field) => `spec.template.${field}`),
  );
  const { metadata, spec } = template;
  t.deepEqual(pathsOf(pod({ template: { metadata, spec: { containers: [{ name: 'app' }] } } })), [
    'metadata.annotations',
  ]);
  const { plan } = planPod(pod({ template: { spec: { ...spec, containers: [{ name: 'app' }] } } }));
  t.regex(plan?.termination.unsafe?.message ?? '', /^spec\.terminationGracePeriodSeconds is 9/);
  const wrong = { metadata: { labels: { 'iceoryx.io/x': 'y' } }, spec: { ...spec, hostPID: true } };
  t.deepEqual(
    templateProblems(wrong, { root: '' }).map(({ path }) => path),
    ['metadata.labels', 'spec.hostPID'],
  );
});

test('pods get the labels of their owner, and are kept apart by its selector', (t) => {
  const { plan } = planPod(pod({ domain: domainOf(iceoryxDomain()) }));
  const { metadata, spec } = plan === undefined ? {} : inject(plan, { restartAllContainers: true }, AGENT);
  t.deepEqual(metadata?.labels, { 'example.com/fleet': 'blue' });
  const [term] = spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  t.deepEqual(term?.labelSelector, { matchLabels: { 'example.com/ship': 'one' } });
});
