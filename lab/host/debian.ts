import { mkdir, writeFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { debianMirror } from './apt.ts';
import { run } from './run.ts';

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Packages of a Debian suite and architecture, which may differ from this machine's. */
export type Selection = {
  /** Debian's name of it. */
  readonly architecture: string;
  readonly suite: string;
  readonly packages: readonly string[];
};

/**
 * Downloads packages with all dependencies, as if nothing were installed. Of this machine's own apt settings only the
 * mirror is used.
 *
 * @param work an empty directory
 * @returns the files, in the order in which they can be unpacked
 * @throws an Error with apt's message, and the remedy if the mirror does not have the suite
 */
export async function downloadPackages({ architecture, suite, packages }: Selection, work: string): Promise<string[]> {
  for (const directory of ['lists/partial', 'cache/archives/partial']) {
    await mkdir(join(work, directory), { recursive: true });
  }
  const sources = join(work, 'sources.list');
  const config = join(work, 'apt.conf');
  const mirror = await debianMirror();
  await writeFile(sources, `deb [signed-by=${KEYRING}] ${mirror} ${suite} main\n`);
  await writeFile(join(work, 'status'), '');
  await writeFile(
    config,
    `APT::Architecture "${architecture}"; APT::Architectures { "${architecture}"; };
Dir::Etc::sourcelist "${sources}"; Dir::Etc::sourceparts "/dev/null"; Dir::State::lists "${work}/lists";
Dir::State::status "${work}/status"; Dir::Cache "${work}/cache"; APT::Sandbox::User "root";
APT::Install-Recommends "false"; Acquire::Languages "none";
`,
  );
  const env = { APT_CONFIG: config };
  try {
    await run(['apt-get', '--quiet=2', '--error-on=any', 'update'], { env });
    await run(['apt-get', '--quiet=2', '--yes', '--download-only', 'install', ...packages], { env });
  } catch (cause) {
    throw new Error(
      `packages of Debian ${suite} for ${architecture} are needed, which ${mirror} should have: ` +
        `see that it can be reached and carries them (${(cause as Error).message})`,
      { cause },
    );
  }
  // base-files contains the links from /lib to /usr/lib and the like, through which the others are unpacked.
  const isFirst = (file: string) => basename(file).startsWith('base-files_');
  return globSync(join(work, 'cache/archives/*.deb')).toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
}

/** Unpacks packages into a directory, without running any of their scripts. */
export async function unpack(files: readonly string[], root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const file of files) await run(['dpkg-deb', '--extract', file, root]);
}
