import test from 'ava';
import nock from 'nock';
import { KubeClient } from '../../../src/kube/client.ts';
import { ApiError, isConflict } from '../../../src/kube/errors.ts';
import { DEPLOYMENTS } from '../../../src/kube/resource.ts';

const SERVER = 'https://kubernetes.example';
const PATH = '/apis/apps/v1/namespaces/shop/deployments/cart';
const deployment = { metadata: { name: 'cart', namespace: 'shop' }, spec: { replicas: 2 } };

function client(): KubeClient {
  const tls = {};
  return new KubeClient({
    access: {
      server: new URL(SERVER),
      namespace: 'shop',
      credentials: async () => ({ tls, authorization: 'Bearer token' }),
    },
    userAgent: 'iceoryx-operator/0',
  });
}

test.before(() => nock.disableNetConnect());
test.afterEach.always(() => nock.cleanAll());

test.serial('server-side apply sends the whole object with its type, manager and force', async (t) => {
  const answer = { ...deployment, status: { inventedInTheFuture: 1 } };
  nock(SERVER, { reqheaders: { authorization: 'Bearer token', 'user-agent': 'iceoryx-operator/0' } })
    .patch(PATH, { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment })
    .matchHeader('content-type', 'application/apply-patch+yaml')
    .query({ fieldManager: 'op', fieldValidation: 'Ignore', force: 'true', dryRun: 'All' })
    .reply(200, answer);
  const applied = await client().apply(DEPLOYMENTS, deployment, { fieldManager: 'op', force: true, dryRun: true });
  t.deepEqual(applied as unknown, answer, 'unknown fields are returned');
});

test.serial('a status patch is a merge patch of the subresource', async (t) => {
  nock(SERVER)
    .patch(`${PATH}/status`, { status: { ready: null } })
    .matchHeader('content-type', 'application/merge-patch+json')
    .reply(200, deployment);
  await t.notThrowsAsync(client().mergePatchStatus(DEPLOYMENTS, 'shop/cart', { status: { ready: null } }));
});

test.serial('a delete carries its preconditions and policy', async (t) => {
  nock(SERVER)
    .delete(PATH, {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'u-1' },
      propagationPolicy: 'Foreground',
    })
    .reply(200, {});
  const options = { preconditions: { uid: 'u-1' }, propagationPolicy: 'Foreground' } as const;
  await t.notThrowsAsync(client().delete(DEPLOYMENTS, 'shop/cart', options));
});

test.serial('a JSON Patch is sent as its list of operations', async (t) => {
  const operations = [
    { op: 'test', path: '/spec/replicas', value: 2 },
    { op: 'remove', path: '/spec/paused' },
  ] as const;
  nock(SERVER)
    .patch(PATH, [...operations])
    .matchHeader('content-type', 'application/json-patch+json')
    .reply(200, deployment);
  await t.notThrowsAsync(client().jsonPatch(DEPLOYMENTS, 'shop/cart', operations));
});

test.serial('metadata-only is requested by Accept, and the answer is given the type of the resource', async (t) => {
  const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: { name: 'cart' } };
  nock(SERVER)
    .get(PATH)
    .matchHeader('accept', 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json')
    .reply(200, partial);
  t.deepEqual(await client().get(DEPLOYMENTS, 'shop/cart', { metadataOnly: true }), {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: 'cart' },
  });
});

test.serial('impersonation is sent with each request', async (t) => {
  nock(SERVER, { reqheaders: { 'impersonate-group': 'dev, ops' } })
    .get(PATH)
    .reply(200, deployment);
  const access = {
    server: new URL(SERVER),
    namespace: 'shop',
    credentials: async () => ({ tls: {}, headers: { 'Impersonate-Group': ['dev', 'ops'] } }),
  };
  await t.notThrowsAsync(new KubeClient({ access, userAgent: 'x/0' }).get(DEPLOYMENTS, 'shop/cart'));
});

test.serial('a refusal becomes an error that names request, reason and fields', async (t) => {
  nock(SERVER)
    .patch(PATH)
    .query(true)
    .reply(409, {
      kind: 'Status',
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
      details: {
        causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas', message: 'conflict with "kubectl"' }],
      },
    });
  const error = await t.throwsAsync(client().apply(DEPLOYMENTS, deployment, { fieldManager: 'op' }), {
    instanceOf: ApiError,
  });
  t.true(isConflict(error));
  t.is(
    error.message,
    `PATCH ${PATH}?fieldManager=op&fieldValidation=Ignore: 409 Conflict: Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas`,
  );
  t.is(error.causes[0]?.field, '.spec.replicas');
});

test.serial('types of a group are listed by name, in whatever order the server has them', async (t) => {
  const resources = ['gadgets', 'apples/status', 'apples', 'fans'].map((name) => ({
    name,
    kind: name,
    namespaced: true,
  }));
  nock(SERVER).get('/apis/example.io/v1').reply(200, { resources });
  const types = await client().resources('example.io', 'v1');
  t.deepEqual(
    types.map(({ plural }) => plural),
    ['apples', 'fans', 'gadgets'],
  );
});
