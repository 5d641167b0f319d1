import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from './cache.ts';
import { run } from './run.ts';

const VERSION = '2.95.8';

/**
 * The install prefix of an iceoryx newer than Debian's: what `ICEORYX_PREFIX` says, else a tarball of one beside the
 * repository, `../shared/iceoryx-2.95.8.tar.gz`, unpacked into the cache.
 * @returns undefined when there is neither
 */
export async function newerIceoryxPrefix(): Promise<string | undefined> {
  if (process.env['ICEORYX_PREFIX']) {
    return process.env['ICEORYX_PREFIX'];
  }
  const tarball = join(import.meta.dirname, `../../../shared/iceoryx-${VERSION}.tar.gz`);
  if (!existsSync(tarball)) {
    return undefined;
  }
  return makeOnce(join(cacheDirectory, `iceoryx-${VERSION}`), async (unfinished) => {
    await run(['tar', '--extract', '--file', tarball, '--directory', unfinished, '--strip-components=1']);
  });
}
