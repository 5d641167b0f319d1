import assert from 'node:assert/strict';
import test from 'ava';
import * as fc from 'fast-check';
import { applyPatch, type Operation } from 'rfc6902';
import type { ClusterCaches } from '../../../src/controllers/cluster-caches.ts';
import type { EventRecord } from '../../../src/kube/events.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import type { AdmissionRequest, AdmissionResponse } from '../../../src/webhook/admission-review.ts';
import { PodInjector } from '../../../src/webhook/injector.ts';
import { malformed } from '../../support/malformed.ts';
import { podTemplates } from '../../support/pod-templates.ts';
import { seedFromOutside } from '../../support/seed.ts';
import { AGENT } from '../pod/objects.ts';

/* What an editor of a namespace can have API servers send: any pod that can be decoded, before it is validated. */

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
seedFromOutside();

const PROFILE = {
  apiVersion: 'iceoryx.io/v1alpha1',
  kind: 'IceoryxProfile',
  metadata: { name: 'camera', namespace: 'robots' },
  spec: { roudi: { image: 'example.com/roudi:2.0.6' } },
};

function injector(): { answer: (object: unknown) => Promise<AdmissionResponse>; events: EventRecord[] } {
  const profiles = { store: { get: (key: string) => (key === 'robots/camera' ? PROFILE : undefined) } };
  const caches = { profiles, scope: { assumed: { restartAllContainers: true } } } as unknown as ClusterCaches;
  const events: EventRecord[] = [];
  const podInjector = new PodInjector({
    client: { get: async () => Promise.reject(new Error('no API server')) },
    caches,
    events: { record: (_, event) => events.push(event) },
    agent: AGENT,
  });
  const asked = { uid: '1', operation: 'CREATE', kind: { group: '', version: 'v1', kind: 'Pod' }, namespace: 'robots' };
  return { events, answer: async (object) => podInjector.answer({ ...asked, object } as AdmissionRequest) };
}

function asking(spec: unknown, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', labels: { 'iceoryx.io/profile': 'camera' }, ...metadata },
    spec,
  };
}

/** What API servers have decoded has texts for annotations. */
function annotationsOf(metadata: unknown): Record<string, string> {
  const { annotations } = (metadata ?? {}) as { annotations?: unknown };
  const entries = Object.entries(typeof annotations === 'object' ? (annotations ?? {}) : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The pod after the patch. */
function patched(pod: object, { patch = [] }: AdmissionResponse): KubeObject {
  const document = structuredClone(pod);
  const errors = applyPatch(document, JSON.parse(JSON.stringify(patch)) as Operation[]);
  assert(errors.every((error) => error === null));
  return document as KubeObject;
}

test('any pod is changed by a patch that applies, or refused in words of limited length', async (t) => {
  const { answer } = injector();
  let injected = 0;
  const pods = malformed(podTemplates({ withFuture: true }).map((template) => ({ ...template, kind: 'Pod' })));
  const property = fc.asyncProperty(pods, async (pod) => {
    const { metadata, spec } = (pod ?? {}) as { metadata?: unknown; spec?: unknown };
    const own = asking(JSON.parse(JSON.stringify(spec ?? null)), { annotations: annotationsOf(metadata) });
    const response = await answer(own);
    if (response.allowed) {
      injected += response.patch === undefined ? 0 : 1;
      patched(own, response);
    } else {
      assert.match(response.status?.message ?? '', /^.{10,20000}$/s);
    }
  });
  await fc.assert(property, { numRuns: RUNS });
  t.true(injected > 0);
});

test('a pod without containers is left to the API server, which refuses it in its own words', async (t) => {
  const { answer } = injector();
  for (const spec of [{ containers: null }, {}, null]) {
    const { allowed, status } = await answer(asking(spec));
    t.true(allowed || /containers|spec is missing/.test(status?.message ?? ''), JSON.stringify({ spec, status }));
  }
});

test('a mark without the agent, or the agent without a mark, does not pass for a pod that has RouDi', async (t) => {
  const { answer } = injector();
  const app = { name: 'app', image: 'example.com/app:1' };
  const marked = await answer(asking({ containers: [app] }, { annotations: { 'iceoryx.io/injected': '0' } }));
  t.regex(marked.status?.message ?? '', /annotation 'iceoryx\.io\/injected' has a prefix that is reserved/);
  const agent = { name: 'iceoryx-agent', image: 'example.com/mine:1' };
  const disguised = await answer(asking({ containers: [app], initContainers: [agent] }));
  t.regex(disguised.status?.message ?? '', /container name 'iceoryx-agent' is taken/);
});

test('a pod cannot ask for the profile of another namespace, nor be taken for one of an IceoryxDeployment', async (t) => {
  const { answer } = injector();
  const containers = [{ name: 'app', image: 'example.com/app:1' }];
  const labels = { 'iceoryx.io/profile': '../other/camera' };
  await t.throwsAsync(answer(asking({ containers }, { labels })), { message: 'no API server' });
  const both = { 'iceoryx.io/profile': 'camera', 'iceoryx.io/deployment': 'robot' };
  const { status } = await answer(asking({ containers }, { labels: both }));
  t.regex(status?.message ?? '', /label 'iceoryx\.io\/deployment' has a prefix that is reserved/);
});

test('a refusal holds nothing that a terminal obeys', async (t) => {
  const { answer } = injector();
  const containers = [{ name: 'app', image: 'example.com/app:1' }];
  const labels = { 'iceoryx.io/inject': '\u001b[2J\nroot#' };
  const { status } = await answer(asking({ containers }, { labels }));
  // eslint-disable-next-line no-control-regex
  t.notRegex(status?.message ?? '', /[\u0000-\u001f\u007f]/);
});
