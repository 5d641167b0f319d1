import test from 'ava';
import { planDeployment, withDefaultImage } from '../../../src/pod/deployment-request.ts';
import { iceoryxDeployment, planned } from './objects.ts';

const MIB = 1024n * 1024n;

test('the volume and memory limit of the built-in configuration are computed by sums that a user can follow', (t) => {
  const { memory } = planned(iceoryxDeployment());
  // 66 761 736 and 149 264 720 bytes in whole pages, plus 10 % and 16 MiB, each rounded up to a MiB.
  t.is(memory.segmentBytes, 66_764_800n + 149_266_432n);
  t.is(memory.volume?.bytes, 227n * MIB);
  t.is(memory.roudi.bytes, 223n * MIB);
});

test('headroom is a percentage of the segments', (t) => {
  const { memory } = planned(iceoryxDeployment({ sharedMemory: { headroomPercent: 100 } }));
  t.is(memory.volume?.bytes, 413n * MIB);
});

test('a managementBytes of the user replaces the release’s figure', (t) => {
  const { memory } = planned(iceoryxDeployment({ roudi: { managementBytes: 100_000_000 } }));
  t.is(memory.segments[0]?.bytes, 100_000_000n);
});

for (const [what, spec, path] of [
  ['a volume smaller than the segments', { sharedMemory: { sizeLimit: '206Mi' } }, 'spec.sharedMemory.sizeLimit'],
  [
    "a memory limit that the segments fill, and RouDi's own need does not fit",
    { roudi: { resources: { limits: { memory: '210Mi' } } } },
    'spec.roudi.resources.limits.memory',
  ],
] as const) {
  test(`${what} is refused with field, value and remedy`, (t) => {
    const { problems = [] } = planDeployment(iceoryxDeployment(spec));
    t.deepEqual(
      problems.map((problem) => problem.path),
      [path],
    );
    t.regex(
      problems[0]?.message ?? '',
      /^2\d\dMi is less than .*; raise it to (at least )?2\d\dMi, leave it out, or shrink/,
    );
  });
}

test('the smallest volume and the smallest memory limit that work are accepted', (t) => {
  planned(iceoryxDeployment({ sharedMemory: { sizeLimit: String(66_764_800 + 149_266_432) } }));
  planned(iceoryxDeployment({ roudi: { resources: { limits: { memory: '212Mi' } } } }));
  t.pass();
});

test('every problem is reported at once', (t) => {
  const { problems = [] } = planDeployment(
    iceoryxDeployment({ sharedMemory: { sizeLimit: '1Mi' }, roudi: { resources: { limits: { memory: '1Mi' } } } }),
  );
  t.is(problems.length, 2);
});

test('an object older than a rule of the schema is refused in the same words', (t) => {
  const { problems = [] } = planDeployment(iceoryxDeployment({ pod: { hostPID: true } }));
  t.deepEqual(
    problems.map(({ path }) => path),
    ['spec.template.spec.hostPID'],
  );
});

test("configurations that RouDi would get wrong are refused: chunks past 4 GiB, its own segment's name", (t) => {
  const large = [{ mempools: [{ size: 4_194_304, count: 2000 }] }];
  t.regex(planDeployment(iceoryxDeployment({ roudi: { segments: large } })).problems?.[0]?.message ?? '', /4 GiB/);
  t.is(planDeployment(iceoryxDeployment({ roudi: { image: 'roudi:2.95.8', segments: large } })).problems, undefined);
  const own = [{ writer: 'iceoryx_mgmt', mempools: [{ size: 8, count: 1 }] }];
  const { problems = [] } = planDeployment(iceoryxDeployment({ roudi: { segments: own } }));
  t.is(problems[0]?.path, 'spec.roudi.segments[0].writer');
});

test("an object without an image gets the operator's, by which everything is computed and checked", (t) => {
  const given = iceoryxDeployment();
  const { image: _, ...roudi } = given.spec.roudi ?? {};
  const object = { ...given, spec: { ...given.spec, roudi } };
  t.like(planDeployment(object).problems?.[0], { path: 'spec.roudi.image' });

  const newer = 'example.com/roudi:2.95.8';
  t.like(planDeployment(withDefaultImage(object, newer)).plan, {
    request: { roudi: { image: newer } },
    release: { id: '2.95' },
  });
  t.like(planDeployment(withDefaultImage(given, newer)).plan, {
    request: { roudi: { image: given.spec.roudi?.image } },
    release: { id: '2.0' },
  });

  // Admitted without an image, as some image can do it. This one cannot.
  const late = { ...object, spec: { ...object.spec, roudi: { terminationDelaySeconds: 3 } } };
  t.like(planDeployment(withDefaultImage(late, 'example.com/roudi:2.0.6')).problems?.[0], {
    path: 'spec.roudi.terminationDelaySeconds',
  });
});

test('annotations beyond the limit of Kubernetes are refused with the calculation', (t) => {
  const object = iceoryxDeployment();
  const withNote = (length: number, character = 'x') =>
    planDeployment({
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
  t.is(withNote(131_000, 'ü').problems?.[0]?.value, 262_004, 'bytes count');
});
