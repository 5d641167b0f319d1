import { AGENT_IMAGE } from '../../src/commands/usage.ts';
import assert from 'node:assert/strict';
import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { IceoryxDeployment } from '../../src/api/iceoryx-deployment.generated.ts';
import { parseQuantity } from '../../src/api/quantity.ts';
import { rendering } from '../../src/commands/render/rendering.ts';
import { resolveAccess } from '../../src/kube/access.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { KubeObject, Typed } from '../../src/kube/object.ts';
import { query } from '../../src/kube/query.ts';
import { apiVersion, DEPLOYMENTS, PODS, type Resource, resourcePath } from '../../src/kube/resource.ts';
import { Transport } from '../../src/kube/transport.ts';
import type { Capabilities } from '../../src/pod/inject.ts';
import { ApiBench } from '../support/api-bench.ts';
import { capabilities, iceoryxDeployments } from '../support/iceoryx-deployments.ts';
import { lostFrom } from '../support/kept.ts';
import { restricted } from '../support/pod-templates.ts';
import { qosClass } from '../support/qos-class.ts';
import { until } from '../../lab/host/until.ts';

/** Number of templates for each property; a soak takes thousands. */
const RUNS = Number(process.env['INJECTION_RUNS'] ?? 200);
/** Seed, to repeat a failure; a soak passes it as SEED. */
const SEED = Number(process.env['INJECTION_SEED'] ?? process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const TIMEOUT_MS = 30_000;

const core = { group: '', version: 'v1', namespaced: true };
const QUOTAS: Resource = { ...core, kind: 'ResourceQuota', plural: 'resourcequotas' };
const RUNTIME_CLASSES: Resource = {
  group: 'node.k8s.io',
  version: 'v1',
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  namespaced: false,
};

const SANDBOXED = 'sandboxed';

type Deployment = Typed<IDeployment>;
type Pod = Typed<IPod>;

let bench: ApiBench;
/** Namespace that admits everything. */
let open: string;
let client: KubeClient;
let transport: Transport;

test.before(async () => {
  bench = await ApiBench.join('injection');
  open = bench.namespace;
  const access = await resolveAccess({ kubeconfig: bench.cluster.kubeconfig });
  ({ client } = bench);
  transport = new Transport({ access, userAgent: 'test/1', observer: undefined });
  // Templates refer to this name. The object of an earlier run that was killed is as good.
  await client.apply(
    RUNTIME_CLASSES,
    { metadata: { name: SANDBOXED }, handler: 'sandboxed' },
    { fieldManager: 'test' },
  );
});
test.after.always(async () => {
  await transport.close();
  await client.delete(RUNTIME_CLASSES, SANDBOXED);
  await bench.close();
});

/** What the API server would store, or why it refuses. Unknown fields are refused, as for a user of kubectl. */
async function dryRun<T extends KubeObject>(resource: Resource, object: T): Promise<T | ApiError> {
  const path =
    resourcePath(resource, { namespace: object.metadata.namespace }) +
    query({ dryRun: 'All', fieldValidation: 'Strict' });
  const exchange = { method: 'POST', path } as const;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const body = await transport.send('requests', exchange, {
      signal,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...object, apiVersion: apiVersion(resource), kind: resource.kind }),
    });
    return await transport.json<T>(exchange, signal, body);
  } catch (error) {
    if (error instanceof ApiError && [400, 403, 422].includes(error.status)) {
      return error;
    }
    throw error;
  }
}

function deploymentOf(template: IPodTemplateSpec): Deployment {
  const labels = { ...template.metadata?.labels, 'iceoryx.io/deployment': 'robot' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'robot', namespace: open },
    spec: {
      selector: { matchLabels: { 'iceoryx.io/deployment': 'robot' } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function podOf({ metadata, spec }: IPodTemplateSpec, namespace: string): Pod {
  return { metadata: { ...metadata, name: 'robot', namespace }, ...(spec === undefined ? {} : { spec }) } as Pod;
}

/** @throws the refusal */
function accepted<T extends KubeObject>(object: T | ApiError): T {
  if (object instanceof ApiError) {
    throw object;
  }
  return object;
}

/**
 * Checks generated objects whose template the API server accepts as it is, and for which the operator makes a
 * Deployment. The seed is in the log. Enough of them have to get this far for the check to mean something.
 */
async function forTemplates(
  t: ExecutionContext,
  objects: fc.Arbitrary<IceoryxDeployment>,
  takesPlain: (template: IPodTemplateSpec) => Promise<KubeObject | ApiError>,
  check: (plain: KubeObject, injected: IPodTemplateSpec, object: IceoryxDeployment) => Promise<void>,
): Promise<void> {
  const refusals = { 'by the API server': 0, 'by us': 0 };
  let checked = 0;
  const property = async (object: IceoryxDeployment, can: Capabilities): Promise<void> => {
    const plain = await takesPlain(object.spec.template);
    if (plain instanceof ApiError) {
      refusals['by the API server'] += 1;
      return;
    }
    const { rendering: result } = rendering(object, can, { agent: { image: AGENT_IMAGE } });
    if (result === undefined) {
      refusals['by us'] += 1;
      return;
    }
    const { spec } = result.object as Typed<IDeployment>;
    await check(plain, spec?.template ?? {}, object);
    checked += 1;
  };
  await fc.assert(fc.asyncProperty(objects, capabilities, property), {
    numRuns: RUNS,
    seed: SEED,
    includeErrorInReport: true,
  });
  t.log(`INJECTION_SEED=${SEED}: ${checked} of ${RUNS} injected and admitted; refused: ${JSON.stringify(refusals)}`);
  t.true(checked > RUNS / 3, 'too few templates were accepted');
}

const anything = iceoryxDeployments({ withFuture: false });

test('an accepted template is accepted with RouDi in it, and no field of either is dropped', async (t) => {
  await forTemplates(
    t,
    anything,
    (template) => dryRun(DEPLOYMENTS, deploymentOf(template)),
    async (plain, injected, { spec }) => {
      const stored = accepted(await dryRun(DEPLOYMENTS, deploymentOf(injected))).spec?.template;
      const { template } = (plain as Deployment).spec ?? {};
      if (template?.spec !== undefined && spec.template.spec.terminationGracePeriodSeconds === undefined) {
        delete template.spec.terminationGracePeriodSeconds;
      }
      // The API server's default, in place of which the operator has one of its own.
      for (const list of ['containers', 'initContainers'] as const) {
        template?.spec?.[list]?.forEach((container, index) => {
          if (spec.template.spec[list]?.[index]?.terminationMessagePolicy === undefined) {
            delete container.terminationMessagePolicy;
          }
        });
      }
      assert.deepEqual(lostFrom(template, stored), [], "the user's");
      assert.deepEqual(lostFrom(ours(injected), ours(stored ?? {})), [], 'ours');
    },
  );
});

/** `500m` of a processor must not become a whole one. */
function canonical(quantity: string): string {
  return quantity.endsWith('m') ? quantity : String(parseQuantity(quantity));
}

/** What injection adds, with quantities in one spelling. */
function ours({ spec }: IPodTemplateSpec): unknown {
  const quantities = (key: string, value: unknown): unknown =>
    ['cpu', 'memory', 'sizeLimit'].includes(key) ? canonical(String(value)) : value;
  const parts = {
    initContainers: spec?.initContainers?.slice(0, 2),
    volumes: spec?.volumes?.filter(({ name }) => name.startsWith('iceoryx-')),
    shareProcessNamespace: spec?.shareProcessNamespace,
    terminationGracePeriodSeconds: spec?.terminationGracePeriodSeconds,
  };
  return JSON.parse(JSON.stringify(parts, quantities)) as unknown;
}

test("pods keep the QoS class of the user's template", async (t) => {
  await forTemplates(
    t,
    anything,
    (template) => dryRun(PODS, podOf(template, open)),
    async (plain, injected, { spec }) => {
      const { qosClass: expected } = (plain as Pod).status ?? {};
      assert.equal(qosClass(spec.template.spec), expected, 'by the rules that the tests restate');
      const pod = accepted(await dryRun(PODS, podOf(injected, open)));
      if (spec.roudi?.resources === undefined) {
        assert.equal(pod.status?.qosClass, expected === 'BestEffort' ? 'Burstable' : expected);
      }
    },
  );
});

test('a quota on requests and limits that admits a pod admits it with RouDi in it', async (t) => {
  const counted = await bench.newNamespace('counted');
  const amounts = { cpu: '1000', memory: '1Ti' };
  const hard = Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      [`requests.${name}`, `limits.${name}`].map((of) => [of, amount]),
    ),
  );
  const quota = { metadata: { name: 'quota', namespace: counted }, spec: { hard } };
  await client.create(QUOTAS, quota);
  await until('the quota is counted', async () => 'status' in (await client.get(QUOTAS, `${counted}/quota`)));
  await forTemplates(
    t,
    iceoryxDeployments({ withFuture: false, demand: 'guaranteed' }),
    (template) => dryRun(PODS, podOf(template, counted)),
    async (_, injected) => {
      accepted(await dryRun(PODS, podOf(injected, counted)));
    },
  );
});

test('Pod Security restricted admits with RouDi in it every pod that it admits without', async (t) => {
  const locked = await bench.newNamespace('locked', { 'pod-security.kubernetes.io/enforce': 'restricted' });
  await forTemplates(
    t,
    anything.map(({ spec, ...object }) => {
      // The security context of RouDi would be the user's own.
      const { securityContext: _context, ...roudi } = spec.roudi ?? { image: '' };
      return { ...object, spec: { ...spec, roudi, template: restricted(spec.template) } };
    }),
    (template) => dryRun(PODS, podOf(template, locked)),
    async (_, injected) => {
      accepted(await dryRun(PODS, podOf(injected, locked)));
    },
  );
});
