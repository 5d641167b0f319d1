import { chmod, copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { downloadPackages, unpack } from '../host/debian.ts';
import { run } from '../host/run.ts';
import type { Image } from '../images/image.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { writeDockerArchive } from '../images/docker-archive.ts';
import type { Sandbox } from './sandbox.ts';

const SUITE = 'bookworm';
/** The iceoryx of that suite. */
export const FOREIGN_VERSION = '2.0.3';

/** Debian's RouDi for arm64 with a busybox shell, made of its packages. */
export async function arm64Roudi(log: (line: string) => void = () => {}): Promise<Image> {
  const reference = `localhost/iceoryx-test/roudi-arm64:${FOREIGN_VERSION}`;
  const directory = await makeOnce(join(cacheDirectory, 'images', `arm64-roudi-${FOREIGN_VERSION}`), async (path) => {
    log('making an image of RouDi for arm64 …');
    const work = await mkdtemp(join(tmpdir(), 'iceoryx-arm64-'));
    try {
      const [root, between] = [join(work, 'root'), join(work, 'between')];
      const packages = ['base-files', 'busybox-static', 'iceoryx'];
      await unpack(await downloadPackages({ architecture: 'arm64', suite: SUITE, packages }, join(work, 'apt')), root);
      await symlink('busybox', join(root, 'bin/sh'));
      for (const directory of ['dev', 'etc', 'proc', 'tmp']) {
        await mkdir(join(root, directory), { recursive: true });
      }
      await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
      await writeFile(join(root, 'etc/group'), 'root:x:0:\n');
      await mkdir(between);
      const about = { reference, title: 'RouDi for arm64', version: FOREIGN_VERSION, architecture: 'arm64' };
      await writeDockerArchive(root, between, { ...about, command: ['/usr/bin/iox-roudi'] }, join(path, 'image.tar'));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return { reference, archive: join(directory, 'image.tar') };
}

/** Has a sandbox of {@link arm64Roudi} run its RouDi on this machine, by an emulator of programs. */
export async function emulate(sandbox: Sandbox, log: (line: string) => void = () => {}): Promise<void> {
  await requirePackages(['busybox-static', 'qemu-user-static'], log);
  const [emulator] = (await run(['sh', '-c', 'command -v qemu-aarch64-static'])).split('\n');
  // The process is called by the name of the file.
  await mkdir(sandbox.path('/usr/lib/emulator'));
  await copyFile(emulator ?? '', sandbox.path('/usr/lib/emulator/iox-roudi'));
  await copyFile('/bin/busybox', sandbox.path('/usr/bin/busybox-native'));
  await rename(sandbox.path('/usr/bin/iox-roudi'), sandbox.path('/usr/bin/iox-roudi-arm64'));
  const script = '#!/usr/bin/busybox-native sh\nexec /usr/lib/emulator/iox-roudi /usr/bin/iox-roudi-arm64 "$@"\n';
  await writeFile(sandbox.path('/usr/bin/iox-roudi'), script);
  for (const name of ['bin/busybox-native', 'bin/iox-roudi', 'lib/emulator/iox-roudi']) {
    await chmod(sandbox.path(`/usr/${name}`), 0o755);
  }
}
