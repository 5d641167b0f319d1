import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'ava';

const SCRIPT = `
  import { untilSignal } from '${new URL('../../../src/runtime/signals.ts', import.meta.url).href}';
  const signal = untilSignal();
  signal.addEventListener('abort', () => process.stdout.write(signal.reason.message + '\\n'));
  const working = setInterval(() => {}, 1000);
  if (process.argv[1] === 'leave') signal.addEventListener('abort', () => clearInterval(working));
  process.stdout.write('ready\\n');
`;

for (const [manner, expected] of [
  ['leave', { code: 0, said: 'received SIGTERM' }],
  ['stay', { code: 143, said: 'received SIGTERM' }],
] as const) {
  test(`the first signal asks to stop, and the second ends a process that does not: ${manner}`, async (t) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, manner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = once(child, 'exit');
    const said: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said.push(chunk.trim());
      if (said.length === 1 || manner === 'stay') {
        child.kill('SIGTERM');
      }
    });
    t.deepEqual(await exit, [expected.code, null]);
    t.deepEqual(said, ['ready', expected.said]);
  });
}
