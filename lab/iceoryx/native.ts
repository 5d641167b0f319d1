import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requirePackages } from '../images/debian-packages.ts';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { run } from '../host/run.ts';

/** Programs of lab/apps without iceoryx, each of one source file, which begins with a description. */
export type NativeProgram = 'stranger' | 'witness';

/** Compiles such a program, unless the cache has it; resolves to its path. */
export async function buildNative(name: NativeProgram): Promise<string> {
  const source = join(import.meta.dirname, `../apps/${name}/${name}.cpp`);
  await requirePackages(['g++'], () => {});
  const hash = createHash('sha256')
    .update(process.arch)
    .update(await readFile(source));
  const directory = await makeOnce(
    join(cacheDirectory, `${name}-${hash.digest('hex').slice(0, 16)}`),
    async (unfinished) => {
      const options = ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror', '-pthread', '-static', '-s'];
      await run(['g++', ...options, source, '-o', join(unfinished, name)]);
    },
  );
  return join(directory, name);
}
