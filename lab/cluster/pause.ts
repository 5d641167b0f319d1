import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDockerArchive } from '../images/docker-archive.ts';
import type { Architecture } from '../machine/architectures.ts';
import { buildPause } from './binaries.ts';
import type { Progress } from './progress.ts';

/** The image of every pod's first container; containerd loads it from a file. */
export const pauseImage = 'registry.k8s.io/pause:3.10';

/**
 * The file with {@link pauseImage}, from the cache if it has it.
 *
 * @param architecture another than this machine's: containerd refuses an image that is for none that it runs
 */
export async function pauseArchive(progress: Progress, architecture?: Architecture): Promise<string> {
  const directory = await buildPause(progress, architecture);
  const archive = join(directory, 'pause.tar');
  if (existsSync(archive)) return archive;
  const work = mkdtempSync(join(directory, 'image-'));
  try {
    const [root, between, unfinished] = [join(work, 'root'), join(work, 'between'), join(work, 'pause.tar')];
    mkdirSync(root);
    mkdirSync(between);
    copyFileSync(join(directory, 'pause'), join(root, 'pause'));
    const info = { reference: pauseImage, title: 'pause', version: '3.10', entrypoint: ['/pause'], architecture };
    await writeDockerArchive(root, between, info, unfinished);
    renameSync(unfinished, archive);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return archive;
}
