import { chmod, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const OUT = process.argv[2] ?? 'dist';

/**
 * Bundles the program for its image and for `kubectl iceoryx` into dist/, or a directory that is named: one entry, which
 * can be executed, and a chunk per subcommand, so that each reads only what it needs. Some dependencies are CommonJS and
 * call `require` for Node's own modules (evanw/esbuild#1921).
 */
await rm(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: 'src/main.ts' },
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  metafile: true,
  // Kubeconfigs are all that is used of it: the rest is 4.7 MB, which every command with a cluster would have to load.
  alias: { '@kubernetes/client-node': './node_modules/@kubernetes/client-node/dist/config.js' },
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
await chmod(join(OUT, 'main.mjs'), 0o755);
for (const path of Object.keys(metafile.outputs).toSorted()) {
  const { size } = await stat(path);
  process.stdout.write(`${path} ${(size / 1e6).toFixed(2)} MB\n`);
}
