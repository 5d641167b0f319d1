import test from 'ava';
import { NotFound, readArguments, Reader } from '../../../lab/cluster/reader.ts';

const PLAIN = { allNamespaces: false, managedFields: false, query: {} };

const ASKED = [
  ['pods', { ...PLAIN, resource: 'pods' }],
  ['ioxd shown', { ...PLAIN, resource: 'ioxd', name: 'shown' }],
  ['deployment/x -n team', { ...PLAIN, resource: 'deployment', name: 'x', namespace: 'team' }],
  ['pods --namespace=team -l a=b', { ...PLAIN, resource: 'pods', namespace: 'team', query: { labelSelector: 'a=b' } }],
  ['Pods -A -o json', { ...PLAIN, resource: 'pods', allNamespaces: true }],
  [
    'events --field-selector=reason=Ready,involvedObject.name=x',
    { ...PLAIN, resource: 'events', query: { fieldSelector: 'reason=Ready,involvedObject.name=x' } },
  ],
  ['pod x --show-managed-fields', { ...PLAIN, resource: 'pod', name: 'x', managedFields: true }],
  ['pods,services -A', { ...PLAIN, resource: 'pods,services', allNamespaces: true }],
  ['pods,services x', undefined],
  ['pod a b', undefined],
  ['pods -o yaml', undefined],
  ['pods -o jsonpath={.items}', undefined],
  ['--raw /version', undefined],
  ['pods --sort-by=.metadata.name', undefined],
] as const;

for (const [line, wanted] of ASKED) {
  test(`kubectl get ${line} is ${wanted === undefined ? 'left to kubectl' : 'understood'}`, (t) => {
    t.deepEqual(readArguments(line.split(' ')), wanted);
  });
}

/** An API server that serves pods, namespaces and, from the second discovery on, robots. */
function served(answers: Readonly<Record<string, object>>): { readonly reader: Reader; readonly asked: string[] } {
  const asked: string[] = [];
  const resource = (name: string, singularResource: string, scope: string, ...shortNames: string[]) => ({
    resource: name,
    singularResource,
    scope,
    shortNames,
  });
  const discovery: Record<string, () => object> = {
    '/api': () => ({
      items: [
        {
          metadata: {},
          versions: [
            {
              version: 'v1',
              resources: [resource('pods', 'pod', 'Namespaced', 'po'), resource('namespaces', 'namespace', 'Cluster')],
            },
          ],
        },
      ],
    }),
    '/apis': () =>
      asked.filter((path) => path === '/apis').length < 2
        ? { items: [] }
        : {
            items: [
              {
                metadata: { name: 'example.com' },
                versions: [
                  { version: 'v2', resources: [resource('robots', 'robot', 'Namespaced')] },
                  { version: 'v1', resources: [resource('robots', 'robot', 'Namespaced')] },
                ],
              },
            ],
          },
  };
  const reader = new Reader(async (path) => {
    asked.push(path);
    const body = discovery[path]?.() ?? answers[path];
    return body === undefined
      ? { status: 404, body: JSON.stringify({ kind: 'Status', reason: 'NotFound', message: `${path} not found` }) }
      : { status: 200, body: JSON.stringify(body) };
  });
  return { reader, asked };
}

const want = (line: string) => readArguments(line.split(' ')) ?? { ...PLAIN, resource: '' };

test('a list has the form that kubectl prints', async (t) => {
  const metadata = { name: 'x', managedFields: [{ manager: 'me' }] };
  const { reader } = served({
    '/api/v1/namespaces/team/pods?labelSelector=a%3Db': { kind: 'PodList', apiVersion: 'v1', items: [{ metadata }] },
  });
  t.deepEqual(await reader.get(want('po -l a=b'), 'team'), {
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }],
  });
});

test('lists of several resources become one, and none if the server lacks one of them', async (t) => {
  const items = (kind: string, name: string) => ({ kind, apiVersion: 'v1', items: [{ metadata: { name } }] });
  const { reader } = served({
    '/api/v1/namespaces/team/pods': items('PodList', 'x'),
    '/api/v1/namespaces': items('NamespaceList', 'team'),
  });
  t.deepEqual(await reader.get(want('pods,namespaces'), 'team'), {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } },
    ],
  });
  t.is(await reader.get(want('pods,nowhere'), 'team'), undefined);
});

test('cluster-scoped resources have no namespace, and managed fields are shown on request', async (t) => {
  const object = { kind: 'Namespace', metadata: { name: 'team', managedFields: [] } };
  const { reader } = served({ '/api/v1/namespaces/team': object });
  t.deepEqual(await reader.get(want('namespace team --show-managed-fields'), 'default'), object);
});

test('a resource that was added later is found, in the version that the server prefers', async (t) => {
  const { reader, asked } = served({ '/apis/example.com/v2/robots': { kind: 'RobotList', items: [] } });
  t.is(await reader.get(want('robots -A'), 'default'), undefined);
  t.like(await reader.get(want('robots -A'), 'default'), { items: [] });
  t.is(asked.filter((path) => path === '/apis').length, 2);
  t.like(await reader.get(want('robot.example.com x -A'), 'default').catch((error: Error) => error), {
    message: 'Error from server (NotFound): /apis/example.com/v2/robots/x not found',
  });
});

test('a list of a resource that was removed is left to kubectl, and the resource is looked for again', async (t) => {
  const answers: Record<string, object> = { '/api/v1/namespaces': { kind: 'NamespaceList', items: [] } };
  const { reader, asked } = served(answers);
  t.like(await reader.get(want('namespaces'), 'default'), { items: [] });
  delete answers['/api/v1/namespaces'];
  t.is(await reader.get(want('namespaces,namespaces'), 'default'), undefined);
  const discoveries = asked.filter((path) => path === '/api').length;
  t.is(await reader.get(want('namespaces'), 'default'), undefined);
  t.true(asked.filter((path) => path === '/api').length > discoveries);
});

test('a missing object is told apart from other errors', async (t) => {
  const { reader } = served({});
  await t.throwsAsync(async () => reader.get(want('pod x'), 'team'), { instanceOf: NotFound });
  const refusing = new Reader(async (path) =>
    path.startsWith('/api/v1')
      ? { status: 500, body: 'no JSON' }
      : {
          status: 200,
          body: '{"items":[{"versions":[{"version":"v1","resources":[{"resource":"pods","scope":"Namespaced"}]}]}]}',
        },
  );
  const error = await t.throwsAsync(async () => refusing.get(want('pods'), 'team'), {
    message: 'Error from server (500): no JSON',
  });
  t.false(error instanceof NotFound);
});
