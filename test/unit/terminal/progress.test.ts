import { spawnSync } from 'node:child_process';
import test from 'ava';

const LONG = `
  import { withProgress } from './src/terminal/progress.ts';
  import { withLiveLines } from './src/terminal/live.ts';
  await withProgress('asking', () => new Promise((done) => setTimeout(done, 1300)));
  await withLiveLines(() => ['a line'], async () => {});
  console.log('done');`;

/** What a terminal is sent. */
function sent(more: Readonly<Record<string, string>>): string {
  const { CI: _, ...env } = process.env;
  const node = `stty rows 24 columns 80; ${process.execPath} --input-type=module-typescript -e "$LONG"`;
  const { stdout, stderr, status } = spawnSync('script', ['-qefc', node, '/dev/null'], {
    encoding: 'utf8',
    env: { ...env, TERM: 'xterm', ...more, LONG },
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return stdout.replaceAll('\r', '').replaceAll('\u001B', 'ESC');
}

test('a terminal shows what is under way, and nothing of it is left', (t) => {
  const drawn = sent({});
  t.regex(drawn, /asking/);
  t.regex(drawn, /a line/);
  // The end of each: the line is cleared, and what was drawn in place as well.
  t.regex(drawn, /ESC\[0?K[^]*a line\n[^]*ESC\[1A\s*ESC\[Jdone\n$/);
});

test('where it could not be drawn over, nothing is shown: on a dumb terminal, and in CI', (t) => {
  t.is(sent({ TERM: 'dumb' }), 'done\n');
  t.is(sent({ CI: 'true' }), 'done\n');
});
