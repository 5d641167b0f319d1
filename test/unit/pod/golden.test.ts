import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'ava';
import { parse, stringify } from 'yaml';
import { explanationOf, yamlOf } from '../../../src/commands/render/output.ts';
import { rendering } from '../../../src/commands/render/rendering.ts';
import { AGENT } from './objects.ts';

/** NAME.yaml is what a user writes. NAME.out.yaml is the result, or the problems. */
const DIRECTORY = join(import.meta.dirname, 'golden');
const IS_UPDATE = process.env['UPDATE_GOLDEN'] !== undefined;
/** KEP-5532 is enabled by default from this minor version of Kubernetes. */
const RENEWS_SINCE = 36;

const files = readdirSync(DIRECTORY);
const inputs = files.filter((file) => !file.endsWith('.out.yaml'));
const outputOf = (input: string): string => `${basename(input, '.yaml')}.out.yaml`;

/** The object as `render` prints it, with its explanation. */
function rendered(text: string): string {
  const minor = /^#.*--kubernetes 1\.(?<minor>\d+)/.exec(text)?.groups?.['minor'] ?? RENEWS_SINCE;
  const capabilities = { restartAllContainers: Number(minor) >= RENEWS_SINCE };
  const { rendering: result, problems } = rendering(parse(text), capabilities, { agent: AGENT });
  if (result === undefined) {
    return stringify({ refused: problems.map(({ path, message }) => ({ [path]: message })) }, { lineWidth: 0 });
  }
  const explanation = explanationOf(result)
    .trimEnd()
    .split('\n')
    .map((line) => `# ${line}`.trimEnd());
  return `${yamlOf(result)}${explanation.join('\n')}\n`;
}

for (const input of inputs) {
  const text = readFileSync(join(DIRECTORY, input), 'utf8');
  test(`${basename(input, '.yaml')}: ${/^# (?<comment>.*)/.exec(text)?.groups?.['comment']}`, (t) => {
    const output = join(DIRECTORY, outputOf(input));
    if (IS_UPDATE) {
      writeFileSync(output, rendered(text));
    }
    t.is(
      rendered(text),
      readFileSync(output, 'utf8'),
      'UPDATE_GOLDEN=1 npx ava test/unit/pod/golden.test.ts writes it',
    );
  });
}

test('every template states its purpose in its first line, and every result has its template', (t) => {
  const outputs = files.filter((file) => file.endsWith('.out.yaml'));
  t.deepEqual(outputs.sort(), inputs.map(outputOf).sort());
  t.true(inputs.length >= 40);
  t.deepEqual(
    inputs.filter((input) => !readFileSync(join(DIRECTORY, input), 'utf8').startsWith('# ')),
    [],
  );
});
