/**
 * docs/security.md: what each party can cause is checked by tests named after the party, and each bound by one that
 * exceeds it.
 */
import { globSync, readFileSync } from 'node:fs';
import test from 'ava';
import { MOST_ENTRIES, MOST_OBJECT_BYTES, MOST_TEXT } from '../../../src/controllers/kit/bounds.ts';
import { MOST_CONNECTIONS } from '../../../src/runtime/serve.ts';
import { BOUNDS } from '../../../src/sweep/bounds.ts';

const PAGE = readFileSync('docs/security.md', 'utf8');

/** Cells of the rows of the table below a heading. */
function rowsBelow(heading: string): string[][] {
  const [, section = ''] = PAGE.split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  const rows = body.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

const filesIn = (cell = ''): string[] => [...cell.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = '']) => file);
const titlesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/\btest(?:\.serial)?\(\s*(?:'|"|`)(.+?)(?:'|"|`),/gs)].map(
    ([, title = '']) => title,
  );

test('each party has tests named after it, in the files that the page names', (t) => {
  const rows = rowsBelow('Who can cause what');
  t.deepEqual(
    rows.map(([party]) => party),
    [
      'an administrator of the cluster',
      'an admin of a namespace',
      'an editor of a namespace',
      'the owner of a domain',
      'a member of a domain',
      'an app in a pod',
      'a process of a node',
      'a registry',
      'the network',
    ],
  );
  for (const [party = '', , cell] of rows) {
    const files = filesIn(cell);
    t.true(files.length > 0, party);
    for (const file of files) {
      t.true(
        titlesIn(file).some((title) => title.startsWith(party)),
        `${file} has no test of ${party}`,
      );
    }
  }
});

test('every hostile test is about a party of the page', (t) => {
  const parties = rowsBelow('Who can cause what').map(([party = '']) => party);
  const strangers = titlesIn('test/unit/controllers/domain/hostile.test.ts').filter(
    (title) => !parties.some((party) => title.startsWith(party)),
  );
  t.deepEqual(strangers, []);
});

test('each bound of the page has a test, and its figures are those of the source', (t) => {
  const rows = rowsBelow('Bounds');
  t.true(rows.length >= 14);
  for (const [what = '', , , cell] of rows) {
    const files = filesIn(cell);
    t.true(files.length > 0 && files.every((file) => globSync(file).length === 1), what);
  }
  const text = rows.map((row) => row.join(' ')).join('\n');
  const figures = [MOST_OBJECT_BYTES / 1024, MOST_TEXT, MOST_ENTRIES, MOST_CONNECTIONS, BOUNDS.treeEntries.most];
  for (const figure of figures) {
    t.true(text.includes(String(figure)), `${figure} is not in the table`);
  }
});
