import { readFileSync } from 'node:fs';
import test from 'ava';

test('snippets on the page about the lab are from its example, which is compiled and can be run', (t) => {
  const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());
  const example = new Set(lines(readFileSync('lab/example.ts', 'utf8')));
  const page = readFileSync('lab/README.md', 'utf8');
  const pieces = [...page.matchAll(/^```ts\n(?<code>.*?)^```$/gms)].map(({ groups }) => groups?.['code'] ?? '');
  t.true(pieces.length > 5);
  t.deepEqual(
    pieces.flatMap(lines).filter((line) => line !== '' && !example.has(line)),
    [],
  );
});
