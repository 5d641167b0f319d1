import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'ava';
import { Program } from '../../../lab/host/program.ts';

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
  test(`the first signal requests a stop, and the second ends a process that does not stop: ${manner}`, async (t) => {
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

test('SIGUSR2 switches the log to debug and back to the level before, even one that was set meanwhile', async (t) => {
  const url = (name: string): string => new URL(`../../../src/runtime/${name}.ts`, import.meta.url).href;
  const script = `
    import { debugOnSignal } from '${url('signals')}';
    import { createLog } from '${url('log')}';
    const log = createLog({ level: 'warn' });
    debugOnSignal(log);
    process.on('SIGUSR2', () => process.stdout.write('now ' + log.level + '\\n'));
    process.stdin.on('data', (level) => {
      log.level = String(level);
      process.stdout.write('set\\n');
    });
    process.stdout.write('ready\\n');
  `;
  const program = new Program(
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'pipe'] }),
  );
  t.teardown(() => program.signal('SIGKILL'));
  const said = (): string[] => program.stdout.filter((line) => /^(?:now|set|ready)/.test(line));
  const next = async (): Promise<string | undefined> => {
    const count = said().length;
    program.signal('SIGUSR2');
    await program.until(() => said().length > count);
    return said().at(-1);
  };
  await program.until(() => said().includes('ready'));
  t.is(await next(), 'now debug');
  t.is(await next(), 'now warn');
  program.write('error');
  await program.until(() => said().includes('set'));
  t.is(await next(), 'now debug');
  t.is(await next(), 'now error');
  t.true(
    program.stdout.some((line) => line.includes('log level changed')),
    'a change to debug is logged',
  );
});
