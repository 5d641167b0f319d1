import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '../host/run.ts';

/** The metadata of an image besides its files. */
export interface ImageInfo {
  readonly reference: string;
  readonly title: string;
  readonly version: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** Root by default. */
  readonly user?: string;
  /** By default this machine's. */
  readonly architecture?: string | undefined;
}

const EPOCH = '1970-01-01T00:00:00Z';
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Packs a directory so that the bytes depend only on names, modes and contents. */
async function pack(directory: string, target: string): Promise<void> {
  const same = ['--format=gnu', '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  const entries = (await readdir(directory)).sort();
  await run(['tar', '--create', ...same, '--file', target, '--directory', directory, '--', ...entries]);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function configOf(info: ImageInfo, layer: string): string {
  return JSON.stringify({
    architecture: info.architecture ?? ARCHITECTURES[process.arch] ?? process.arch,
    os: 'linux',
    created: EPOCH,
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      WorkingDir: '/',
      Labels: { 'org.opencontainers.image.title': info.title, 'org.opencontainers.image.version': info.version },
      ...(info.entrypoint && { Entrypoint: info.entrypoint }),
      ...(info.command && { Cmd: info.command }),
      ...(info.user && { User: info.user }),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
    history: [{ created: EPOCH, created_by: info.title }],
  });
}

/**
 * Writes an image with one layer in the format of `docker save`, which `docker load`, `podman load`, `ctr images
 * import` and `kind load image-archive` read.
 * @param work an empty directory for intermediate files; it is not cleaned up
 */
export async function writeDockerArchive(root: string, work: string, info: ImageInfo, target: string): Promise<void> {
  const layerFile = join(work, 'layer.tar');
  await pack(root, layerFile);
  const layer = await sha256(layerFile);
  const config = configOf(info, layer);
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`;

  const archive = join(work, 'archive');
  await mkdir(join(archive, layer), { recursive: true });
  await rename(layerFile, join(archive, layer, 'layer.tar'));
  const manifest = [{ Config: configName, RepoTags: [info.reference], Layers: [`${layer}/layer.tar`] }];
  await writeFile(join(archive, configName), config);
  await writeFile(join(archive, 'manifest.json'), JSON.stringify(manifest));
  await run(['chmod', '-R', 'u+w,a+rX,go-w', archive]);
  await pack(archive, target);
}
