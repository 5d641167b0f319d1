import test from 'ava';
import * as fc from 'fast-check';
import { fromToml, toToml } from '../../../src/iceoryx/toml.ts';
import { validSegments } from './arbitraries.ts';

test('what is written is read back', (t) => {
  t.notThrows(() =>
    fc.assert(
      fc.property(validSegments, (segments) => {
        t.deepEqual(fromToml(toToml(segments)), { segments });
      }),
    ),
  );
});

test("upstream's example is read", (t) => {
  const text = `# comment
[general]
version = 1

[[segment]]
reader = "foo"
writer = "bar"

[[segment.mempool]]
size = 32
count = 10_000
[[segment.mempool]]
size = 128
count = 1`;
  const mempools = [
    { size: 32, count: 10_000 },
    { size: 128, count: 1 },
  ];
  t.deepEqual(fromToml(text), { segments: [{ writer: 'bar', reader: 'foo', mempools }] });
});

for (const [title, text, paths] of [
  ['no TOML', '[general\nversion = 1', ['']],
  ['no version', '[[segment]]\n[[segment.mempool]]\nsize = 8\ncount = 1', ['general.version']],
  ['another version', 'general = { version = 2 }', ['general.version']],
  ['a version in quotes', 'general = { version = "1" }', ['general.version']],
  ['a table instead of a list', '[general]\nversion = 1\n[segment]\nwriter = "a"', ['segment']],
  [
    'values of the wrong kind, all of them',
    '[general]\nversion = 1\n[[segment]]\nwriter = 5\n[[segment.mempool]]\nsize = 8.0\n[[segment.mempool]]\nsize = "8"\ncount = 99999999999999999',
    [
      'segment[0].writer',
      'segment[0].mempool[0].size',
      'segment[0].mempool[0].count',
      'segment[0].mempool[1].size',
      'segment[0].mempool[1].count',
    ],
  ],
] as const) {
  test(`reading names ${title}`, (t) => {
    t.deepEqual(
      fromToml(text).faults?.map(({ path }) => path),
      [...paths],
    );
  });
}

test('a fault of syntax says where it is', (t) => {
  t.regex(fromToml('[general]\nversion = = 1').faults?.[0]?.message ?? '', /^line 2, column \d+ is not TOML: /);
});
