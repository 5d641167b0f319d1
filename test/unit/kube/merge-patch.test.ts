import test from 'ava';
import * as fc from 'fast-check';
import { mergePatch } from '../../../src/kube/merge-patch.ts';
import { applyMergePatch } from '../../support/apply-merge-patch.ts';

test('a patch has only differences, lists as a whole, and null for removed fields', (t) => {
  const before = { same: { a: [1] }, list: [1, 2], gone: 1, deep: { gone: {}, kept: 1, changed: 2 } };
  const after = { same: { a: [1] }, list: [2], deep: { kept: 1, changed: 3, come: { a: 1 } } };
  t.deepEqual(mergePatch(before, after), {
    list: [2],
    gone: null,
    deep: { gone: null, changed: 3, come: { a: 1 } },
  });
  t.deepEqual(mergePatch(after, after), {});
});

test('the patch of two objects turns the first into the second', (t) => {
  const key = fc.constantFrom('a', 'b', 'c');
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.string(),
      fc.array(tie('json')),
      fc.dictionary(key, tie('json')),
    ),
  }));
  const object = fc.dictionary(key, json);
  fc.assert(
    fc.property(object, object, (before, after) => {
      t.deepEqual(applyMergePatch(before, mergePatch(before, after)), after);
    }),
  );
});
