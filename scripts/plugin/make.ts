import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { run } from '../../lab/host/run.ts';
import { archive } from './archive.ts';
import { type Archive, krewManifest } from './krew.ts';
import { type Architecture, nodeBinary } from './node-binary.ts';
import { npmPackage } from './npm-package.ts';
import { blobOf, singleFile } from './single-file.ts';

/** Where downloads are that are not published: in a domain that no one can own (RFC 6761). */
export const NO_DOWNLOADS = 'https://iceoryx.invalid';

/** What is made of the plugin. */
export interface Request {
  /** Directory for it. */
  readonly out: string;
  readonly architectures: readonly Architecture[];
  /** Where krew will find the archives. */
  readonly downloads: string;
  /** Whether the single files are kept beside their archives. */
  readonly keepFiles: boolean;
}

/** Makes single files, their archives, the package for npm and the manifest for krew. */
export async function makePlugin({ out, architectures, downloads, keepFiles }: Request): Promise<void> {
  await mkdir(out, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'iceoryx-plugin-'));
  const within = async (name: string): Promise<string> => {
    await mkdir(join(work, name));
    return join(work, name);
  };
  try {
    const bundle = await within('bundle');
    await run([process.execPath, 'scripts/build.ts', bundle]);
    await npmPackage(bundle, await within('npm'), out);
    const blob = await blobOf(bundle, await within('blob'));
    const archives: Archive[] = [];
    for (const architecture of architectures) {
      const file = join(work, `kubectl-iceoryx-linux-${architecture}`);
      await singleFile(architecture, blob, file);
      archives.push(await packed(architecture, file, { out, downloads }));
      if (keepFiles) {
        await copyFile(file, join(out, `kubectl-iceoryx-linux-${architecture}`));
      }
      await rm(file);
    }
    await writeFile(join(out, 'krew-iceoryx.yaml'), krewManifest(archives));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function packed(
  architecture: Architecture,
  file: string,
  { out, downloads }: Pick<Request, 'out' | 'downloads'>,
): Promise<Archive> {
  const name = `kubectl-iceoryx-${manifest.version}-linux-${architecture}.tar.gz`;
  const { license } = await nodeBinary(architecture);
  await archive(join(out, name), [
    { name: 'kubectl-iceoryx', file, executable: true },
    { name: 'LICENSE', file: 'LICENSE' },
    { name: 'LICENSE.node', file: license },
  ]);
  const hash = createHash('sha256').update(await readFile(join(out, name)));
  return { architecture, uri: `${downloads}/${name}`, sha256: hash.digest('hex') };
}
