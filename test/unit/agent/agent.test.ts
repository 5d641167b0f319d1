import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';

const AGENT = join(import.meta.dirname, '../../../agent');
const MOST_BYTES = 3_000_000;

const hasGo = spawnSync('go', ['version']).error === undefined;
const maybe = hasGo || process.env['CI'] === 'true' ? test : test.skip;
const without = hasGo ? '' : ' (go is not installed)';

/** Runs Go, and returns its output and how it ended. */
function go(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync('go', args, {
    cwd: AGENT,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '', GOWORK: 'off', ...env },
  });
  return error?.message ?? (status === 0 ? '' : `${stdout}${stderr}`);
}

maybe(`the agent passes its own tests, and Go finds no fault in it${without}`, (t) => {
  t.is(
    spawnSync('gofmt', ['-l', '.'], { cwd: AGENT, encoding: 'utf8' }).stdout,
    '',
    'gofmt would format these files differently',
  );
  t.is(go(['vet', '-trimpath', './...']), '');
  // Most tests wait; -trimpath makes what is compiled the same in every clone.
  t.is(go(['test', '-trimpath', '-parallel=8', '-timeout=2m', './...']), '');
});

for (const architecture of ['amd64', 'arm64']) {
  maybe(`the agent for ${architecture} is small${without}`, async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'iceoryx-agent-'));
    t.teardown(async () => rm(directory, { recursive: true }));
    const program = join(directory, 'agent');
    const flags = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', program, '.'];
    t.is(go(['build', ...flags], { CGO_ENABLED: '0', GOARCH: architecture }), '');
    t.true((await stat(program)).size <= MOST_BYTES);
  });
}
