import test from 'ava';
import { age } from '../../../src/terminal/age.ts';
import { type Columns, fittedTable } from '../../../src/terminal/fitted-table.ts';
import { wrapped } from '../../../src/terminal/wrap.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Rows of TestHumanDuration in k8s.io/apimachinery/pkg/util/duration.
const AGES: readonly (readonly [number, string])[] = [
  [SECOND, '1s'],
  [70 * SECOND, '70s'],
  [190 * SECOND, '3m10s'],
  [70 * MINUTE, '70m'],
  [47 * HOUR, '47h'],
  [49 * HOUR, '2d1h'],
  [8 * DAY + 2 * HOUR, '8d'],
  [367 * DAY, '367d'],
  [365 * 2 * DAY + 25 * HOUR, '2y1d'],
  [365 * 8 * DAY + 2 * HOUR, '8y'],
  [-5 * SECOND, '0s'],
];

for (const [milliseconds, text] of AGES) {
  test(`${milliseconds} ms is ${text}, as kubectl writes it`, (t) => {
    t.is(age(milliseconds), text);
  });
}

test('a text is broken at spaces, and moved behind what stands before it', (t) => {
  t.deepEqual(wrapped('the quick brown fox jumps over it', { width: 24, first: '  - ' }), [
    '  - the quick brown fox',
    '    jumps over it',
  ]);
});

test('a word that is too long for a line stays whole, so that it can be copied', (t) => {
  const path = '/dev/shm/iceoryx.io/robot/shared/camera';
  t.deepEqual(wrapped(`see ${path} there`, { width: 30 }), ['see', path, 'there']);
});

test('for a pipe a text stays in one line', (t) => {
  t.deepEqual(wrapped('a '.repeat(200).trim(), { width: undefined }).length, 1);
});

interface Pod {
  readonly name: string;
  readonly bytes: string;
  readonly trouble: string;
}

const PODS: readonly Pod[] = [
  { name: 'camera', bytes: '63.8 of 71.0 MiB', trouble: '-' },
  { name: 'lidar', bytes: '-', trouble: '-' },
];
const COLUMNS: Columns<Pod, 'bytes' | 'name' | 'trouble'> = {
  name: [{ title: 'NAME', cell: ({ name }) => name }],
  bytes: [
    { title: 'SHARED MEMORY', cell: ({ bytes }) => bytes },
    { title: 'MEMORY', cell: ({ bytes }) => (bytes === '-' ? '-' : '90%') },
  ],
  trouble: [{ title: 'TROUBLE', cell: ({ trouble }) => trouble }],
};
const STEPS = ['trouble', 'bytes', 'bytes'] as const;

test('a table for a pipe has all columns, so that programs find them at their place', (t) => {
  t.is(
    fittedTable(COLUMNS, PODS, { width: undefined, steps: STEPS }),
    'NAME     SHARED MEMORY      TROUBLE\ncamera   63.8 of 71.0 MiB   -\nlidar    -                  -\n',
  );
});

test('on a terminal a column in which nothing stands is left out', (t) => {
  t.regex(fittedTable(COLUMNS, PODS, { width: 80, steps: STEPS }), /^NAME {5}SHARED MEMORY\n/);
});

test('on a narrow terminal columns become narrower, and then go, in the order of the steps', (t) => {
  const pods = PODS.map((pod) => ({ ...pod, trouble: 'none so far' }));
  const at = (width: number): string => fittedTable(COLUMNS, pods, { width, steps: STEPS }).split('\n')[0] ?? '';
  t.is(at(80), 'NAME     SHARED MEMORY      TROUBLE');
  t.is(at(30), 'NAME     SHARED MEMORY');
  t.is(at(20), 'NAME     MEMORY');
  t.is(at(10), 'NAME');
});

test('a column that was narrowed in vain becomes wide again', (t) => {
  const steps = ['bytes', 'trouble'] as const;
  const pods = PODS.map((pod) => ({ ...pod, trouble: 'a very long story' }));
  t.regex(fittedTable(COLUMNS, pods, { width: 30, steps }), /^NAME {5}SHARED MEMORY\ncamera {3}63\.8 of 71\.0 MiB\n/);
});
