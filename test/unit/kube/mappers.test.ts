import test from 'ava';
import { toAll, toLabel, toSelf } from '../../../src/kube/mappers.ts';
import { MutableStore } from '../../../src/kube/store.ts';

test('an object maps to itself, with its namespace where it has one', (t) => {
  t.deepEqual(toSelf({ metadata: { name: 'child', namespace: 'shop' } }), ['shop/child']);
  t.deepEqual(toSelf({ metadata: { name: 'node' } }), ['node']);
});

test('a label maps to an object in the same namespace; without it there is no object', (t) => {
  const toCart = toLabel('example.com/cart');
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop', labels: { 'example.com/cart': 'c' } } }), ['shop/c']);
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop', labels: { other: 'c' } } }), []);
  t.deepEqual(toCart({ metadata: { name: 'a', namespace: 'shop' } }), []);
});

test('an event for all objects maps to those that exist at that time', (t) => {
  const store = new MutableStore();
  const mapper = toAll(store);
  const object = { metadata: { name: 'child', namespace: 'shop' } };
  t.deepEqual(mapper(object), []);
  store.set({ metadata: { name: 'a', namespace: 'shop' } });
  store.set({ metadata: { name: 'b', namespace: 'shop' } });
  t.deepEqual(mapper(object), ['shop/a', 'shop/b']);
});
