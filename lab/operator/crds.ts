import type { Kubectl } from '../cluster/kubectl.ts';
import { until } from '../host/until.ts';

/** Installs our API, and waits until it is served. */
export async function installCrds(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['apply', '-f', 'crds/']);
  await kubectl.run(['wait', '--for=condition=Established', '-f', 'crds/', '--timeout=60s']);
  // Which is a moment before discovery knows the types.
  await until('kubectl knows the API', async () => (await kubectl.run(['explain', 'ioxd.spec'])).includes('replicas'));
}
