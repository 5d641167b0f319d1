import test from 'ava';
import { planRollingUpdate } from '../../../../src/controllers/domain/rolling-update.ts';
import type { RoudiPod } from '../../../../src/controllers/domain/roudi-pod.ts';

function pod(node: string, { ready = true, template = 'new', ending = false } = {}): RoudiPod {
  return {
    metadata: { name: `robot-${node}`, ...(ending ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) },
    daemonSet: 'uid',
    node,
    ready,
    template,
    restarts: 0,
  };
}

function nodes(pods: readonly RoudiPod[]): (string | undefined)[] {
  return pods.map(({ node }) => node);
}

const OLD = { template: 'old' };

test('nodes are updated one after another, in a fixed order', (t) => {
  const { next, outdated, missing } = planRollingUpdate([pod('c', OLD), pod('b', OLD), pod('a')], 'new', 1, 3);
  t.deepEqual(nodes(next), ['b']);
  t.deepEqual(nodes(outdated), ['b', 'c']);
  t.deepEqual(missing, []);
});

test('as many nodes at a time as specified are updated', (t) => {
  t.deepEqual(nodes(planRollingUpdate([pod('a', OLD), pod('b', OLD), pod('c', OLD)], 'new', 2, 3).next), ['a', 'b']);
});

test('the next node waits for the last one: while its pod ends, while there is none, and while a new one starts', (t) => {
  const rest = [pod('b', OLD), pod('c', OLD)];
  t.deepEqual(planRollingUpdate([pod('a', { ...OLD, ending: true }), ...rest], 'new', 1, 3).next, []);
  t.deepEqual(planRollingUpdate(rest, 'new', 1, 3).next, []);
  t.deepEqual(planRollingUpdate([pod('a', { ready: false }), ...rest], 'new', 1, 3).next, []);
  t.deepEqual(nodes(planRollingUpdate([pod('a'), ...rest], 'new', 1, 3).next), ['b']);
});

test('a node on which RouDi does not come back stops the update, and is named', (t) => {
  const { next, missing } = planRollingUpdate([pod('a', { ready: false }), pod('b', OLD)], 'new', 1, 2);
  t.deepEqual(next, []);
  t.deepEqual(missing, ['a']);
});

test('a RouDi that is not ready anyway is replaced at once, which repairs a bad change', (t) => {
  const { next, missing } = planRollingUpdate([pod('a', { ...OLD, ready: false }), pod('b', OLD)], 'new', 1, 2);
  t.deepEqual(nodes(next), ['a']);
  t.deepEqual(missing, []);
});

test('an up-to-date domain needs no update', (t) => {
  t.deepEqual(planRollingUpdate([pod('a'), pod('b')], 'new', 1, 2), { next: [], outdated: [], missing: [] });
});
