import * as fc from 'fast-check';
import test from 'ava';
import { objectKey, splitKey } from '../../../src/kube/object.ts';
import { apiVersion, DEPLOYMENTS, NODES, PODS, resourcePath } from '../../../src/kube/resource.ts';

test('paths are built for collections, objects and subresources, of the core group and others', (t) => {
  t.is(resourcePath(PODS), '/api/v1/pods');
  t.is(resourcePath(PODS, { namespace: 'a' }), '/api/v1/namespaces/a/pods');
  t.is(resourcePath(NODES, { name: 'n1' }), '/api/v1/nodes/n1');
  t.is(
    resourcePath(DEPLOYMENTS, { namespace: 'a', name: 'b', subresource: 'status' }),
    '/apis/apps/v1/namespaces/a/deployments/b/status',
  );
  t.is(apiVersion(PODS), 'v1');
  t.is(apiVersion(DEPLOYMENTS), 'apps/v1');
});

test('a scope that would address something else is refused', (t) => {
  t.throws(() => resourcePath(PODS, { name: 'b' }), { message: /'b' was named without a namespace/ });
  t.throws(() => resourcePath(NODES, { namespace: 'a' }), { message: /not namespaced/ });
  t.throws(() => resourcePath(PODS, { namespace: 'a', subresource: 'status' }), { message: /needs the name/ });
  for (const name of ['', '.', '..']) {
    t.throws(() => resourcePath(NODES, { name }), { message: /not a valid name/ });
  }
});

test('no name escapes its path segment', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      fc.pre(name !== '.' && name !== '..');
      const { pathname, search, hash } = new URL(resourcePath(NODES, { name }), 'https://server');
      return decodeURIComponent(pathname) === `/api/v1/nodes/${name}` && search === '' && hash === '';
    }),
  );
  t.pass();
});

test('keys are namespace/name, or the name alone', (t) => {
  for (const key of ['a/b', 'b']) {
    t.is(objectKey({ metadata: splitKey(key) }), key);
  }
  t.deepEqual(splitKey('a/b'), { namespace: 'a', name: 'b' });
});
