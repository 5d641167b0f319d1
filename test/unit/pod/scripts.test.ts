import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import * as scripts from '../../../src/pod/scripts/scripts.generated.ts';

const directory = join(import.meta.dirname, '../../../src/pod/scripts');

const hasShellcheck = spawnSync('shellcheck', ['--version']).error === undefined;
const maybe = hasShellcheck || process.env['CI'] === 'true' ? test : test.skip;

maybe(
  `scripts for pods have no fault that shellcheck knows${hasShellcheck ? '' : ' (shellcheck is not installed)'}`,
  (t) => {
    const { stdout, error } = spawnSync(
      'shellcheck',
      ['--shell=sh', '--external-sources', `--source-path=${directory}`, ...globSync(`${directory}/**/*.sh`)],
      { encoding: 'utf8' },
    );
    t.is(error, undefined);
    t.is(stdout, '');
  },
);

for (const [name, text] of Object.entries(scripts)) {
  test(`${name} survives what Kubernetes does to dollar signs in commands`, (t) => {
    t.false(text.includes('$$'), 'two become one');
  });
}

for (const [name, text] of Object.entries({
  roudi: scripts.roudi,
  link: scripts.link,
  companion: scripts.companion,
  domainLink: scripts.domainLink,
  domainRoudi: scripts.domainRoudi,
})) {
  test(`${name}, the command of a container, has no $(…) that an environment variable could replace`, (t) => {
    t.notRegex(text, /\$\([A-Za-z_]/);
  });
}
