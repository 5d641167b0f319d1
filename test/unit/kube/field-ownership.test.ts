import test from 'ava';
import { type ManagedFieldsEntry, ownedByApply, ownedLabels, ownsByUpdate } from '../../../src/kube/field-ownership.ts';
import type { KubeObject } from '../../../src/kube/object.ts';

const entry = (manager: string, operation: string, fieldsV1: object, more: object = {}): ManagedFieldsEntry => ({
  manager,
  operation,
  apiVersion: 'apps/v1',
  time: '2026-01-01T00:00:00Z',
  fieldsType: 'FieldsV1',
  fieldsV1: fieldsV1 as NonNullable<ManagedFieldsEntry['fieldsV1']>,
  ...more,
});
const object = (...managedFields: ManagedFieldsEntry[]): KubeObject => ({ metadata: { name: 'a', managedFields } });

const replicas = { 'f:spec': { 'f:replicas': {} } };
const paused = { 'f:spec': { 'f:paused': {} } };

test('fields owned by a create become owned by apply, and fields of others stay as they are', (t) => {
  const others = [
    entry('kubectl-edit', 'Update', paused),
    entry('me', 'Update', { 'f:status': {} }, { subresource: 'status' }),
  ];
  const created = object(entry('me', 'Update', replicas), ...others);
  t.true(ownsByUpdate(created, 'me'));
  t.deepEqual(ownedByApply(created, 'me'), [entry('me', 'Apply', replicas), ...others]);
  t.false(ownsByUpdate(object(...ownedByApply(created, 'me')), 'me'));
});

test('a manager that owns nothing by updates has nothing to change', (t) => {
  const applied = object(entry('me', 'Apply', replicas), entry('other', 'Update', paused));
  t.false(ownsByUpdate(applied, 'me'));
  t.deepEqual(ownedByApply(applied, 'me'), applied.metadata.managedFields as ManagedFieldsEntry[]);
  t.deepEqual(ownedByApply({ metadata: { name: 'a' } }, 'me'), []);
});

test('the fields that a manager owns by apply and by update become one entry', (t) => {
  const both = object(
    entry('me', 'Update', { 'f:spec': { 'f:paused': {}, 'f:template': {} } }),
    entry('other', 'Apply', paused),
    entry('me', 'Apply', { 'f:spec': { 'f:replicas': {}, 'f:template': { 'f:spec': { '.': {}, 'f:hostname': {} } } } }),
  );
  t.deepEqual(ownedByApply(both, 'me'), [
    entry('me', 'Apply', {
      'f:spec': {
        'f:paused': {},
        'f:replicas': {},
        'f:template': { '.': {}, 'f:spec': { '.': {}, 'f:hostname': {} } },
      },
    }),
    entry('other', 'Apply', paused),
  ]);
});

test('field sets of another version are not merged', (t) => {
  const both = object(entry('me', 'Update', paused, { apiVersion: 'apps/v1beta1' }), entry('me', 'Apply', replicas));
  t.deepEqual(ownedByApply(both, 'me'), [entry('me', 'Apply', replicas)]);
});

test('labels belong to the manager that set them last, by whichever operation', (t) => {
  const labels = (...keys: string[]) => ({
    'f:metadata': { 'f:labels': { '.': {}, ...Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) } },
  });
  const managedFields = [
    { manager: 'me', operation: 'Apply', apiVersion: 'v1', fieldsV1: labels('team', 'example.com/part') },
    { manager: 'me', operation: 'Update', apiVersion: 'v1', fieldsV1: labels('mine') },
    { manager: 'me', operation: 'Update', apiVersion: 'v1', subresource: 'status', fieldsV1: labels('status') },
    { manager: 'other', operation: 'Update', apiVersion: 'v1', fieldsV1: labels('theirs') },
    { manager: 'me', operation: 'Apply', apiVersion: 'v2' },
  ];
  t.deepEqual(ownedLabels({ metadata: { name: 'a', managedFields } }, 'me'), ['team', 'example.com/part', 'mine']);
  t.deepEqual(ownedLabels({ metadata: { name: 'a' } }, 'me'), []);
});
