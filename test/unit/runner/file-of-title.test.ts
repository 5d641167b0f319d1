import test from 'ava';
import { fileOfTitle } from '../../runner/ava.ts';

const sweep = 'test/unit/commands/sweep.test.ts';
const proc = 'test/unit/sweep/proc.test.ts';
const files = [sweep, 'test/unit/proc.test.ts', proc];

test('a title belongs to the file whose path it begins with, and not to one of the same name as a folder', (t) => {
  t.is(fileOfTitle('sweep › proc › locks are found', files), proc);
  t.is(fileOfTitle('sweep › proc › locks are found', files.toReversed()), proc);
  t.is(fileOfTitle('commands › sweep › proc › a command line', files), sweep);
});

test('what is of no file, as the end of ava itself, has none', (t) => {
  t.is(fileOfTitle('ava ended with 1 although no test failed', files), undefined);
});
