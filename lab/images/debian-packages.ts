import { aptInstall } from '../host/apt.ts';
import { run } from '../host/run.ts';

/** The installed versions of the packages. */
async function installed(packages: readonly string[]): Promise<Map<string, string>> {
  const lines = await run(['dpkg-query', '--show', '--showformat=${db:Status-Status} ${Package} ${Version}\\n']);
  const fields = lines.split('\n').map((line) => line.split(' '));
  const versions = fields.flatMap(([status, name = '', version = '']): [string, string][] =>
    status === 'installed' && packages.includes(name) ? [[name, version]] : [],
  );
  return new Map(versions);
}

/**
 * Makes sure that Debian packages are installed; installs missing ones as root.
 * @returns the installed version of each
 * @throws an Error that names the missing packages and the command that installs them
 */
export async function requirePackages(
  packages: readonly string[],
  log: (line: string) => void,
): Promise<Map<string, string>> {
  const present = await installed(packages).catch((cause: unknown) => {
    throw new Error(`the test images are made of Debian packages (${packages.join(', ')}): run this on Debian`, {
      cause,
    });
  });
  const missing = packages.filter((name) => !present.has(name));
  if (missing.length === 0) {
    return present;
  }
  if (process.getuid?.() !== 0) {
    throw new Error(
      `missing Debian packages: ${missing.join(', ')}. Install them with: ` +
        `sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`,
    );
  }
  log(`installing ${missing.join(', ')} …`);
  await aptInstall(missing);
  return installed(packages);
}
