import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { run } from '../host/run.ts';
import type { Image } from './image.ts';
import { writeDockerArchive } from './docker-archive.ts';
import { buildTarget } from './dockerfile.ts';
import { type Foreign, ownArchitecture, withDebian } from './foreign.ts';

/** Debian packages in the operator's image, as far as sweeps need them. */
const PACKAGES = ['base-files', 'coreutils', 'dash', 'libatomic1', 'libstdc++6', 'util-linux'];
const ROOT = join(import.meta.dirname, '../..');

/**
 * The operator's image for an architecture. The image for another architecture than this machine's has the same
 * program, which is built only once, with Debian's packages and the Node of that architecture. None of its programs
 * runs here.
 */
export async function buildOperator(architecture: Foreign, log: (line: string) => void = () => {}): Promise<Image> {
  const own = await buildTarget('operator', log);
  if (architecture === ownArchitecture) return own;
  const reference = `localhost/iceoryx-test/iceoryx-operator-${architecture}:test`;
  const hash = createHash('sha256')
    .update(basename(join(own.archive, '..')))
    .update(await readFile(import.meta.filename));
  const key = `operator-${architecture}-${hash.digest('hex').slice(0, 16)}`;
  const directory = await makeOnce(join(cacheDirectory, 'images', key), async (path) => {
    await withDebian(architecture, PACKAGES, log, async (root) => {
      const work = await mkdtemp(join(tmpdir(), 'iceoryx-operator-'));
      try {
        await addNode(architecture, root, work);
        await addApp(own.archive, root, work);
        const between = join(work, 'between');
        await mkdir(between);
        const entrypoint = ['node', '/app/main.mjs'];
        const info = { reference, title: 'iceoryx-operator', version: 'test', architecture, entrypoint, user: '65532' };
        await writeDockerArchive(root, between, info, join(path, 'image.tar'));
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    });
  });
  return { reference, archive: join(directory, 'image.tar') };
}

/** The Node of this project, by the npm package that has it for that architecture. */
async function addNode(architecture: Foreign, root: string, work: string): Promise<void> {
  const name = `node-linux-${architecture === 'amd64' ? 'x64' : architecture}`;
  await run(['npm', 'pack', '--silent', '--pack-destination', work, `${name}@${process.versions.node}`], { cwd: ROOT });
  await run(['sh', '-c', 'tar -xzf "$1"/node-linux-*.tgz -C "$1"', 'sh', work]);
  await mkdir(join(root, 'usr/local/bin'), { recursive: true });
  await copyFile(join(work, 'package/bin/node'), join(root, 'usr/local/bin/node'));
  await chmod(join(root, 'usr/local/bin/node'), 0o755);
}

/** The operator without its compile cache, which Node makes for one architecture. */
async function addApp(archive: string, root: string, work: string): Promise<void> {
  const layers = join(work, 'layers');
  await mkdir(layers);
  await run(['tar', '-xf', archive, '-C', layers]);
  const script = 'for layer in "$1"/*.tar "$1"/*/layer.tar; do tar -xf "$layer" -C "$2" app 2>/dev/null || :; done';
  await run(['sh', '-c', script, 'sh', layers, root]);
  await rm(join(root, 'app/cache'), { recursive: true, force: true });
}
