import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.ts';
import { type IceoryxProfile, profileProblems, stored } from '../../src/api/iceoryx-profile.ts';
import { storedDomain } from '../../src/api/iceoryx-domain.ts';
import { problemsOf, type Problem } from '../../src/api/validation.ts';
import { withDefaults } from '../../src/api/structure.ts';
import { ICEORYX_DOMAINS, ICEORYX_PROFILES } from '../../src/controllers/resources.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { Resource } from '../../src/kube/resource.ts';
import { markFor } from '../../src/pod/mark.ts';
import { until } from '../../lab/host/until.ts';
import { ApiBench } from '../support/api-bench.ts';
import { divided } from '../support/divided.ts';
import {
  AGAINST_DOMAIN_RULES,
  AGAINST_DOMAIN_STRUCTURE,
  AGAINST_RULES,
  domainWith,
  AGAINST_STRUCTURE,
  NULLS,
  specWith,
} from './invalid-specs.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEPLOYMENTS: Resource = {
  group: 'iceoryx.io',
  version: 'v1alpha1',
  kind: 'IceoryxDeployment',
  plural: 'iceoryxdeployments',
  namespaced: true,
};

let bench: ApiBench;
let client: KubeClient;
let directory: string;

test.before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crd-'));
  bench = await ApiBench.join('crd');
  ({ client } = bench);
});

test.after.always(async () => {
  await bench.close();
  await rm(directory, { recursive: true });
});

/** An object in the namespace of this file. */
function own<T>(object: T): T {
  const { metadata, ...rest } = object as T & { metadata: object };
  return { ...rest, metadata: { ...metadata, namespace: bench.namespace } } as T;
}

async function kubectl(...args: string[]): Promise<string> {
  return bench.kubectl.run(args);
}

async function create(object: unknown, resource = DEPLOYMENTS): Promise<IceoryxDeployment> {
  return client.create(resource, own(object as IceoryxDeployment), { dryRun: true });
}

interface Told {
  readonly path: string;
  readonly message: string;
}

/** Field and message of each cause, without the words and the value that the API server puts in front. */
async function refusal(object: unknown, resource = DEPLOYMENTS): Promise<Told[]> {
  try {
    await create(object, resource);
    return [];
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) {
      return error.causes.map(({ field = '', message = '' }) => ({ path: field.replace(/^\./, ''), message }));
    }
    throw error;
  }
}

test('plain kubectl apply accepts the definition, and accepts it again', async (t) => {
  t.regex(await kubectl('apply', '-f', join(ROOT, 'crds')), /unchanged|configured/);
});

test('kubectl explain says what a field means', async (t) => {
  // The API server publishes what kubectl explains a moment after it serves the objects.
  const roudi = await until('kubectl knows the fields', () =>
    kubectl('explain', 'ioxd.spec.roudi').catch(() => undefined),
  );
  t.regex(roudi, /image\s+<string>[^-]*Default: the operator's/);
  t.regex(roudi, /enum: 2\.0, 2\.95/);
  t.regex(await kubectl('explain', 'ioxd.spec.roudi.segments.mempools.size'), /multiple of 8/);
  t.notRegex(await kubectl('explain', 'ioxd', '--recursive'), /<no description>/);
});

test('the example is admitted, and kubectl reports no unknown field', async (t) => {
  const file = join(ROOT, 'examples/pubsub.yaml');
  await t.notThrowsAsync(kubectl('create', '--dry-run=server', '--validate=strict', '-f', file));
  t.deepEqual(problemsOf(parse(await readFile(file, 'utf8'))), []);
});

test('the API server sets the defaults that withDefaults sets', async (t) => {
  const { spec } = await create(specWith({}));
  t.deepEqual(spec, withDefaults(specWith({})).spec);
  t.is(spec.termination?.appStopSeconds, 10);
});

test('the image of RouDi may be left to the operator, whatever other fields are set', async (t) => {
  for (const roudi of [
    {},
    { release: '2.95' },
    { terminationDelaySeconds: 1 },
    { segments: [{ mempools: [{ size: 8, count: 1 }] }] },
  ]) {
    const object = specWith({ roudi });
    t.deepEqual(await refusal(object), []);
    t.deepEqual(problemsOf(object), []);
  }
});

test('the API server drops the nulls that withDefaults drops', async (t) => {
  const { spec } = await create(NULLS);
  t.deepEqual(spec, withDefaults(NULLS).spec);
});

for (const { title, object, path, says } of AGAINST_RULES) {
  test(`refuses ${title} with the words of the restated rules`, async (t) => {
    const causes = await refusal(object);
    const problems = problemsOf(object);
    t.deepEqual(
      causes.map(({ path }) => path),
      problems.map(({ path }) => path),
      JSON.stringify(causes),
    );
    t.is(causes[0]?.path, path);
    t.true(causes[0]?.message.endsWith(problems[0]?.message ?? 'no problem'), causes[0]?.message);
    for (const words of says) {
      t.true(causes[0]?.message.includes(words), `${causes[0]?.message} lacks ${words}`);
    }
  });
}

for (const { title, object } of AGAINST_DOMAIN_RULES) {
  test(`refuses a domain with ${title}, in the words of the restated rules`, async (t) => {
    const { problems = [] } = storedDomain(object);
    t.true(problems.length > 0);
    refusedFor(t, problems, await refusal(object, ICEORYX_DOMAINS));
  });
}

for (const [path, spec] of AGAINST_DOMAIN_STRUCTURE) {
  test(`the API server refuses a domain for ${JSON.stringify(spec)}, as without one`, async (t) => {
    const causes = await refusal(domainWith(spec), ICEORYX_DOMAINS);
    // It also says that it did not check rules.
    t.deepEqual(paths(causes.filter((cause) => cause.path !== '<nil>')), [path]);
    t.deepEqual(paths(storedDomain(domainWith(spec)).problems ?? []), [path]);
  });
}

test('the API server sets the defaults of a domain, and drops its nulls, as without one', async (t) => {
  const written = domainWith({
    roudi: { image: 'example.com/roudi:2.0.6', segments: null, env: null },
    nodeSelector: null,
    tolerations: null,
    allowedNamespaces: null,
    appStopSeconds: null,
    identity: null,
  });
  const { spec } = await create(written, ICEORYX_DOMAINS);
  t.deepEqual(spec as unknown, storedDomain(written).object?.spec);
});

for (const { title, object } of AGAINST_RULES) {
  test(`refuses a profile, or does not, as the restated rules say: ${title}`, async (t) => {
    const { profile } = divided(object);
    refusedFor(t, profileProblems(profile), await refusal(profile, ICEORYX_PROFILES));
  });
}

test('the API server sets the defaults of a profile, but no mode of recovery', async (t) => {
  const { profile } = divided(specWith({ termination: {} }));
  const created = await client.create<IceoryxProfile>(ICEORYX_PROFILES, own(profile), { dryRun: true });
  const { recovery, rollout, missed, ...policies } = created.spec;
  const { recovery: _, ...expected } = stored(profile, {}).policies;
  t.deepEqual(policies, expected);
  t.deepEqual(
    { recovery, rollout, missed },
    {
      recovery: { maxPerHour: 12, whenBlocked: 'Wait' },
      rollout: 'OnNextChange',
      missed: 'Report',
    },
  );
  // What pods are made from, and so whether they are out of date, does not depend on who set the defaults.
  t.is(markFor({ ...INPUTS, profile: created }), markFor({ ...INPUTS, profile }));
  const renewed = { ...profile, spec: { ...profile.spec, recovery: { mode: 'InPlace' as const } } };
  t.not(markFor({ ...INPUTS, profile: renewed }), markFor({ ...INPUTS, profile }));
});

const INPUTS = { agent: { image: 'operator:1' }, restartAllContainers: true };

function refusedFor(t: ExecutionContext, problems: readonly Problem[], causes: readonly Told[]): void {
  t.deepEqual(paths(causes), paths(problems));
  for (const { path, message } of problems) {
    const isTold = causes.some((cause) => cause.path === path && cause.message.endsWith(message));
    t.true(isTold, `${JSON.stringify(causes)} lacks: ${message}`);
  }
}

function paths(problems: readonly { path: string }[]): string[] {
  return problems.map(({ path }) => path).sort();
}

test('reads quantities and image tags as the API server does', async (t) => {
  const sizeLimit = fc.stringMatching(/^[+-]?\d{0,3}\.?\d{0,2}(?:[eE][+-]?\d{0,2}|[KMGTPEkmun]?i?)$/);
  const tag = fc.stringMatching(/^(?:v|a-?|1)?2\.(?:0|95|9)(?:\.\d|)(?:[-.]b?|)$/);
  await fc.assert(
    fc.asyncProperty(sizeLimit, tag, async (sizeLimit, tag) => {
      const object = specWith({ sharedMemory: { sizeLimit }, roudi: { image: `roudi:${tag}` } });
      t.deepEqual(paths(await refusal(object)), paths(problemsOf(object)), `${sizeLimit} ${tag}`);
    }),
    { numRuns: 200 },
  );
});

for (const { title, object, path } of AGAINST_STRUCTURE) {
  test(`the API server or kubectl refuses ${title}`, async (t) => {
    if (title.includes('mistyped')) {
      const file = join(directory, `${path}.json`);
      await writeFile(file, JSON.stringify(own(object)));
      await t.throwsAsync(kubectl('create', '--dry-run=server', '-f', file), {
        message: new RegExp(`unknown field "${path}"`),
      });
    } else {
      const causes = await refusal(object);
      t.true(
        causes.some(
          (cause) => cause.path === path || cause.path.startsWith(`${path}[`) || cause.message.includes(path),
        ),
        JSON.stringify(causes),
      );
    }
  });
}

test('pod fields of a newer Kubernetes survive', async (t) => {
  const containers = [{ name: 'app', image: 'app:1', futureField: { nested: [1] } }];
  const volumes = [{ name: 'v', futureVolume: { size: 1 } }];
  const template = { metadata: { futureField: 'x' }, spec: { containers, volumes, futureField: true } };
  const created = await create(specWith({ template }));
  t.deepEqual(created.spec.template as unknown, template);
});

function sharedWith(name: string): IceoryxDeployment {
  return own(specWith({ template: { spec: { containers: [{ name, image: `${name}:1` }] } } }, 'shared'));
}

test('two field managers share the containers of a template by their names', async (t) => {
  await client.apply(DEPLOYMENTS, sharedWith('app'), { fieldManager: 'one' });
  const { spec } = await client.apply(DEPLOYMENTS, sharedWith('other'), { fieldManager: 'two' });
  t.deepEqual(
    spec.template.spec.containers.map(({ name }) => name),
    ['app', 'other'],
  );
});

test('kubectl scale works, and autoscalers find the pods', async (t) => {
  await client.create(DEPLOYMENTS, own(specWith({}, 'scaled')));
  await writeStatus('scaled', { replicas: 1, selector: 'iceoryx.io/deployment=scaled' });
  await kubectl('scale', 'ioxd/scaled', '--replicas=3');
  const path = `/apis/iceoryx.io/v1alpha1/namespaces/${bench.namespace}/iceoryxdeployments/scaled/scale`;
  t.like(JSON.parse(await kubectl('get', '--raw', path)), {
    spec: { replicas: 3 },
    status: { replicas: 1, selector: 'iceoryx.io/deployment=scaled' },
  });
});

test('the columns of kubectl get show the state of an object', async (t) => {
  await client.create(DEPLOYMENTS, own(specWith({ replicas: 2 }, 'shown')));
  await writeStatus('shown', {
    availableReplicas: 1,
    apps: { connected: 1, expected: 2, summary: '1/2' },
    sharedMemory: { size: '228.0 MiB' },
    roudi: {
      image: 'registry.example.com/iceoryx/roudi:2.0.6',
      restarts: 3,
      lastRestartTime: new Date(Date.now() - 5.5 * 60_000).toISOString(),
    },
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'RollingOut',
        message: '1 of 2 pods up to date',
        lastTransitionTime: '2026-01-01T00:00:00Z',
      },
    ],
  });
  const [head = '', row = ''] = (await kubectl('get', 'ioxd', 'shown', '-o', 'wide')).split('\n');
  t.deepEqual(head.split(/ {2,}/), [
    'NAME',
    'READY',
    'DESIRED',
    'AVAILABLE',
    'APPS',
    'RESTARTS',
    'LAST RESTART',
    'ROUDI',
    'SHARED MEMORY',
    'REASON',
    'MESSAGE',
    'AGE',
  ]);
  t.deepEqual(
    row
      .replace(/ 5m\d*s? /, ' 5m ')
      .split(/ {2,}/)
      .slice(0, 11),
    [
      'shown',
      'False',
      '2',
      '1',
      '1/2',
      '3',
      '5m',
      'registry.example.com/iceoryx/roudi:2.0.6',
      '228.0 MiB',
      'RollingOut',
      '1 of 2 pods up to date',
    ],
  );
  t.true((await kubectl('get', 'iceoryx', '-o', 'name')).includes('iceoryxdeployment.iceoryx.io/shown'));
});

async function writeStatus(name: string, status: object): Promise<void> {
  await kubectl('patch', 'ioxd', name, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status }));
}
