import test from 'ava';
import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { applyPatch, type Operation } from 'rfc6902';
import type { IceoryxProfile } from '../../../src/api/iceoryx-profile.ts';
import { domainOf } from '../../../src/pod/domain.ts';
import { markOf } from '../../../src/pod/mark.ts';
import { type Ingredients, injectionOf } from '../../../src/webhook/injection.ts';
import { AGENT } from '../pod/objects.ts';

type Pod = IPod & { spec: IPodSpec };

/** A container as the API server sends it to webhooks: with its defaults. */
function container(name: string, more: Partial<IContainer> = {}): IContainer {
  return {
    name,
    image: 'example.com/app:1',
    imagePullPolicy: 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [{ name: 'kube-api-access-x', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
    ...more,
  };
}

function pod(spec: Partial<IPodSpec> = {}, labels: Record<string, string> = { 'iceoryx.io/profile': 'camera' }): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'app-', namespace: 'robots', labels },
    spec: {
      containers: [container('app')],
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'default',
      securityContext: {},
      schedulerName: 'default-scheduler',
      volumes: [{ name: 'kube-api-access-x', projected: { sources: [] } }],
      ...spec,
    },
  };
}

function ingredients(
  spec: { [Field in keyof IceoryxProfile['spec']]?: IceoryxProfile['spec'][Field] | undefined } = {},
  more: Partial<Ingredients> = {},
): Ingredients {
  return {
    profile: {
      apiVersion: 'iceoryx.io/v1alpha1',
      kind: 'IceoryxProfile',
      metadata: { name: 'camera', namespace: 'robots' },
      spec: { roudi: { image: 'example.com/roudi:2.0.6' }, ...spec },
    } as IceoryxProfile,
    isStored: true,
    domain: undefined,
    defaultImage: undefined,
    agent: AGENT,
    capabilities: { restartAllContainers: true },
    siblings: undefined,
    ...more,
  };
}

/** The pod as the API server stores it after the patch. */
function injected(given: Pod, of: Ingredients = ingredients()): Pod {
  const { patch, problems } = injectionOf(given, of);
  if (patch === undefined) {
    throw new Error(problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
  const document = structuredClone(given);
  const errors = applyPatch(document, structuredClone(patch) as Operation[]);
  if (errors.some((error) => error !== null)) {
    throw new Error(JSON.stringify(errors));
  }
  return document;
}

const names = (containers: readonly IContainer[] = []): string[] => containers.map(({ name }) => name);

test('a pod with the defaults of the API server gets what its author would have got by inject', (t) => {
  const { metadata, spec } = injected(pod());
  t.deepEqual(names(spec.initContainers), ['iceoryx-install', 'iceoryx-agent', 'iceoryx-roudi']);
  t.is(spec.containers[0]?.terminationMessagePolicy, 'FallbackToLogsOnError');
  t.truthy(spec.containers[0]?.lifecycle?.preStop);
  t.true(spec.shareProcessNamespace);
  t.regex(markOf({ metadata, spec }) ?? '', /^[0-9a-f]{16}$/);
});

test('null for no init containers is taken for none', (t) => {
  const given = pod({ initContainers: null } as unknown as Partial<IPodSpec>);
  t.deepEqual(injected(given).spec, injected(pod()).spec);
});

test('the default grace period stays where it is enough, and is raised where it is not', (t) => {
  const period = (termination: IceoryxProfile['spec']['termination']): number | undefined =>
    injected(pod(), ingredients({ termination })).spec.terminationGracePeriodSeconds;
  t.is(period(undefined), 30);
  t.true((period({ appStopSeconds: 60 }) ?? 0) > 60);
});

test('a grace period and policies that differ from the defaults are kept', (t) => {
  const { spec } = injected(
    pod({
      terminationGracePeriodSeconds: 90,
      containers: [container('app', { terminationMessagePath: '/tmp/message' })],
    }),
  );
  t.is(spec.terminationGracePeriodSeconds, 90);
  t.is(spec.containers[0]?.terminationMessagePolicy, 'File');
});

test('containers that do not use iceoryx keep every default', (t) => {
  const given = pod({ containers: [container('app'), container('other')], initContainers: [container('setup')] });
  const { spec } = injected(given, ingredients({ containers: ['app'] }));
  t.deepEqual(spec.containers[1], container('other'));
  t.deepEqual(spec.initContainers?.[3], container('setup'));
});

test('sidecars of other webhooks are no apps, unless the profile names them', (t) => {
  const kruise = container('logger', { env: [{ name: 'IS_INJECTED', value: 'true' }] });
  const given = pod({ containers: [container('app'), container('istio-proxy'), kruise] });
  const { spec } = injected(given);
  t.deepEqual(spec.containers[1], container('istio-proxy'));
  t.deepEqual(spec.containers[2], kruise);
  const named = injected(given, ingredients({ containers: ['app', 'istio-proxy'] })).spec;
  t.true(named.containers[1]?.volumeMounts?.some(({ mountPath }) => mountPath === '/dev/shm'));
});

test('the mark does not depend on what other webhooks did to the pod before', (t) => {
  const one = markOf(injected(pod()));
  t.is(markOf(injected(pod({ containers: [container('app'), container('istio-proxy')] }))), one);
  t.not(markOf(injected(pod(), ingredients({ termination: { appStopSeconds: 5 } }))), one);
  t.not(markOf(injected(pod(), ingredients({}, { agent: { image: 'example.com/iceoryx-agent:2' } }))), one);
});

test('a pod that asked without naming its profile can be found by the profile', (t) => {
  t.is(injected(pod({}, { 'iceoryx.io/inject': 'true' })).metadata?.labels?.['iceoryx.io/profile'], 'camera');
  t.is(injected(pod({}, {}), ingredients({}, { isStored: false })).metadata?.labels?.['iceoryx.io/profile'], undefined);
});

test('what cannot work is refused in the words of render, with paths in the pod', (t) => {
  const refusals = (spec: Partial<IPodSpec>): string[] =>
    (injectionOf(pod(spec), ingredients()).problems ?? []).map(({ path }) => path);
  t.deepEqual(refusals({ hostPID: true }), ['spec.hostPID']);
  t.deepEqual(refusals({ os: { name: 'windows' } }), ['spec.os.name']);
  t.deepEqual(refusals({ shareProcessNamespace: false }), ['spec.shareProcessNamespace']);
  t.deepEqual(refusals({ containers: [container('iceoryx-roudi')] }), ['spec.containers[0].name']);
});

test('in a domain, the pods of one controller are kept apart by what it selects', (t) => {
  const domain = domainOf({
    metadata: { name: 'shared', namespace: 'robots' },
    spec: { roudi: { image: 'example.com/roudi:2.0.6' } },
  });
  const siblings = { matchLabels: { app: 'a' } };
  const spec = { roudi: undefined, domain: { name: 'shared' } };
  const { affinity } = injected(pod(), ingredients(spec, { domain, siblings })).spec;
  t.deepEqual(affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution, [
    { labelSelector: siblings, topologyKey: 'kubernetes.io/hostname' },
  ]);
  t.is(injected(pod(), ingredients(spec, { domain })).spec.affinity, undefined);
});

test('a pod whose apps end it is given an agent that asks none', (t) => {
  const { spec } = injected(pod({ restartPolicy: 'Never' }));
  t.true(spec.initContainers?.[1]?.args?.includes('--unasked'));
  t.false(injected(pod()).spec.initContainers?.[1]?.args?.includes('--unasked'));
});
