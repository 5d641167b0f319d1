/** Makes `kubectl iceoryx`: a single file for Linux that needs no Node, a package for npm, and a manifest for krew. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePlugin, NO_DOWNLOADS } from './plugin/make.ts';
import { type Architecture, ARCHITECTURES } from './plugin/node-binary.ts';

const USAGE = `usage: npm run plugin -- [OPTION…]

  --out DIRECTORY    where to (default: dist/plugin)
  --arch NAME        amd64 or arm64, repeatable (default: both)
`;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'dist/plugin' },
    arch: { type: 'string', multiple: true, default: Object.keys(ARCHITECTURES) },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const isArchitecture = (name: string): name is Architecture => Object.hasOwn(ARCHITECTURES, name);

async function plugin(): Promise<void> {
  const { out, arch } = values;
  const architectures = arch.filter(isArchitecture);
  if (architectures.length < arch.length) {
    throw new Error(`--arch is ${Object.keys(ARCHITECTURES).join(' or ')}, not ${arch.join(', ')}`);
  }
  await makePlugin({ out, architectures, downloads: NO_DOWNLOADS, keepFiles: true });
  for (const name of (await readdir(out)).toSorted()) {
    const { size } = await stat(join(out, name));
    process.stdout.write(`${join(out, name)} ${(size / 1e6).toFixed(1)} MB\n`);
  }
}

if (values.help) {
  process.stdout.write(USAGE);
} else {
  await plugin();
}
