import { chmod, copyFile, mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../host/run.ts';

/** A library of a program: where it is on this machine, and where the program's machine has it. */
export interface Library {
  readonly file: string;
  readonly path: string;
}

/** What goes into the root file system of an image. */
export interface Contents {
  /** Programs to put into /usr/bin, with the libraries they need. */
  readonly programs: readonly string[];
  /** Links in /usr/bin, name to target. */
  readonly links?: Readonly<Record<string, string>>;
}

/**
 * The libraries a program loads, as paths on this machine, with its dynamic loader; none for a static program.
 * @throws an Error that names a library that is not found
 */
export async function nativeLibraries(program: string, searchFirst?: string): Promise<Library[]> {
  const env = searchFirst === undefined ? {} : { LD_LIBRARY_PATH: searchFirst };
  const output = await run(['ldd', program], { env }).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('not a dynamic executable')) {
      return '';
    }
    throw error;
  });
  const missing = /(\S+) => not found/.exec(output)?.[1];
  if (missing !== undefined) {
    throw new Error(`${program} needs ${missing}, which is not on this machine`);
  }
  return [...output.matchAll(/(?:^|\s)(\/\S+) \(0x/gm)].map(([, path = '']) => ({ file: path, path }));
}

/**
 * Lays a minimal Debian-like root file system out in an empty directory.
 *
 * @param librariesOf a program; none for a static one. By default those that this machine loads
 */
export async function layOut(
  root: string,
  contents: Contents,
  librariesOf: (program: string) => Promise<readonly Library[]> = async (program) => nativeLibraries(program),
): Promise<void> {
  for (const directory of ['dev', 'etc', 'proc', 'root', 'sys', 'tmp', 'usr/bin', 'usr/lib', 'usr/lib64']) {
    await mkdir(join(root, directory), { recursive: true });
  }
  for (const [link, target] of [
    ['bin', 'usr/bin'],
    ['sbin', 'usr/bin'],
    ['lib', 'usr/lib'],
    ['lib64', 'usr/lib64'],
  ] as const) {
    await symlink(target, join(root, link));
  }
  // iceoryx looks users and groups up by name; glibc reads these files without any further library.
  await writeFile(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  );
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  await writeFile(join(root, 'etc/nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n');

  const libraries = (await Promise.all(contents.programs.map(librariesOf))).flat();
  // All go to the directory where the C library is, which the loader searches without a cache file.
  const libraryDirectory = dirname(libraries.find(({ path }) => basename(path).startsWith('libc.so'))?.path ?? '/lib');
  for (const { file, path } of libraries) {
    const isLoader = basename(path).startsWith('ld-linux');
    const target = join(root, isLoader ? path : join(libraryDirectory, basename(path)));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(file, target);
  }
  for (const program of contents.programs) {
    await copyFile(program, join(root, 'usr/bin', basename(program)));
  }
  for (const [link, target] of Object.entries(contents.links ?? {})) {
    await symlink(target, join(root, 'usr/bin', link));
  }
  await run(['chmod', '-R', 'u+w,a+rX,go-w', root]);
  await chmod(join(root, 'tmp'), 0o1777);
}
