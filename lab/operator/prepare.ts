import { buildKubernetes, buildPause, buildTools } from '../cluster/binaries.ts';
import { ensurePackages } from '../cluster/packages.ts';
import { defaultKubernetes, type Mode } from '../cluster/parameters.ts';
import { progressTo } from '../cluster/progress.ts';
import { buildImages } from '../images/build.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { buildTarget } from '../images/dockerfile.ts';
import { LOGIND_PACKAGES } from '../cluster/logind.ts';
import { buildNative } from '../iceoryx/native.ts';
import { ensureNewerIceoryx } from '../iceoryx/newer-iceoryx.ts';

/**
 * Builds and installs what tests on a cluster need and the cache lacks. On a new machine that takes longer than a test
 * file may be silent for, so it comes before the first of them.
 */
export async function prepare(mode: Mode): Promise<void> {
  const progress = progressTo(process.stderr);
  await ensurePackages(mode, progress);
  await buildKubernetes(defaultKubernetes, progress);
  await buildTools(progress);
  if (mode === 'node') {
    // Alerts are tried by promtool, rules of Argo CD in Lua, the sweep of a machine on its own iceoryx.
    await requirePackages(['prometheus', 'lua5.4', 'iceoryx', ...LOGIND_PACKAGES], progress.update);
    await buildNative('stranger');
    await buildNative('witness');
    await buildPause(progress);
    await buildImages({ log: progress.update });
    const prefix = await ensureNewerIceoryx(progress);
    if (prefix !== undefined) {
      await buildImages({ prefix, log: progress.update });
    }
    await buildTarget('operator', progress.update);
    await buildTarget('roudi', progress.update);
  }
}
