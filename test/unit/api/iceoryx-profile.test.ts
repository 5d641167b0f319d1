import test from 'ava';
import { type IceoryxProfile, profileProblems, stored, useOf } from '../../../src/api/iceoryx-profile.ts';
import { IN_DEPLOYMENT } from '../../../src/api/rules/template.ts';
import { type Problem, problemsOf } from '../../../src/api/validation.ts';
import { AGAINST_RULES, AGAINST_STRUCTURE, specWith } from '../../api/invalid-specs.ts';
import { divided } from '../../support/divided.ts';

/** Fields of an IceoryxDeployment that are the workload's, where there is a profile. */
const OF_WORKLOAD =
  /^(?:metadata|spec\.(?:replicas|strategy|minReadySeconds|progressDeadlineSeconds|paused|rollout|link))/;

const useProblems = (...use: Parameters<typeof useOf>): readonly Problem[] => useOf(...use).problems ?? [];

const words = (problems: readonly { path: string; message: string }[]): string[] =>
  problems.map(({ path, message }) => `${path}: ${message}`).toSorted();

for (const { title, object } of AGAINST_RULES) {
  test(`a profile and a template are refused in the words for an IceoryxDeployment: ${title}`, (t) => {
    const { profile, template } = divided(object);
    const expected = problemsOf(object).filter(({ path }) => !OF_WORKLOAD.test(path));
    const own = profileProblems({ ...profile, metadata: { name: 'valid' } });
    const together = own.length > 0 ? [] : useProblems(profile, template, IN_DEPLOYMENT);
    // What contradicts a template is only looked for if the profile itself is right.
    const found = words([...own, ...together]);
    t.deepEqual(
      found.length === 0 ? words(expected) : found,
      words(expected).filter((word) => found.includes(word)),
    );
    t.is(found.length > 0, expected.length > 0, words(expected).join('\n'));
  });
}

test('what the schema refuses of a profile or a template is refused', (t) => {
  let refused = 0;
  for (const { title, object } of AGAINST_STRUCTURE) {
    const { spec } = object as Partial<ReturnType<typeof specWith>>;
    const expected = problemsOf(object).filter(({ path }) => /^spec\.(?:roudi|template|termination)/.test(path));
    if (typeof spec !== 'object' || expected.length === 0) {
      continue;
    }
    const { profile, template } = divided(object);
    const own = profileProblems(profile);
    const found = words(own.length > 0 ? own : useProblems(profile, template, IN_DEPLOYMENT));
    t.true(
      words(expected).some((word) => found.includes(word)),
      `${title}: ${found.join('\n')}`,
    );
    refused += 1;
  }
  t.true(refused > 3, `${refused}`);
});

test('a profile has no fields of a workload, and a name that a label can have', (t) => {
  const { profile } = divided(specWith({}));
  const pathsOf = (change: object): string[] => profileProblems({ ...profile, ...change }).map(({ path }) => path);
  t.deepEqual(pathsOf({}), []);
  t.deepEqual(pathsOf({ metadata: { name: 'cameras.of-the-robot' } }), []);
  t.deepEqual(pathsOf({ metadata: { name: 'a'.repeat(64) } }), ['metadata.name']);
  t.deepEqual(pathsOf({ metadata: {} }), ['metadata.name']);
  t.deepEqual(pathsOf({ spec: { ...profile.spec, replicas: 2, template: {}, roudy: {} } }), [
    'spec.replicas',
    'spec.template',
    'spec.roudy',
  ]);
  t.deepEqual(pathsOf({ spec: undefined }), ['spec']);
  t.deepEqual(pathsOf({ spec: { roudi: null } }), ['spec.roudi']);
});

test('faults of a template are named by where it is in the workload', (t) => {
  const { profile } = divided(specWith({}));
  const template = { spec: { hostPID: true, containers: [{ name: 7 }] } };
  const pathsIn = (root: string, of: unknown = template): string[] =>
    useProblems(profile, of, { root }).map(({ path }) => path);
  t.deepEqual(pathsIn(''), ['spec.containers[0].name']);
  t.deepEqual(pathsIn('spec.jobTemplate.spec.template', {}), ['spec.jobTemplate.spec.template.spec']);
  t.deepEqual(pathsIn('spec.template', null), ['spec.template']);
  t.deepEqual(pathsIn('spec.jobTemplate.spec.template', { spec: { hostPID: true, containers: [{ name: 'app' }] } }), [
    'spec.jobTemplate.spec.template.spec.hostPID',
  ]);
});

test('what happens to pods that exist is one of two, and changes nothing about pods', (t) => {
  const { profile, template } = divided(specWith({}));
  const problemsWith = (fields: object): string[] =>
    words(profileProblems({ ...profile, spec: { ...profile.spec, ...fields } }));
  t.deepEqual(problemsWith({ rollout: 'Automatic', missed: 'Replace' }), []);
  t.deepEqual(problemsWith({ rollout: null, missed: null }), []);
  t.deepEqual(problemsWith({ rollout: 'Always', missed: 7 }), [
    'spec.missed: 7 is not one of the values allowed here; use Report, Replace',
    'spec.rollout: "Always" is not one of the values allowed here; use Automatic, OnNextChange',
  ]);
  const rolled: IceoryxProfile = { ...profile, spec: { ...profile.spec, rollout: 'Automatic', missed: 'Replace' } };
  t.deepEqual(useProblems(rolled, template, IN_DEPLOYMENT), []);
  t.deepEqual(useOf(rolled, template, IN_DEPLOYMENT), useOf(profile, template, IN_DEPLOYMENT));
  t.deepEqual(stored(rolled, template), useOf(profile, template, IN_DEPLOYMENT));
});
