import { buildKubernetes, buildPause, buildTools } from '../cluster/binaries.ts';
import { ensurePackages } from '../cluster/packages.ts';
import { defaultKubernetes, type Mode } from '../cluster/parameters.ts';
import { progressTo } from '../cluster/progress.ts';
import { buildImages } from '../images/build.ts';
import { buildTarget } from '../images/dockerfile.ts';
import { newerIceoryxPrefix } from './newer-iceoryx.ts';

/**
 * Builds and installs what tests on a cluster need and the cache lacks. On a new machine that takes longer than a test
 * file may be silent for, so it comes before the first of them.
 */
export async function prepare(mode: Mode): Promise<void> {
  const progress = progressTo(process.stderr);
  await ensurePackages(mode, progress);
  await buildKubernetes(defaultKubernetes, progress);
  if (mode === 'node') {
    await buildTools(progress);
    await buildPause(progress);
    await buildImages({ log: progress.update });
    const prefix = await newerIceoryxPrefix();
    if (prefix !== undefined) {
      await buildImages({ prefix, log: progress.update });
    }
    await buildTarget('operator', progress.update);
    await buildTarget('roudi', progress.update);
  }
}
