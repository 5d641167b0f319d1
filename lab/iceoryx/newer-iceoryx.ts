import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../host/cache.ts';
import { run } from '../host/run.ts';

const VERSION = '2.95.8';

/**
 * The install prefix of an iceoryx newer than Debian's: what `ICEORYX_PREFIX` says, else a tarball of one,
 * iceoryx-2.95.8.tar.gz, in a directory beside the repository's, unpacked into the cache.
 * @returns undefined when there is neither
 * @throws an Error instead with CI=true, where nothing is to be left out
 */
export async function newerIceoryxPrefix(): Promise<string | undefined> {
  const { ICEORYX_PREFIX, CI } = process.env;
  if (ICEORYX_PREFIX) {
    return ICEORYX_PREFIX;
  }
  const beside = join(import.meta.dirname, '../../..');
  const tarball = readdirSync(beside)
    .map((directory) => join(beside, directory, `iceoryx-${VERSION}.tar.gz`))
    .find((path) => existsSync(path));
  if (tarball === undefined) {
    if (CI === 'true') {
      throw new Error(`no iceoryx ${VERSION}: set ICEORYX_PREFIX to its install prefix`);
    }
    return undefined;
  }
  return makeOnce(join(cacheDirectory, `iceoryx-${VERSION}`), async (unfinished) => {
    await run(['tar', '--extract', '--file', tarball, '--directory', unfinished, '--strip-components=1']);
  });
}
