import test from 'ava';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { Roudi, Termination } from '../../../src/api/iceoryx-deployment.generated.ts';
import { RELEASES } from '../../../src/iceoryx/release.ts';
import { sumOf } from '../../../src/pod/grace.ts';
import { planRoudi } from '../../../src/pod/roudi-plan.ts';
import { planTermination, sleepProblems } from '../../../src/pod/termination.ts';

const podWith = (grace: number | undefined) => ({
  containers: [{ name: 'app' }],
  ...(grace === undefined ? {} : { terminationGracePeriodSeconds: grace }),
});
const requestFor = (spec: IPodSpec, termination?: Termination, roudi: Partial<Roudi> = {}) => ({
  termination,
  template: { spec },
  fieldRoot: 'spec.template',
  roudi: { image: 'roudi', ...roudi },
});
/** Termination of apps and RouDi together. */
const endingOf = (request: ReturnType<typeof requestFor>, release: '2.0' | '2.95' = '2.0') => {
  const { termination, stop } = planTermination(request, planRoudi(request.roudi, RELEASES[release], undefined).plan);
  return { ...termination, ...stop };
};
const plan = (
  termination?: Termination,
  templateGrace?: number,
  roudi: Partial<Roudi> = {},
  release: '2.0' | '2.95' = '2.0',
) => endingOf(requestFor(podWith(templateGrace), termination, roudi), release);

test('apps stop, RouDi settles, RouDi stops: one grace period for all', (t) => {
  // 10 + 2 + 5 + 3
  t.like(plan(), { gracePeriodSeconds: 20, killAfterSeconds: 10, killDelaySeconds: 5, unsafe: undefined });
  t.like(plan({ appStopSeconds: 60 }), { gracePeriodSeconds: 70, killAfterSeconds: 60, unsafe: undefined });
});

test("RouDi's own default kill delay of 45 s never reaches the command line", (t) => {
  t.true(plan().killDelaySeconds < 30);
});

test('a termination delay adds to the period where the release has one', (t) => {
  t.is(plan({}, undefined, { terminationDelaySeconds: 4 }, '2.95').gracePeriodSeconds, 24);
  t.is(plan({}, undefined, { terminationDelaySeconds: 4 }, '2.0').gracePeriodSeconds, 20);
});

test('a longer period of the user is kept, and the apps get the difference', (t) => {
  t.like(plan({}, 60), { gracePeriodSeconds: 60, killAfterSeconds: 50, isGiven: true, unsafe: undefined });
});

test("a shorter period of the user is kept, and RouDi's share shrinks first", (t) => {
  t.like(plan({}, 16), { gracePeriodSeconds: 16, killDelaySeconds: 1, killAfterSeconds: 10, unsafe: undefined });
});

test('a period too short for all is kept and reported as unsafe, with the field to change', (t) => {
  const { gracePeriodSeconds, killAfterSeconds, unsafe } = plan({}, 10);
  t.deepEqual([gracePeriodSeconds, killAfterSeconds], [10, 4]);
  t.is(unsafe?.reason, 'TooShort');
  t.regex(
    unsafe?.message ?? '',
    /^spec\.template\.spec\.terminationGracePeriodSeconds is 10, less than .* = 16 s: raise it/,
  );
  t.regex(plan({ gracePeriodSeconds: 12 }).unsafe?.message ?? '', /^spec\.termination\.gracePeriodSeconds is 12/);
});

test('apps always get a second, however short the period', (t) => {
  t.is(plan({ appStopSeconds: 0 }, 1).killAfterSeconds, 1);
});

test('RouDi 2.0 without monitoring aborts over an app that died; 2.95 does not', (t) => {
  t.is(plan({}, undefined, { monitoring: false }).unsafe?.reason, 'MonitoringOff');
  t.is(plan({}, undefined, { monitoring: false }, '2.95').unsafe, undefined);
});

test('a hook that sleeps has its time in addition to that of the apps', (t) => {
  const containers = [{ name: 'app', lifecycle: { preStop: { sleep: { seconds: 25 } } } }];
  const { gracePeriodSeconds, steps } = endingOf(requestFor({ containers }));
  t.is(gracePeriodSeconds, 45);
  t.regex(sumOf(steps), /^25 \(longest sleep of a preStop hook\) \+ 10/);
});

test('the hook of a sidecar, which stops after the apps, has its time too', (t) => {
  const lifecycle = { preStop: { sleep: { seconds: 25 } } };
  const pod = {
    containers: [{ name: 'app' }],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always', lifecycle }],
  };
  t.is(endingOf(requestFor(pod)).gracePeriodSeconds, 45);
  const short = requestFor(pod, { gracePeriodSeconds: 20 });
  const [problem] = sleepProblems(short, endingOf(short));
  t.is(problem?.path, 'spec.template.spec.initContainers[0].lifecycle.preStop.sleep.seconds');
});

test('a sleep beyond the grace period is refused, as by the API server', (t) => {
  const request = requestFor({ containers: [{ name: 'app', lifecycle: { postStart: { sleep: { seconds: 25 } } } }] });
  const [problem] = sleepProblems(request, endingOf(request));
  t.is(problem?.path, 'spec.template.spec.containers[0].lifecycle.postStart.sleep.seconds');
  t.regex(problem?.message ?? '', /sleeps 25 s, but the grace period is 20 s, computed; shorten it/);
});
