import test from 'ava';
import type { KubeObject } from '../../../src/kube/object.ts';
import { MutableStore } from '../../../src/kube/store.ts';

const pod = (name: string, node: string): KubeObject => ({ metadata: { name, namespace: 'default' }, node });
const names = (objects: KubeObject[]): string[] => objects.map(({ metadata }) => metadata.name).toSorted();

test('an index follows additions, changes and deletions, including earlier objects', (t) => {
  const store = new MutableStore();
  store.set(pod('a', 'n1'));
  store.addIndex('node', (object) => [object['node'] as string]);
  store.set(pod('b', 'n1'));
  t.deepEqual(names(store.byIndex('node', 'n1')), ['a', 'b']);
  store.set(pod('a', 'n2'));
  t.deepEqual(names(store.byIndex('node', 'n1')), ['b']);
  t.deepEqual(names(store.byIndex('node', 'n2')), ['a']);
  store.delete('default/a');
  t.deepEqual(store.byIndex('node', 'n2'), []);
  t.is(store.size, 1);
});

test('an index that does not exist or exists twice is a named error', (t) => {
  const store = new MutableStore();
  store.addIndex('node', () => []);
  t.throws(() => store.byIndex('owner', 'x'), { message: "no index 'owner'; there are: node" });
  t.throws(() => store.addIndex('node', () => []), { message: "there is an index 'node' already" });
});
