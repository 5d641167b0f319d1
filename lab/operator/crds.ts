import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../host/until.ts';
import type { Kubectl } from '../cluster/kubectl.ts';

const DIRECTORY = join(import.meta.dirname, '../../crds');

/** Installs the operator's API, and waits until it is served. */
export async function installCrds(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['apply', '-f', DIRECTORY]);
  const names = readdirSync(DIRECTORY).map((file) => file.replace(/\.yaml$/, ''));
  // Lists work only a moment after the definition is Established, when discovery knows the types.
  await until('the API is served', async () => {
    const lists = await Promise.all(names.map(async (name) => kubectl.get(name, '-A')));
    return lists.every((list) => list !== undefined);
  });
  // kubectl keeps what it has discovered before, in which short names are missing. This looks again.
  await kubectl.run(['api-resources', '--api-group=iceoryx.io', '-o', 'name']);
}
