import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { parse } from 'yaml';
import { bundledOperator } from '../../../lab/operator/bundle.ts';

const MAIN = await bundledOperator();

test('--version and version print the version, for reports', (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const word of ['--version', 'version']) {
    const { stdout, status } = spawnSync(process.execPath, [MAIN, word], { encoding: 'utf8' });
    t.is(stdout, `iceoryx-operator ${version}, Node ${process.version}\n`);
    t.is(status, 0);
  }
});

test('the chart has the data that a catalogue shows', (t) => {
  const chart = parse(readFileSync('helm/iceoryx-operator/Chart.yaml', 'utf8')) as Record<string, unknown>;
  for (const field of ['description', 'home', 'icon', 'keywords', 'maintainers', 'sources']) {
    t.truthy(chart[field], field);
  }
});
