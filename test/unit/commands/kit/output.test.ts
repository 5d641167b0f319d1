import test from 'ava';
import { reader } from '../../../../src/commands/kit/output.ts';

const terminal = { isTTY: true, columns: 80, hasColors: () => false } as unknown as NodeJS.WriteStream;
const pipe = { isTTY: false } as unknown as NodeJS.WriteStream;

test('a terminal has its width, and a pipe none, unless COLUMNS says one', (t) => {
  t.is(reader(terminal, { COLUMNS: '100' }).width, 80);
  t.is(reader(pipe, {}).width, undefined);
  t.is(reader(pipe, { COLUMNS: '100' }).width, 100);
  for (const COLUMNS of ['', '0', '-1', 'wide', '1e9']) t.is(reader(pipe, { COLUMNS }).width, undefined, COLUMNS);
});
