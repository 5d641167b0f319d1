import { spawn } from 'node:child_process';
import test from 'ava';
import { Program } from '../../../lab/host/program.ts';

test('events are those so far, in order, and what was asked before does not grow', async (t) => {
  const program = new Program(spawn('sh', ['-c', `echo '{"n":1}'; read -r _; echo '{"n":2}'`]));
  await program.until(({ events }) => events.length === 1);
  const before = program.events;
  program.write('\n');
  t.is(await program.exitCode, 0);
  t.deepEqual(program.events, [{ n: 1 }, { n: 2 }]);
  t.deepEqual(before, [{ n: 1 }]);
});

test('output that is no event is an error each time that events are asked for', async (t) => {
  const program = new Program(spawn('sh', ['-c', `echo '{"n":1}'; echo oops; echo '{"n":2}'`]));
  await program.exitCode;
  for (const _ of [1, 2]) t.throws(() => program.events, { instanceOf: SyntaxError, message: /oops/ });
});
