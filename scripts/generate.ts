/**
 * Writes what the definition of IceoryxProfile shares with that of IceoryxDeployment, every `*.generated.ts` file from
 * its source, crds/*.yaml or the chart's rights, docs/api.md from crds/, the tables of docs/iceoryx.md and docs/ros2.md
 * from src/iceoryx, and the chart's copy of crds/. With `--check`, writes nothing and fails if a file is stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiFiles } from './generate/api.ts';
import { apiReference } from './generate/api-reference.ts';
import { chartFiles } from './generate/chart.ts';
import { copiedFiles } from './generate/copied.ts';
import { docFiles } from './generate/docs.ts';
import { grantedFiles } from './generate/granted.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const stale: string[] = [];
// The other files are made from what the first step writes.
for (const generators of [[copiedFiles], [apiFiles, apiReference, docFiles, chartFiles, grantedFiles]]) {
  for (const [path, text] of (await Promise.all(generators.map((generate) => generate(root)))).flat()) {
    await update(path, text);
  }
}

async function update(path: string, text: string): Promise<void> {
  const present = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (present === text) {
    return;
  }
  stale.push(path);
  if (!values.check) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

if (values.check && stale.length > 0) {
  process.stderr.write(`stale: ${stale.join(', ')}\nRun: npm run generate\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(stale.length > 0 ? `wrote ${stale.join(', ')}\n` : 'generated files are up to date\n');
}
