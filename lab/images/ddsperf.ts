import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { requirePackages } from './debian-packages.ts';
import { writeDockerArchive } from './docker-archive.ts';
import type { Image } from './image.ts';
import { layOut } from './rootfs.ts';

const PACKAGES = ['busybox-static', 'cyclonedds-tools', 'iceoryx'];

/**
 * Builds the image of a third-party application: Debian's ddsperf, which is Cyclone DDS 0.10 with iceoryx 2.0.3, and
 * `cat`. Finds it in the cache otherwise.
 *
 * @throws an Error that says what is missing, when not root and Debian packages have to be installed
 */
export async function buildDdsperf(log: (line: string) => void = () => {}): Promise<Image> {
  const packages = await requirePackages(PACKAGES, log);
  const key = createHash('sha256')
    .update(JSON.stringify([process.arch, ...packages]))
    .digest('hex')
    .slice(0, 16);
  const reference = `localhost/iceoryx-test/ddsperf:${key}`;
  const directory = await makeOnce(join(cacheDirectory, 'images', `ddsperf-${key}`), async (unfinished) => {
    log(`packing ${reference} …`);
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-ddsperf-'));
    try {
      const root = join(work, 'root');
      await mkdir(root);
      await layOut(root, { programs: ['/usr/bin/ddsperf', '/bin/busybox'], links: { cat: 'busybox' } });
      const info = { reference, title: "Debian's ddsperf", version: key, entrypoint: ['/usr/bin/ddsperf'] };
      await writeDockerArchive(root, work, info, join(unfinished, 'ddsperf.tar'));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return { reference, archive: join(directory, 'ddsperf.tar') };
}
