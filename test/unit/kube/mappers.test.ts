import test from 'ava';
import { toAll, toLabel, toOwner, toSelf } from '../../../src/kube/mappers.ts';
import type { KubeObject, OwnerReference } from '../../../src/kube/object.ts';
import { DEPLOYMENTS, NODES } from '../../../src/kube/resource.ts';
import { MutableStore } from '../../../src/kube/store.ts';

const owner = (fields: Partial<OwnerReference>): OwnerReference => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'cart',
  uid: 'uid-1',
  controller: true,
  ...fields,
});

const owned = (...ownerReferences: OwnerReference[]): KubeObject => ({
  metadata: { name: 'child', namespace: 'shop', ownerReferences },
});

test('an object concerns itself, with its namespace where it has one', (t) => {
  t.deepEqual(toSelf({ metadata: { name: 'child', namespace: 'shop' } }), ['shop/child']);
  t.deepEqual(toSelf({ metadata: { name: 'node' } }), ['node']);
});

test('an owner is known by group and kind, whichever version the reference was written with', (t) => {
  const toDeployment = toOwner(DEPLOYMENTS);
  t.deepEqual(toDeployment(owned(owner({}))), ['shop/cart']);
  t.deepEqual(toDeployment(owned(owner({ apiVersion: 'apps/v1beta2' }))), ['shop/cart']);
  for (const other of [{ apiVersion: 'example.com/v1' }, { apiVersion: 'v1' }, { kind: 'ReplicaSet' }]) {
    t.deepEqual(toDeployment(owned(owner(other))), [], JSON.stringify(other));
  }
  t.deepEqual(toDeployment({ metadata: { name: 'orphan', namespace: 'shop' } }), []);
});

test('of several owners only the one that controls counts, unless all are asked for', (t) => {
  const object = owned(owner({ name: 'other', controller: false }), owner({}));
  t.deepEqual(toOwner(DEPLOYMENTS)(object), ['shop/cart']);
  t.deepEqual(toOwner(DEPLOYMENTS, { onlyController: false })(object), ['shop/other', 'shop/cart']);
});

test('an owner of the core group without a namespace is found by its name alone', (t) => {
  t.deepEqual(toOwner(NODES)(owned(owner({ apiVersion: 'v1', kind: 'Node', name: 'robot' }))), ['robot']);
});

test('a label names an object in the same namespace; without it nothing is concerned', (t) => {
  const toCart = toLabel('example.com/cart');
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop', labels: { 'example.com/cart': 'c' } } }), ['shop/c']);
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop', labels: { other: 'c' } } }), []);
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop' } }), []);
});

test('what matters to all concerns those there are at that time', (t) => {
  const store = new MutableStore();
  const mapper = toAll(store);
  t.deepEqual(mapper(owned()), []);
  store.set({ metadata: { name: 'a', namespace: 'shop' } });
  store.set({ metadata: { name: 'b', namespace: 'shop' } });
  t.deepEqual(mapper(owned()), ['shop/a', 'shop/b']);
});
