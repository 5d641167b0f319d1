import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { AGENT_IMAGE } from '../../../src/commands/usage.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');

test('program, chart, release and operator state one version of the agent', (t) => {
  const version = /^const version = "(?<version>[^"]+)"$/m.exec(read('agent/main.go'))?.groups?.['version'] ?? '';
  t.regex(version, /^\d+\.\d+\.\d+$/);
  t.true(AGENT_IMAGE.endsWith(`/iceoryx-agent:${version}`), AGENT_IMAGE);
  const chart = parse(read('helm/iceoryx-operator/Chart.yaml')) as { annotations: Record<string, string> };
  t.is(chart.annotations['iceoryx.io/agent-version'], version);
  const workflow = read('.github/workflows/release.yml');
  t.true(workflow.includes(`{ target: agent, name: iceoryx-agent, tag: ${version} }`));
  t.true(workflow.includes(`/iceoryx-agent:${version}"`));
});
