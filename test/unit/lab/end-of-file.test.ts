import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { run } from '../../../lab/host/run.ts';
import { until } from '../../../lab/host/until.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Our configuration, for another directory. */
const CONFIG = `
import config from '${ROOT}/ava.config.js';
export default { ...config, require: config.require.map((module) => new URL(module, '${pathToFileURL(`${ROOT}/`).href}').pathname) };
`;
/** Its first test fails before it has ended what it started. */
const CARELESS = `
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import test from 'ava';
import { Program } from '${ROOT}/lab/host/program.ts';
import { follow } from '${ROOT}/lab/host/follow.ts';

test('careless', async (t) => {
  const program = new Program(spawn('sh', ['-c', 'trap "" TERM; echo up; sleep 120']));
  await program.until(({ stdout }) => stdout.includes('up'));
  const { pid } = follow(['sleep', '120'], () => {});
  writeFileSync('pids', program.pid + ' ' + pid);
  createServer().listen(0);
  setInterval(() => {}, 1000);
  t.fail();
});
`;

test('leftovers of a test hold up neither its file nor what it started', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'iceoryx-careless-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'test'));
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(join(directory, 'ava.config.js'), CONFIG);
  writeFileSync(join(directory, 'test/careless.test.ts'), CARELESS);
  const limit = ['timeout', '--signal=KILL', '60'];
  const error = await t.throwsAsync(
    run([...limit, join(ROOT, 'node_modules/.bin/ava'), '--tap'], { cwd: directory, env: { FORCE_COLOR: '0' } }),
  );
  t.regex(error.message, / ended with 1:[^]*\nnot ok 1 - careless\n/);
  const pids = readFileSync(join(directory, 'pids'), 'utf8').split(' ');
  t.is(pids.length, 2);
  await until('its processes have ended', () => pids.every((pid) => !isRunning(pid)), { timeoutSeconds: 10 });
});

function isRunning(pid: string): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+[XZ]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
