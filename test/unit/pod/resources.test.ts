import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { iceoryxDeployment, injected, planned } from './objects.ts';

type Spec = NonNullable<Parameters<typeof iceoryxDeployment>[0]>;

const app = (resources?: IResourceRequirements, name = 'app') => ({
  name,
  ...(resources === undefined ? {} : { resources }),
});
const resourcesOf = (pod: IPodSpec, name: string) => pod.initContainers?.find((each) => each.name === name)?.resources;
const qos = (spec: Spec) => planned(iceoryxDeployment(spec)).resources.qosClass.pods;
const problemOf = (spec: Spec) => planDeployment(iceoryxDeployment(spec)).problems?.[0];
/** Seconds that RouDi may take to start. */
const startSeconds = (resources: IResourceRequirements) => {
  const roudi = injected({ roudi: { resources } }).initContainers?.find(({ name }) => name === 'iceoryx-roudi');
  return roudi?.startupProbe?.failureThreshold ?? 0;
};
const FIXED = { limits: { cpu: '1', memory: '1Gi' } };

test('a Guaranteed pod stays Guaranteed, without a processor of its own for RouDi', (t) => {
  const spec = { pod: { containers: [app({ ...FIXED, requests: { cpu: '1000m' } })] } };
  t.is(qos(spec), 'Guaranteed');
  const pod = injected(spec);
  t.deepEqual(resourcesOf(pod, 'iceoryx-roudi'), {
    requests: { cpu: '250m', memory: '223Mi' },
    limits: { cpu: '250m', memory: '223Mi' },
  });
  t.deepEqual(resourcesOf(pod, 'iceoryx-agent'), {
    requests: { cpu: '100m', memory: '16Mi' },
    limits: { cpu: '100m', memory: '16Mi' },
  });
});

test('RouDi and the agent have a CPU limit if all containers have one, and none otherwise', (t) => {
  const limited = { limits: { cpu: '1' }, requests: { cpu: '100m' } };
  t.like(resourcesOf(injected({ pod: { containers: [app(limited)] } }), 'iceoryx-roudi'), {
    requests: { cpu: '50m' },
    limits: { cpu: '250m' },
  });
  const mixed = injected({ pod: { containers: [app(limited)], initContainers: [app({}, 'first')] } });
  t.is(resourcesOf(mixed, 'iceoryx-roudi')?.limits?.['cpu'], undefined);
  t.is(resourcesOf(mixed, 'iceoryx-agent')?.limits?.['cpu'], undefined);
});

test('ephemeral storage is requested only if all containers request it', (t) => {
  const storage = { requests: { 'ephemeral-storage': '1Gi' } };
  t.is(resourcesOf(injected(), 'iceoryx-roudi')?.requests?.['ephemeral-storage'], undefined);
  const pod = injected({ pod: { containers: [app(storage)] } });
  t.is(resourcesOf(pod, 'iceoryx-roudi')?.requests?.['ephemeral-storage'], '128Mi');
  t.is(resourcesOf(pod, 'iceoryx-agent')?.limits?.['ephemeral-storage'], undefined);
});

test("the user's settings for RouDi and the agent take precedence, and the other side is adjusted", (t) => {
  const pod = injected({
    roudi: { resources: { requests: { memory: '1Gi' }, limits: { cpu: '20m' } } },
    agent: { resources: { requests: { cpu: '1m' } } },
  });
  t.deepEqual(resourcesOf(pod, 'iceoryx-roudi'), {
    requests: { cpu: '20m', memory: '1Gi' },
    limits: { cpu: '20m', memory: '1Gi' },
  });
  t.is(resourcesOf(pod, 'iceoryx-agent')?.requests?.['cpu'], '1m');
});

test('a request above the limit is refused with field, value and remedy', (t) => {
  const problem = problemOf({ agent: { resources: { requests: { cpu: 2 }, limits: { cpu: '1' } } } });
  t.is(problem?.path, 'spec.agent.resources.requests[cpu]');
  t.regex(problem?.message ?? '', /^2 is more than the limit of 1; lower it, or raise/);
});

test('a resource may be named like what every JavaScript object inherits', (t) => {
  const requests = JSON.parse('{ "__proto__": "1", "constructor": "1" }') as Record<string, string>;
  const { problems } = planDeployment(iceoryxDeployment({ agent: { resources: { requests } } }));
  t.is(problems, undefined);
});

test('a BestEffort pod becomes Burstable, the only exception, and the reason is stated', (t) => {
  t.is(qos({}), 'Burstable');
});

test('a Guaranteed template whose author makes RouDi burstable causes a warning', (t) => {
  const { warnings } = planned(
    iceoryxDeployment({
      pod: { containers: [app(FIXED)] },
      roudi: { resources: { requests: { cpu: '1m' }, limits: { cpu: '1' } } },
    }),
  );
  t.deepEqual(
    warnings.map(({ path }) => path),
    ['spec.roudi.resources'],
  );
  const { warnings: byMemory } = planned(
    iceoryxDeployment({ pod: { containers: [app(FIXED)] }, roudi: { resources: { requests: { memory: '222Mi' } } } }),
  );
  t.deepEqual(
    byMemory.map(({ path }) => path),
    ['spec.roudi.resources'],
  );
});

test('a CPU limit that may stall RouDi or an app is a warning, unless monitoring is off', (t) => {
  const spec = { pod: { containers: [app({ limits: { cpu: '20m' } })] }, roudi: { monitoring: false } };
  t.deepEqual(planned(iceoryxDeployment(spec)).warnings, []);
  const { warnings } = planned(iceoryxDeployment({ ...spec, roudi: { resources: { limits: { cpu: '50m' } } } }));
  t.deepEqual(
    warnings.map(({ path }) => path),
    ['spec.roudi.resources.limits[cpu]', 'spec.template.spec.containers[0].resources.limits[cpu]'],
  );
});

test('a memory request of RouDi below its segments is a warning: the node would promise memory that is in use', (t) => {
  const warnings = (memory: string) =>
    planned(iceoryxDeployment({ roudi: { resources: { requests: { memory } } } })).warnings.map(({ path }) => path);
  t.deepEqual(warnings('206Mi'), ['spec.roudi.resources.requests[memory]']);
  t.deepEqual(warnings('207Mi'), []);
});

test('a limit of 0 counts as none, for CPU and for memory', (t) => {
  const resources = { limits: { cpu: '0' } };
  const { warnings } = planned(iceoryxDeployment({ roudi: { resources } }));
  t.deepEqual(warnings, []);
  const threshold = (cpu: string) => startSeconds({ limits: { cpu } });
  t.is(threshold('0'), threshold('1'));
  t.is(problemOf({ agent: { resources: { limits: { memory: '0' } } } }), undefined);
});

test('resources with which the agent could not start, and so no app, are refused', (t) => {
  t.is(problemOf({ agent: { resources: { limits: { memory: '16Mi' } } } }), undefined);
  const problem = problemOf({ agent: { resources: { limits: { memory: '15Mi' } } } });
  t.is(problem?.path, 'spec.agent.resources.limits[memory]');
  t.regex(problem?.message ?? '', /^15Mi is less than the 16Mi that the agent may need.*leave it out for 16Mi/);
});

test('a start with little CPU gets the time to fill the memory', (t) => {
  t.true(startSeconds({ limits: { cpu: '100m' } }) >= startSeconds({ limits: { cpu: '1' } }) + 15);
});

test('limits of the pod as a whole that are too small for RouDi are refused with the calculation', (t) => {
  for (const kind of ['requests', 'limits'] as const) {
    const problem = problemOf({ pod: { resources: { [kind]: { memory: '200Mi' } } } });
    t.is(problem?.path, `spec.template.spec.resources.${kind}[memory]`);
    t.regex(
      problem?.message ?? '',
      /223Mi \(RouDi, with all segments\) \+ 16Mi \(the agent\).*raise it to at least 239Mi/,
    );
  }
  t.is(problemOf({ pod: { resources: { requests: { memory: '239Mi' } } } }), undefined);
});

test('sidecars of the template are added to the apps, and init containers count one at a time', (t) => {
  const memory = (amount: string) => ({ requests: { memory: amount } });
  const pod = {
    containers: [app(memory('100Mi'))],
    initContainers: [
      { ...app(memory('50Mi'), 'proxy'), restartPolicy: 'Always' },
      app(memory('120Mi'), 'first'),
      app(memory('80Mi'), 'second'),
      { ...app(memory('1Mi'), 'late'), restartPolicy: 'Always' },
    ],
  };
  // RouDi, the agent, the proxy, and the first init container while it runs.
  const least = 223 + 16 + 50 + 120;
  t.is(problemOf({ pod: { ...pod, resources: memory(`${least}Mi`) } }), undefined);
  const { path, message = '' } = problemOf({ pod: { ...pod, resources: memory(`${least - 1}Mi`) } }) ?? {};
  t.is(path, 'spec.template.spec.resources.requests[memory]');
  t.regex(message, new RegExp(`\\+ 170Mi \\(the template's containers\\).*at least ${least}Mi`));
});

test('a limit for the pod as a whole below that of RouDi is refused', (t) => {
  const { path, message = '' } =
    problemOf({
      pod: { resources: { limits: { memory: '300Mi' }, requests: { memory: '239Mi' } } },
      roudi: { resources: { limits: { memory: '301Mi' }, requests: { memory: '223Mi' } } },
    }) ?? {};
  t.is(path, 'spec.template.spec.resources.limits[memory]');
  t.regex(message, /300Mi for the whole pod is less than the limit of RouDi, 301Mi; raise it, or set spec\.roudi/);
});

test('a limit for the pod as a whole stays its request, so that it stays Guaranteed', (t) => {
  const spec = { pod: { resources: { limits: { cpu: '4', memory: '2Gi' } } } };
  t.is(qos(spec), 'Guaranteed');
  t.deepEqual(injected(spec).resources?.requests, { cpu: '4', memory: '2Gi' });
});

test('an invalid quantity in the template is refused; a fraction without quotes is valid', (t) => {
  t.is(problemOf({ pod: { containers: [app({ limits: { cpu: 0.5 } })] } }), undefined);
  t.is(
    problemOf({ pod: { containers: [app({ limits: { cpu: 'much' } })] } })?.path,
    'spec.template.spec.containers[0].resources.limits[cpu]',
  );
  t.is(
    problemOf({ pod: { containers: [app({ requests: { memory: '-1' } })] } })?.path,
    'spec.template.spec.containers[0].resources.requests[memory]',
  );
  t.is(
    problemOf({ agent: { resources: { limits: { memory: 'much' } } } })?.path,
    'spec.agent.resources.limits[memory]',
  );
});
