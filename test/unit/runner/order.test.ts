import test from 'ava';
import { firstToFail, longestFirst } from '../../runner/order.ts';

const slow = 'test/unit/kube/a.test.ts';
const quick = 'test/unit/kube/b.test.ts';
const neighbour = 'test/unit/pod/golden.test.ts';
const namesake = 'test/unit/pod/qos.test.ts';
const failed = 'test/unit/sweep/judge.test.ts';
const seconds = { [slow]: 9, [quick]: 1, [neighbour]: 20, [namesake]: 30, [failed]: 40 };

test('failed files come first, then those named like a change or beside one, then the fastest', (t) => {
  t.deepEqual(
    firstToFail([slow, neighbour, namesake, quick, failed], {
      failed: [failed],
      seconds,
      changed: ['src/pod/qos.ts', 'README.md'],
    }),
    [failed, namesake, neighbour, quick, slow],
  );
});

test('a file in a folder of another depth does not count as near, and without a change only the time counts', (t) => {
  t.deepEqual(firstToFail([neighbour, slow, quick], { failed: [], seconds, changed: ['src/pod/scripts/lib/a.sh'] }), [
    quick,
    slow,
    neighbour,
  ]);
  t.deepEqual(firstToFail([slow, quick], { failed: [], seconds: {}, changed: [] }), [slow, quick]);
});

test('the tests of the agent come early when a source of it has changed', (t) => {
  const agent = 'test/unit/agent/agent.test.ts';
  const changed = ['agent/internal/roles/pod.go'];
  t.deepEqual(firstToFail([quick, agent], { failed: [], seconds: { ...seconds, [agent]: 50 }, changed }), [
    agent,
    quick,
  ]);
});

test('the longest files begin first in half of the lanes, and the others keep their order', (t) => {
  const longer = 'test/unit/agent/agent.test.ts';
  const files = [failed, quick, namesake, slow, longer];
  const known = { [failed]: 2, [quick]: 1, [namesake]: 20, [slow]: 9, [longer]: 60 };
  t.deepEqual(longestFirst(files, known, 2), [longer, failed, quick, namesake, slow]);
  t.deepEqual(longestFirst(files, known, 4), [longer, namesake, failed, quick, slow]);
  t.deepEqual(longestFirst(files, known, 6), [longer, namesake, slow, failed, quick]);
});

test('where no file is longer than others, or nothing is known, the order stays', (t) => {
  const files = Array.from({ length: 40 }, (_, number) => `test/unit/${number}.test.ts`);
  t.deepEqual(longestFirst(files, Object.fromEntries(files.map((file) => [file, 1])), 4), files);
  t.deepEqual(longestFirst(files, {}, 4), files);
});
