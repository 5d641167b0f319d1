import test from 'ava';
import { releaseOfImage } from '../../../src/iceoryx/release.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { AGAINST_RULES, AGAINST_STRUCTURE, specWith } from '../../api/invalid-specs.ts';

for (const { title, object, path, says } of AGAINST_RULES) {
  test(`refuses ${title}, naming field, value and remedy`, (t) => {
    const problems = problemsOf(object);
    t.deepEqual(
      problems.map(({ path }) => path),
      [path],
    );
    for (const words of says) {
      t.true(problems[0]?.message.includes(words), `${problems[0]?.message} lacks ${words}`);
    }
  });
}

for (const { title, object, path, says } of AGAINST_STRUCTURE) {
  test(`refuses ${title}`, (t) => {
    const problem = problemsOf(object).find((problem) => problem.path === path);
    t.truthy(problem, JSON.stringify(problemsOf(object)));
    for (const words of says) {
      t.true(problem?.message.includes(words), `${problem?.message} lacks ${words}`);
    }
  });
}

test('all problems are listed at once', (t) => {
  const problems = problemsOf(
    specWith({
      roudi: { image: 'roudi', logLevel: 'Loud', segments: [{ mempools: [{ size: 7, count: 1 }] }] },
      recovery: { mode: 'Pray' },
    }),
  );
  t.deepEqual(Object.fromEntries(problems.map(({ path, value }) => [path, value])), {
    'spec.recovery.mode': 'Pray',
    'spec.roudi.image': 'roudi',
    'spec.roudi.logLevel': 'Loud',
    'spec.roudi.segments[0].mempools[0].size': 7,
  });
});

test('an object that cannot be read is refused with the reason', (t) => {
  for (const object of [
    null,
    'text',
    [],
    {},
    { spec: null },
    { spec: { template: { spec: { containers: 'app' } } } },
  ]) {
    t.true(problemsOf(object).length > 0, JSON.stringify(object));
  }
});

test('every tag that states a release is accepted, where the operator reads it', (t) => {
  for (const tag of [
    '2.0',
    '2.0.6',
    'v2.95.8',
    'humble-2.0.5',
    '2.0.3-bookworm',
    '2.95',
    `2.0.6@sha256:${'0'.repeat(64)}`,
  ]) {
    const image = `localhost:5000/iceoryx/roudi:${tag}`;
    t.deepEqual(problemsOf(specWith({ roudi: { image } })), [], tag);
    t.true(tag.includes(releaseOfImage(image)?.id ?? 'none'), tag);
  }
});

test('pod fields that the schema does not know are accepted', (t) => {
  const containers = [{ name: 'app', image: 'app:1', futureField: { a: 1 } }];
  t.deepEqual(problemsOf(specWith({ template: { spec: { containers, futureField: [1] } } })), []);
});

test('validation does not change its argument', (t) => {
  const object = specWith({});
  const before = structuredClone(object);
  problemsOf(object);
  t.deepEqual(object, before);
});

test('an object without a name is refused, as by the API server', (t) => {
  const { metadata: _, ...unnamed } = specWith({});
  for (const object of [unnamed, specWith({}, ''), { ...specWith({}), metadata: {} }]) {
    t.deepEqual(
      problemsOf(object).map(({ path, message }) => [path, message]),
      [['metadata.name', 'name is missing; add it']],
    );
  }
});

test('an object nested too deep to walk is refused, and so is a circle from an alias of YAML', (t) => {
  const circle: Record<string, unknown> = {};
  circle['x'] = circle;
  const deep = JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) as unknown;
  for (const field of [circle, deep]) {
    const [problem] = problemsOf(specWith({ template: { spec: { containers: [{ name: 'app' }], field } } }));
    t.regex(problem?.path ?? '', /^spec\.template\.spec\.field.{0,30}$/);
    t.regex(problem?.message ?? '', /more than 200 levels deep or in a circle; remove/);
  }
});

test('a message quotes no more of a value than is needed to find it', (t) => {
  const [problem] = problemsOf(specWith({ template: 'x'.repeat(100_000) }));
  t.true((problem?.message.length ?? 0) < 300);
});
