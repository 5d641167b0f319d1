import test from 'ava';
import * as fc from 'fast-check';
import { applyPatch, type Operation } from 'rfc6902';
import { inject } from '../../../src/pod/inject.ts';
import { planDeployment } from '../../../src/pod/deployment-request.ts';
import { withDefaults } from '../../../src/api/structure.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { jsonPatch } from '../../../src/webhook/json-patch.ts';
import { capabilities, iceoryxDeployments } from '../../support/iceoryx-deployments.ts';
import { seedFromOutside } from '../../support/seed.ts';
import { AGENT } from '../pod/objects.ts';

seedFromOutside();

/** What another implementation of RFC 6902 makes of `before`. */
function applied(before: unknown, after: unknown): unknown {
  const document = structuredClone(before);
  const patch = JSON.parse(JSON.stringify(jsonPatch(before, after))) as Operation[];
  const error = applyPatch(document, patch).find((each) => each !== null);
  if (error !== undefined) {
    throw error;
  }
  return document;
}

test('the patch makes one value of another, whatever they are', (t) => {
  const item = fc.oneof(
    fc.record({ name: fc.constantFrom('a', 'b', 'c/d', 'e~f'), value: fc.nat(2) }),
    fc.record({ mountPath: fc.constantFrom('/x', '/y'), name: fc.constantFrom('a', 'b') }),
    fc.constantFrom('x', 'y'),
  );
  const value = fc.dictionary(fc.constantFrom('a', 'b/c', 'd~e', ''), fc.oneof(fc.array(item), item));
  fc.assert(
    fc.property(value, value, (before, after) => {
      const [from, to] = [before, after].map((each) => JSON.parse(JSON.stringify(each)) as unknown);
      t.deepEqual(applied(from, to), to);
    }),
    { numRuns: 500 },
  );
});

test('RouDi is added to any pod by additions and values that others had, and no list is replaced as a whole', (t) => {
  let patched = 0;
  const property = fc.property(iceoryxDeployments({ withFuture: true }), capabilities, (written, can) => {
    const object = withDefaults(written);
    const { plan } = problemsOf(written).length > 0 ? {} : planDeployment(object);
    if (plan === undefined) {
      return;
    }
    patched += 1;
    const [from, to] = [object.spec.template, inject(plan, can, AGENT)].map(
      (each) => JSON.parse(JSON.stringify(each)) as unknown,
    );
    t.deepEqual(applied(from, to), to);
    const lists = jsonPatch(from, to).filter((each) => each.op === 'replace' && Array.isArray(each.value));
    t.deepEqual(lists, []);
  });
  fc.assert(property, { numRuns: 150 });
  t.true(patched > 30);
});

test('equal values need nothing, whatever the order of their fields', (t) => {
  t.deepEqual(jsonPatch({ a: 1, b: [{ name: 'x' }] }, { b: [{ name: 'x' }], a: 1 }), []);
});

test('an item that is added is one operation, and names of fields are escaped', (t) => {
  const before = { metadata: { annotations: { 'a/b': '1' } }, containers: [{ name: 'app', env: [] }] };
  const after = {
    metadata: { annotations: { 'a/b': '1', 'iceoryx.io/x~y': '2' } },
    containers: [{ name: 'first' }, { name: 'app', env: [{ name: 'A', value: '1' }] }],
  };
  t.deepEqual(jsonPatch(before, after), [
    { op: 'add', path: '/metadata/annotations/iceoryx.io~1x~0y', value: '2' },
    { op: 'add', path: '/containers/0', value: { name: 'first' } },
    { op: 'add', path: '/containers/1/env/0', value: { name: 'A', value: '1' } },
  ]);
});

test('a pod with very many variables takes no more than in proportion to their number', (t) => {
  const pod = (count: number, more: object[] = []): object => ({
    env: [...more, ...Array.from({ length: count }, (_, index) => ({ name: `V${index}`, value: 'x' }))],
  });
  const time = (count: number): number => {
    const [before, after] = [pod(count), pod(count, [{ name: 'FIRST' }])];
    const begun = process.cpuUsage();
    for (let round = 0; round < 20_000 / count; round += 1) {
      jsonPatch(before, after);
    }
    const { user } = process.cpuUsage(begun);
    return user;
  };
  time(100);
  // A patch that compares each item with each takes a hundred times as long.
  t.true(time(10_000) < 20 * time(100));
});
