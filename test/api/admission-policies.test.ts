import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { applyPatch, type Operation } from 'rfc6902';
import { until } from '../../lab/host/until.ts';
import type { Pod } from '../../src/controllers/resources.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { JsonPatchOperation } from '../../src/kube/options.ts';
import { PODS } from '../../src/kube/resource.ts';
import { injectionOf, type StoredPod } from '../../src/webhook/injection.ts';
import { jsonPatch } from '../../src/webhook/json-patch.ts';
import { BINDINGS, cel, POLICIES, policyForPods } from '../support/admission-policies.ts';
import { ApiBench } from '../support/api-bench.ts';

/*
 * The facts about MutatingAdmissionPolicies that docs/adr/0019 decides by. A version of Kubernetes with which one of them
 * fails is a reason to decide again.
 */

let bench: ApiBench;
const policies: string[] = [];

test.before(async () => {
  bench = await ApiBench.join('policies');
});
test.after.always(async () => {
  const { client } = bench;
  await Promise.all(policies.flatMap((name) => [client.delete(BINDINGS, name), client.delete(POLICIES, name)]));
  await bench.close();
});

/** A unique name for a policy, which is removed after the tests. */
function nameFor(purpose: string): string {
  const name = bench.nameFor(purpose);
  policies.push(name);
  return name;
}

function pod(spec: Partial<IPodSpec>, container: Partial<IContainer> = {}, labels: Record<string, string> = {}): Pod {
  return {
    metadata: { name: 'app', namespace: bench.namespace, labels },
    spec: { containers: [{ name: 'app', image: 'example.com/app:1', ...container }], ...spec },
  } as Pod;
}

/** The pod as the API server would store it. */
async function stored(given: Pod): Promise<StoredPod> {
  const { metadata, spec } = await bench.client.create<Pod>(PODS, given, { dryRun: true });
  const { name, namespace, labels, annotations } = metadata;
  const named = JSON.stringify(spec).replaceAll(/kube-api-access-\w+/g, 'token');
  return {
    metadata: { name, namespace, labels, ...(annotations === undefined ? {} : { annotations }) },
    spec: JSON.parse(named),
  } as StoredPod;
}

function patchFor(given: StoredPod): readonly JsonPatchOperation[] {
  const { patch, problems } = injectionOf(given, {
    profile: {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxProfile',
      metadata: { name: 'camera', namespace: bench.namespace },
      spec: { roudi: { image: 'example.com/roudi:2.0.3' } },
    },
    isStored: true,
    domain: undefined,
    defaultImage: undefined,
    agent: { image: 'example.com/iceoryx-agent:1' },
    capabilities: { restartAllContainers: true },
    siblings: undefined,
  });
  if (patch === undefined) {
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
  return patch;
}

/** The pod with RouDi as the webhook adds it. */
async function byWebhook(given: Pod): Promise<StoredPod> {
  const before = await stored(given);
  const after = structuredClone(before);
  const errors = applyPatch(after, structuredClone(patchFor(before)) as Operation[]);
  if (errors.some((error) => error !== null)) {
    throw new Error(JSON.stringify(errors));
  }
  return stored(after as Pod);
}

test('additions made for one pod are wrong for another one of the same profile', async (t) => {
  const name = nameFor('constants');
  const labels = { policy: name };
  const patch = patchFor(await stored(pod({}, {}, labels)));
  const operations = patch.map(
    ({ op, path, ...rest }) =>
      `JSONPatch{op: "${op}", path: ${JSON.stringify(path)}, value: ${cel('value' in rest ? rest.value : null)}}`,
  );
  const shapes: readonly [Partial<IPodSpec>, Partial<IContainer>][] = [
    [{}, {}],
    [{ hostNetwork: true }, {}],
    [{ restartPolicy: 'Never' }, {}],
    [{ terminationGracePeriodSeconds: 60 }, {}],
    [{ securityContext: { runAsUser: 0 } }, {}],
    [{}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } }],
  ];
  const wanted = await Promise.all(shapes.map(async ([spec, container]) => byWebhook(pod(spec, container, labels))));

  const expression = `[${operations.join(',')}]`;
  await bench.apply(...policyForPods(name, { patchType: 'JSONPatch', jsonPatch: { expression } }));
  await until('the policy is used', async () => {
    const { spec } = await stored(pod({}, {}, labels));
    return spec.initContainers?.length === 3;
  });
  const differences = await Promise.all(
    shapes.map(async ([spec, container], index) => {
      const patched = await stored(pod(spec, container, labels));
      return jsonPatch(patched, wanted[index]).map(({ path }) => path);
    }),
  );
  const limits = (container: number): string[] =>
    ['limits', 'requests'].map((kind) => `/spec/initContainers/${container}/resources/${kind}/ephemeral-storage`);
  t.deepEqual(differences, [
    [],
    [],
    ['/spec/initContainers/1/args/2'],
    [
      '/spec/initContainers/1/lifecycle/preStop/exec/command',
      '/spec/initContainers/2/lifecycle/preStop/exec/command',
      '/spec/containers/0/lifecycle/preStop/exec/command',
    ],
    ['/spec/initContainers/1/securityContext/capabilities/add'],
    [...limits(0), ...limits(1), ...limits(2)],
  ]);
});

test('an apply configuration puts a container behind those of the pod, and cannot give it arguments', async (t) => {
  const outcome = async (purpose: string, fields: string): Promise<string> => {
    const name = nameFor(purpose);
    const container = `Object.spec.initContainers{name: "iceoryx-roudi", image: "example.com/roudi:1"${fields}}`;
    const expression = `Object{spec: Object.spec{initContainers: [${container}]}}`;
    await bench.apply(...policyForPods(name, { patchType: 'ApplyConfiguration', applyConfiguration: { expression } }));
    const given = pod({ initContainers: [{ name: 'own', image: 'example.com/own:1' }] }, {}, { policy: name });
    return until('the policy is used', async () =>
      stored(given).then(
        ({ spec: { initContainers = [] } }) =>
          initContainers.length > 1 && initContainers.map((each) => each.name).join(),
        (error: unknown) => error instanceof ApiError && error.message,
      ),
    );
  };
  t.is(await outcome('bare', ''), 'own,iceoryx-roudi');
  t.regex(
    await outcome('arguments', ', args: ["x"]'),
    /may not mutate atomic arrays, maps or structs: \.spec\.initContainers\[0\]\.args/,
  );
});
