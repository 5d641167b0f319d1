import assert from 'node:assert/strict';
import test from 'ava';
import * as fc from 'fast-check';
import { problemsOf } from '../../../src/api/validation.ts';
import { domainFaults, domainsIn } from '../../../src/commands/render/domains.ts';
import { explanationOf, jsonOf, yamlOf } from '../../../src/commands/render/output.ts';
import { profileFaults, profilesIn } from '../../../src/commands/render/profiles.ts';
import { rendering } from '../../../src/commands/render/rendering.ts';
import type { Settings } from '../../../src/commands/render/settings.ts';
import type { File } from '../../../src/commands/render/sources.ts';
import { outcomeOf } from '../../../src/commands/render/workloads.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { iceoryxDeployments } from '../../support/iceoryx-deployments.ts';
import { seedFromOutside } from '../../support/seed.ts';
import { malformed } from '../../support/malformed.ts';
import { AGENT } from './objects.ts';

/** Number of malformed objects; a soak takes more. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);
seedFromOutside();
/** Longer than any good answer takes. A value that makes a regular expression or a sum run away takes longer. */
const CEILING_MS = 5_000;

/** Values that fuzzing has found, which are always tried. */
const FOUND = [
  { command: 5 },
  { image: { name: 'app' } },
  { command: [{}] },
  { command: {} },
  { lifecycle: 7 },
  { resources: { limits: { memory: {} } } },
  { securityContext: { runAsUser: { name: 'app' } } },
  { volumeMounts: [{ name: 'constructor', mountPath: 'constructor' }] },
  { volumeMounts: [{ name: 'v', mountPath: '/tmp', readOnly: 'yes' }] },
].map((fields): [object, boolean] => [
  {
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDeployment',
    metadata: { name: 'robot' },
    spec: {
      roudi: { image: 'roudi:2.0.6' },
      template: { spec: { containers: [{ name: 'app', ...fields }], volumes: [{ name: 'constructor' }] } },
    },
  },
  true,
]);

const objects = malformed(iceoryxDeployments({ withFuture: true }));

test('any object is rendered, or refused with sentences that name the field', (t) => {
  let refused = 0;
  const property = (object: unknown, restartAllContainers: boolean): void => {
    const begin = performance.now();
    const { rendering: result, problems = [] } = rendering(object, { restartAllContainers }, { agent: AGENT });
    assert(result !== undefined || problems.length > 0);
    for (const { path, message } of problems) {
      assert(path !== '' || typeof object !== 'object', message);
      assert.match(message, /^.{10,}/);
      assert.doesNotMatch(message, /\[object|undefined|function/);
      assert(message.length < 2_000, `${message.length} characters about ${path}`);
    }
    if (result !== undefined) {
      JSON.stringify(jsonOf(result));
      assert.notEqual(yamlOf(result) + explanationOf(result), '');
    }
    refused += problems.length > 0 ? 1 : 0;
    assert(performance.now() - begin < CEILING_MS, 'runs away');
  };
  fc.assert(fc.property(objects, fc.boolean(), property), {
    numRuns: RUNS,
    examples: FOUND,
    includeErrorInReport: true,
  });
  t.true(refused > RUNS / 4 && refused < RUNS, `${refused} of ${RUNS} refused: not what the test is for`);
});

test('a value that is no object is refused', (t) => {
  fc.assert(
    fc.property(fc.anything({ withSparseArray: true, withNullPrototype: true, withDate: true }), (value) => {
      assert.notDeepEqual(problemsOf(value), []);
    }),
    { includeErrorInReport: true },
  );
  t.pass();
});

/** The API server enforces the schema's types, but objects may be older than its rules. */
test('an object of the right structure that breaks rules is planned or refused, and never throws', (t) => {
  fc.assert(
    fc.property(iceoryxDeployments({ withFuture: true }), (object) => {
      const { plan, problems = [] } = planDeployment(object);
      assert.notEqual(plan === undefined, problems.length === 0);
    }),
    { numRuns: RUNS, includeErrorInReport: true },
  );
  t.pass();
});

test('pods that ask are rendered, or refused with sentences that name the field, whatever their workload contains', (t) => {
  const workloads = iceoryxDeployments({ withFuture: true }).map(({ spec: { template, ...policies } }) => ({
    profile: { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxProfile', metadata: { name: 'any' }, spec: policies },
    workload: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'replay' },
      spec: {
        template: {
          ...template,
          metadata: { ...template.metadata, labels: { ...template.metadata?.labels, 'iceoryx.io/profile': 'any' } },
        },
      },
    },
  }));
  let refused = 0;
  const property = (both: unknown): void => {
    const { profile, workload } = both as { profile: unknown; workload: unknown };
    const sources = [profile, workload].map((value) => ({ name: 'any', value }));
    const file = { name: 'any', documents: [], sources, faults: [] };
    const outcome = outcomeOf(workload, 'any', settingsWith(file));
    const lines = [...profileFaults(file), ...(outcome?.faults ?? [])];
    checkLines(lines);
    if (outcome?.rendering !== undefined) {
      assert.notEqual(yamlOf(outcome.rendering) + explanationOf(outcome.rendering), '');
    }
    refused += lines.length > 0 ? 1 : 0;
  };
  const examples = [{ recovery: null }, { recovery: { mode: null } }, { domain: null }].map((fields): [unknown] => [
    { profile: profileWith({ roudi: { image: 'roudi:2.0.6' }, ...fields }), workload: ANY_JOB },
  ]);
  fc.assert(fc.property(malformed(workloads), property), { numRuns: RUNS, examples, includeErrorInReport: true });
  t.true(refused > RUNS / 4 && refused < RUNS, `${refused} of ${RUNS} refused: not what the test is for`);
});

test('pods of a domain are rendered, or refused with sentences that name the field, whatever the domain contains', (t) => {
  const domains = iceoryxDeployments({ withFuture: true }).map(({ spec: { roudi, identity } }) => ({
    apiVersion: 'iceoryx.io/v1alpha1',
    kind: 'IceoryxDomain',
    metadata: { name: 'any' },
    spec: {
      roudi,
      ...(identity === undefined ? {} : { identity }),
      allowedNamespaces: ['apps'],
      nodeSelector: { rack: '7' },
      tolerations: [{ key: 'robot', operator: 'Exists', effect: 'NoSchedule' }],
      maxUnavailable: 1,
      appStopSeconds: 20,
      priorityClassName: 'high',
    },
  }));
  let refused = 0;
  const property = (domain: unknown): void => {
    const profile = profileWith({ domain: { name: 'any' }, runtimeNames: 'Unique' });
    const sources = [profile, ANY_JOB, domain].map((value) => ({ name: 'any', value }));
    const file = { name: 'any', documents: [], sources, faults: [] };
    const outcome = outcomeOf(ANY_JOB, 'any', settingsWith(file));
    const lines = domainFaults(file);
    checkLines([...lines, ...(outcome?.faults ?? [])]);
    assert(lines.length === 0 || outcome?.rendering === undefined);
    refused += lines.length > 0 ? 1 : 0;
  };
  fc.assert(fc.property(malformed(domains), property), { numRuns: RUNS, includeErrorInReport: true });
  t.true(refused > RUNS / 4 && refused < RUNS, `${refused} of ${RUNS} refused: not what the test is for`);
});

const profileWith = (spec: object): object => ({
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxProfile',
  metadata: { name: 'any' },
  spec,
});

/** A workload that asks for the profile `any`. */
const ANY_JOB = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'replay' },
  spec: {
    template: {
      metadata: { labels: { 'iceoryx.io/profile': 'any' } },
      spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'app:1' }] },
    },
  },
};

function settingsWith(file: File): Settings {
  return {
    files: [file],
    given: [],
    capabilities: { restartAllContainers: true },
    images: { agent: AGENT },
    domains: domainsIn([file]),
    profiles: profilesIn([file], []),
  };
}

function checkLines(lines: readonly string[]): void {
  for (const line of lines) {
    assert.match(line, /^.{10,}/);
    assert.doesNotMatch(line, /\[object|undefined|function/);
  }
}
