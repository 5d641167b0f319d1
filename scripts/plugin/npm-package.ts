import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { run } from '../../lab/host/run.ts';

/** The names by which npm puts the program on PATH, the second for kubectl's completion. */
const PROGRAMS = ['kubectl-iceoryx', 'kubectl_complete-iceoryx'];

/**
 * Makes the npm package `kubectl-iceoryx` of a bundle. It has no dependencies, so that it can be installed without a
 * registry, and is apart from the package of the repository, whose dependencies are those of development.
 *
 * @param bundle directory with the bundle
 * @param work an empty directory
 * @param out directory for the package
 * @returns the package's file
 */
export async function npmPackage(bundle: string, work: string, out: string): Promise<string> {
  const { version, description, license, engines } = manifest;
  const about = {
    name: 'kubectl-iceoryx',
    version,
    description: `kubectl iceoryx: ${description}`,
    license,
    // There is none of that name in a registry: it is installed from its file.
    private: true,
    type: 'module',
    engines,
    bin: Object.fromEntries(PROGRAMS.map((name) => [name, `bin/${name}.mjs`])),
    files: ['bin', 'lib'],
  };
  await writeFile(join(work, 'package.json'), `${JSON.stringify(about, undefined, 2)}\n`);
  await copyFile('LICENSE', join(work, 'LICENSE'));
  await mkdir(join(work, 'bin'));
  await mkdir(join(work, 'lib'));
  for (const file of globSync(join(bundle, '*.{mjs,txt}'))) {
    await copyFile(file, join(work, 'lib', basename(file)));
  }
  const launcher = (await readFile('scripts/plugin/launcher.mjs', 'utf8')).replace(
    '0.0',
    engines.node.replace('>=', ''),
  );
  for (const name of PROGRAMS) {
    const file = join(work, 'bin', `${name}.mjs`);
    await writeFile(file, launcher);
    await chmod(file, 0o755);
  }
  const file = await run(['npm', 'pack', work, '--silent', '--offline', '--pack-destination', out]);
  return join(out, file.trim());
}
