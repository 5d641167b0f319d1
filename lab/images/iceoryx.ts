import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** An iceoryx to compile and link against, and its RouDi. */
export interface Iceoryx {
  readonly version: string;
  readonly include: string;
  readonly roudi: string;
  /** Directory of its libraries, unless the linker finds them by itself. */
  readonly libraries?: string;
}

/**
 * Finds iceoryx below an install prefix, for example that of Debian's packages, `/usr`.
 * @throws an Error that names the prefix if there are no headers
 */
export async function findIceoryx(prefix: string): Promise<Iceoryx> {
  const headers = join(prefix, 'include/iceoryx');
  const entries = await readdir(headers).catch(() => []);
  const folder = entries.find((name) => /^v\d+\.\d+\.\d+$/.test(name));
  if (folder === undefined) {
    throw new Error(`no iceoryx in ${prefix}: ${headers}/v<version> is missing (is ICEORYX_PREFIX an install prefix?)`);
  }
  return {
    version: folder.slice(1),
    include: join(headers, folder),
    roudi: join(prefix, 'bin/iox-roudi'),
    ...(prefix === '/usr' ? {} : { libraries: join(prefix, 'lib') }),
  };
}
