import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { run } from '../../lab/host/run.ts';
import { type Architecture, lockedNode, nodeBinary } from './node-binary.ts';

/** By which Node knows that there is something to run in it (Node 24, single executable applications). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const POSTJECT = 'node_modules/postject/dist/cli.js';

/**
 * Makes what is put into Node: the bundle's modules, and a program that loads them. It contains nothing that depends on
 * an architecture (no snapshot, no code cache), but can be read only by the Node that wrote it.
 *
 * @param bundle directory with the bundle
 * @param work an empty directory
 * @returns its file
 */
export async function blobOf(bundle: string, work: string): Promise<string> {
  const { version } = await lockedNode('amd64');
  if (process.versions.node !== version) {
    throw new Error(`this is Node ${process.versions.node}; use the ${version} of node_modules/.bin, as npm run does`);
  }
  const main = join(work, 'main.cjs');
  await build({
    entryPoints: ['scripts/plugin/embedded.ts'],
    outfile: main,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
  });
  const output = join(work, 'blob');
  const assets = Object.fromEntries(
    globSync('*.mjs', { cwd: bundle })
      .toSorted()
      .map((name) => [name, join(bundle, name)]),
  );
  const config = join(work, 'sea.json');
  await writeFile(
    config,
    JSON.stringify({
      main,
      output,
      assets,
      disableExperimentalSEAWarning: true,
      // What NODE_OPTIONS says is meant for other programs.
      execArgvExtension: 'none',
    }),
  );
  await run([process.execPath, '--experimental-sea-config', config]);
  return output;
}

/** Writes the single file for an architecture: Node with the blob in it. */
export async function singleFile(architecture: Architecture, blob: string, file: string): Promise<void> {
  const { file: node } = await nodeBinary(architecture);
  await copyFile(node, file);
  await chmod(file, 0o755);
  await run([process.execPath, POSTJECT, file, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE]);
}
