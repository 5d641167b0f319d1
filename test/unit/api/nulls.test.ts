import test from 'ava';
import { removeNulls } from '../../../src/api/nulls.ts';
import { withDefaults } from '../../../src/api/structure.ts';
import { problemsOf } from '../../../src/api/validation.ts';
import { NULLS, specWith } from '../../api/invalid-specs.ts';

test('an empty field counts as absent', (t) => {
  t.deepEqual(problemsOf(NULLS), []);
  const { spec } = withDefaults(NULLS);
  t.is(spec.replicas, 1);
  t.is(spec.strategy?.type, 'RollingUpdate');
  t.deepEqual(spec.template.metadata, { annotations: { kept: 'a' }, finalizers: null } as object);
});

test('an empty required field counts as missing', (t) => {
  t.like(problemsOf(specWith({ template: null })), [{ path: 'spec.template', message: 'template is missing; add it' }]);
  t.like(problemsOf({ ...specWith({}), metadata: { name: null } }), [{ path: 'metadata.name' }]);
});

test('an empty item of a list is refused', (t) => {
  const template = { spec: { containers: [null] } };
  t.like(problemsOf(specWith({ template })), [{ path: 'spec.template.spec.containers[0]', value: null }]);
});

test('null stays where the schema allows it, or says nothing', (t) => {
  const value = { maybe: null, unknown: null, map: { a: null, b: [{ c: null }] } };
  removeNulls(value, {
    properties: {
      maybe: { nullable: true },
      map: { additionalProperties: { items: { properties: { c: {} } } } },
    },
  });
  t.deepEqual<unknown, unknown>(value, { maybe: null, unknown: null, map: { b: [{}] } });
});
