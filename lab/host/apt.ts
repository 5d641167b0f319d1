import { run } from './run.ts';

/**
 * Installs Debian packages, as root and without questions; updates the package lists if needed. Services of the
 * packages are not started: the installation runs in a mount namespace in which the programs that start them do
 * nothing.
 */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  await aptGet(['install', ...packages]).catch(async () => {
    await aptGet(['update']);
    await aptGet(['install', ...packages]);
  });
}

async function aptGet(args: readonly string[]): Promise<void> {
  const script =
    'for f in /usr/sbin/invoke-rc.d /usr/bin/deb-systemd-invoke; do [ ! -e $f ] || mount --bind /bin/true $f; done; ' +
    'exec apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"';
  // apt itself waits for another installation, but not for another update of its lists.
  await run(['flock', '/var/lib/dpkg', 'unshare', '--mount', 'sh', '-c', script, 'sh', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/**
 * The Debian mirror of this machine, which has packages of other suites and architectures too.
 * @throws an Error with the remedy if apt has no mirror configured
 */
export async function debianMirror(): Promise<string> {
  const wanted = ['Created-By: Packages', 'Origin: Debian', 'Label: Debian'];
  const uri = (await run(['apt-get', 'indextargets', '--format', '$(URI)', ...wanted])).split('\n')[0] ?? '';
  if (uri === '') throw new Error('apt knows no mirror of Debian: add one to /etc/apt/sources.list');
  return uri.slice(0, uri.indexOf('/dists/'));
}
