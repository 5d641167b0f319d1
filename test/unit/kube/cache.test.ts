import * as fc from 'fast-check';
import test from 'ava';
import { Cache, type Change } from '../../../src/kube/cache.ts';
import { type KubeObject, objectKey } from '../../../src/kube/object.ts';
import { isOlder } from '../../../src/kube/resource-version.ts';
import { MutableStore } from '../../../src/kube/store.ts';
import { testLog } from '../test-log.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const name = fc.constantFrom(...NAMES);

function byName(objects: Iterable<KubeObject>): KubeObject[] {
  return [...objects].toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name));
}

test('a store finds by key and by index what a plain list of its objects would have', (t) => {
  const operation = fc.oneof(
    fc.record({ type: fc.constant('set' as const), name, values: fc.array(fc.constantFrom('x', 'y', 'z')) }),
    fc.record({ type: fc.constant('delete' as const), name }),
    fc.record({ type: fc.constant('index' as const) }),
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
      const store = new MutableStore<KubeObject>();
      const model = new Map<string, KubeObject>();
      let indexed = false;
      for (const each of operations) {
        if (each.type === 'set') {
          const object = { metadata: { name: each.name, namespace: 'n' }, values: each.values };
          store.set(object);
          model.set(each.name, object);
        } else if (each.type === 'delete') {
          store.delete(`n/${each.name}`);
          model.delete(each.name);
        } else if (!indexed) {
          store.addIndex('value', (object) => object['values'] as string[]);
          indexed = true;
        }
        t.deepEqual(byName(store.list()), byName(model.values()));
        t.is(store.size, model.size);
        NAMES.forEach((each) => t.is(store.get(`n/${each}`), model.get(each)));
        for (const value of indexed ? ['x', 'y', 'z'] : []) {
          const expected = [...model.values()].filter((object) => (object['values'] as string[]).includes(value));
          t.deepEqual(byName(store.byIndex('value', value)), byName(expected));
        }
      }
    }),
  );
});

/** Something that happens to an object on the server, and what the cache receives of it. */
const step = fc.record({
  name,
  action: fc.constantFrom('put', 'put', 'remove'),
  /**
   * `event`: delivered at once; `replay`: delivered, and everything since an earlier event again; `lost`: not
   * delivered.
   */
  heard: fc.constantFrom('event', 'event', 'replay', 'lost'),
  back: fc.nat({ max: 5 }),
  /** Whether a list follows. */
  listed: fc.boolean(),
});

interface Event {
  type: 'changed' | 'removed';
  object: KubeObject;
}

test('repeated and lost events lead to the state of the server, and re-created objects are told apart', (t) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const cache = new Cache<KubeObject>({ log: testLog() });
      const follower = new Map<string, string>();
      const follow = ({ type, object }: Change<KubeObject>): void => {
        const key = objectKey(object);
        const uid = object.metadata.uid ?? '';
        // The order that a controller relies on: added, any number of updates, deleted, for each life.
        t.is(follower.get(key), type === 'added' ? undefined : uid);
        if (type === 'deleted') {
          follower.delete(key);
        } else {
          follower.set(key, uid);
        }
      };
      cache.onChange(follow);
      const server = new Map<string, KubeObject>();
      const events: Event[] = [];
      let version = 8;
      let inSync = true;
      const tell = ({ type, object }: Event): void => cache[type](structuredClone(object));
      for (const { name, action, heard, back, listed } of steps) {
        version += 1;
        const old = server.get(name);
        const metadata = { name, uid: old?.metadata.uid ?? `life-${version}`, resourceVersion: `${version}` };
        const event: Event = { type: action === 'put' ? 'changed' : 'removed', object: { metadata } };
        if (action === 'put') {
          server.set(name, event.object);
        } else if (old === undefined) {
          continue;
        } else {
          server.delete(name);
        }
        events.push(event);
        if (heard === 'lost') {
          inSync = false;
        } else if (inSync) {
          events.slice(heard === 'replay' ? -1 - back : -1).forEach(tell);
        }
        if (listed) {
          server.forEach((object) => cache.listed(structuredClone(object)));
          cache.keepOnly(new Set(server.keys()));
          inSync = true;
        }
        if (inSync) {
          t.deepEqual(byName(cache.store.list()), byName(server.values()));
          t.deepEqual([...follower.keys()].toSorted(), [...server.keys()].toSorted());
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('versions are compared as numbers of any length; of others nothing is known', (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 2n ** 70n }), (a, b) => {
      t.is(isOlder(`${a}`, `${b}`), a < b);
    }),
  );
  for (const [a, b] of [
    ['0', '5'],
    ['1', 'v5'],
    ['a', 'b'],
    [undefined, '5'],
    ['5', undefined],
  ]) {
    t.false(isOlder(a, b));
  }
});

test('a list of one namespace does not affect others in the same cache', (t) => {
  const cache = new Cache<KubeObject>({ log: testLog() });
  for (const namespace of ['left', 'right']) {
    cache.listed({ metadata: { name: 'a', namespace, resourceVersion: '1' } });
  }
  cache.keepOnly(new Set(), 'left');
  t.deepEqual(cache.store.list().map(objectKey), ['right/a']);
  cache.keepOnly(new Set());
  t.is(cache.store.size, 0);
});
