import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Iceoryx } from './iceoryx.ts';
import { run } from '../host/run.ts';

/** The sources of the test program. */
export const appsDirectory = join(import.meta.dirname, '../apps');

/**
 * Compiles the test program `counter` against an iceoryx; the same sources and packages give the same bytes.
 *
 * @param compiler of the iceoryx's architecture
 */
export async function compileCounter(iceoryx: Iceoryx, target: string, compiler = 'g++'): Promise<void> {
  const names = (await readdir(appsDirectory)).filter((name) => name.endsWith('.cpp')).sort();
  const sources = names.map((name) => join(appsDirectory, name));
  const options = ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror', '-pthread', '-s'];
  const headers = [`-ffile-prefix-map=${appsDirectory}=.`, '-isystem', iceoryx.include];
  const libraries = ['-liceoryx_posh', '-liceoryx_hoofs', '-liceoryx_platform'];
  if (iceoryx.libraries !== undefined) {
    libraries.unshift(`-L${iceoryx.libraries}`, `-Wl,-rpath-link,${iceoryx.libraries}`);
  }
  await run([compiler, ...options, ...headers, ...sources, ...libraries, '-o', target]);
}
