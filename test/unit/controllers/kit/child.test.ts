import test from 'ava';
import { isUntouched, ownershipOf, writeChild } from '../../../../src/controllers/kit/child.ts';
import { refusalOf } from '../../../../src/controllers/kit/obstacle.ts';
import type { KubeClient } from '../../../../src/kube/client.ts';
import { ApiError } from '../../../../src/kube/errors.ts';
import type { KubeObject } from '../../../../src/kube/object.ts';
import { DAEMON_SETS } from '../../../../src/kube/resource.ts';

const owner = { kind: 'IceoryxDomain', metadata: { name: 'robot', namespace: 'lab', uid: 'own' } };

function child(fields: Partial<KubeObject['metadata']> = {}): KubeObject {
  const controller = { apiVersion: 'iceoryx.io/v1alpha1', kind: 'IceoryxDomain', name: 'robot', uid: 'own' };
  const ownerReferences = [{ ...controller, controller: true }];
  return { metadata: { name: 'robot', namespace: 'lab', uid: 'child', generation: 1, ownerReferences, ...fields } };
}

function controlledBy(uid: string): KubeObject {
  const [controller] = child().metadata.ownerReferences ?? [];
  return controller === undefined ? child() : child({ ownerReferences: [{ ...controller, uid }] });
}

function ownership(present: KubeObject, uid?: string): string | undefined {
  return ownershipOf('DaemonSet', present, owner, uid === undefined ? undefined : { uid })?.reason;
}

test('a child is recognised by the owner reference, or without one by the uid in the status', (t) => {
  t.is(ownership(child()), undefined);
  t.is(ownership(child(), 'another'), undefined);
  t.is(ownership(child({ ownerReferences: [] }), 'child'), undefined);
  const { ownerReferences: _, ...metadata } = child().metadata;
  t.is(ownership({ metadata }, 'child'), undefined);
});

test('a child without an owner that the status does not record is a stranger, and the remedy is named', (t) => {
  t.is(ownership(child({ ownerReferences: [] })), 'NameTaken');
  t.is(ownership(child({ ownerReferences: [] }), 'another'), 'NameTaken');
  const { message } = ownershipOf('DaemonSet', child({ ownerReferences: [] }), owner, undefined) ?? {};
  t.regex(message ?? '', /^DaemonSet lab\/robot .* delete it, or give this IceoryxDomain another name$/);
});

test('a child whose owner has another uid belongs to a predecessor, whatever the status records', (t) => {
  t.is(ownership(controlledBy('before')), 'PredecessorEnding');
  t.is(ownership(controlledBy('before'), 'child'), 'PredecessorEnding');
});

test('an owner of another kind, or one that does not control the child, does not count', (t) => {
  const [controller] = child().metadata.ownerReferences ?? [];
  for (const change of [{ kind: 'Node' }, { controller: false }]) {
    const ownerReferences = controller === undefined ? [] : [{ ...controller, ...change }];
    t.is(ownership(child({ ownerReferences })), 'NameTaken', JSON.stringify(change));
  }
});

test('a child without its owner reference does not count as untouched', (t) => {
  const record = { uid: 'child', generation: 1 };
  t.true(isUntouched(child(), child(), record));
  t.false(isUntouched(child({ ownerReferences: [] }), child(), record));
});

/** A client that answers each write with an error and each read with an object. */
function refusing(error: ApiError, calls: string[], present: KubeObject = child()): KubeClient {
  const refuse = (call: string) => async () => {
    calls.push(call);
    throw error;
  };
  return {
    create: refuse('create'),
    apply: refuse('apply'),
    get: async () => {
      calls.push('get');
      return present;
    },
  } as unknown as KubeClient;
}

const { signal } = new AbortController();
const post = { method: 'POST', path: '/' } as const;

test('a name that is taken is no failure: the existing object is returned and left alone', async (t) => {
  const calls: string[] = [];
  const client = refusing(new ApiError(post, 409, { reason: 'AlreadyExists' }), calls, controlledBy('before'));
  const { unknown, live } = await writeChild(client, DAEMON_SETS, child(), undefined, signal);
  t.is(live, undefined);
  t.is(unknown && ownership(unknown), 'PredecessorEnding');
  t.deepEqual(calls, ['create', 'get']);
});

test('a child that was replaced meanwhile is a conflict, which is not mistaken for a refusal', async (t) => {
  const calls: string[] = [];
  // `uid mismatch` of endpoints/handlers/patch.go (apiserver v0.36.3).
  const mismatch = new ApiError({ method: 'PATCH', path: '/' }, 409, {
    reason: 'Conflict',
    message: 'uid mismatch: the provided object specified uid child, and no existing object was found',
  });
  const write = async () => writeChild(refusing(mismatch, calls), DAEMON_SETS, child(), child(), signal);
  t.is(await t.throwsAsync(write, { instanceOf: ApiError }), mismatch);
  t.deepEqual(calls, ['apply']);
  t.is(refusalOf(mismatch, 'DaemonSet', 'spec.roudi'), undefined);
});

for (const [status, message, reason, words] of [
  [413, 'too large', 'TemplateRefused', /^the DaemonSet is too large .*: shorten spec\.roudi \(too large\)$/],
  [500, 'etcdserver: request is too large', 'TemplateRefused', /^the DaemonSet is too large /],
  [422, 'spec is wrong', 'TemplateRefused', /^the API server refuses the DaemonSet, .* spec\.roudi: spec is wrong$/],
  [400, 'no such field', 'TemplateRefused', /^the API server refuses the DaemonSet, /],
  [403, 'exceeded quota', 'Forbidden', /^the API server does not allow the DaemonSet: exceeded quota$/],
] as const) {
  test(`${status} '${message}' is an obstacle: ${reason}`, (t) => {
    const obstacle = refusalOf(new ApiError(post, status, { message }), 'DaemonSet', 'spec.roudi');
    t.is(obstacle?.reason, reason);
    t.regex(obstacle?.message ?? '', words);
  });
}

test('an error that may be temporary is no obstacle', (t) => {
  for (const error of [new ApiError(post, 409, {}), new ApiError(post, 429, {}), new ApiError(post, 503, {})]) {
    t.is(refusalOf(error, 'DaemonSet', 'spec.roudi'), undefined, error.message);
  }
  t.is(refusalOf(new Error('no answer'), 'DaemonSet', 'spec.roudi'), undefined);
});
