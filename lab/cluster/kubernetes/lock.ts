/**
 * Writes the lock files of a minor version of Kubernetes: `node lock.ts 1.36` makes `1.36.mod` and `1.36.sum` for its
 * newest patch release, `node lock.ts 1.36 v1.36.3` for that one.
 *
 * k8s.io/kubernetes replaces its own libraries by directories of its repository, and replacements are not inherited.
 * Therefore the lock file replaces each of them by the version of the same release, and takes the etcd that this
 * release requires.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../host/run.ts';

const here = import.meta.dirname;
const environment = { GOFLAGS: '-mod=mod', GOWORK: 'off' };

async function newestPatch(minor: string, directory: string): Promise<string> {
  const command = ['go', 'list', '-m', '-f', '{{.Version}}', `k8s.io/kubernetes@v${minor}`];
  return (await run(command, { cwd: directory, env: environment })).trim();
}

/** The go.mod of a release of Kubernetes. */
async function kubernetesModule(version: string, directory: string): Promise<string> {
  const command = ['go', 'mod', 'download', '-json', `k8s.io/kubernetes@${version}`];
  const { GoMod } = JSON.parse(await run(command, { cwd: directory, env: environment })) as { GoMod: string };
  return readFileSync(GoMod, 'utf8');
}

function lockFile(version: string, module: string): string {
  const etcd = /^\s+go\.etcd\.io\/etcd\/client\/v3 (v\S+)/m.exec(module)?.[1];
  const go = /^go (\S+)/m.exec(module)?.[1];
  const libraries = [...module.matchAll(/^\s+(k8s\.io\/\S+) => \.\/staging\//gm)].map(([, path]) => path);
  if (etcd === undefined || go === undefined || libraries.length === 0) {
    throw new Error(
      `the go.mod of k8s.io/kubernetes ${version} does not look as it used to: this script needs a change`,
    );
  }
  const library = version.replace('v1.', 'v0.');
  return `module iceoryx.io/operator/lab/cluster/kubernetes

go ${go}

tool k8s.io/kubernetes/cmd/kubectl

require (
	go.etcd.io/etcd/server/v3 ${etcd}
	k8s.io/kubernetes ${version}
)

replace (
${libraries.map((path) => `\t${path} => ${path} ${library}`).join('\n')}
)
`;
}

async function main(minor = '', asked?: string): Promise<void> {
  if (!/^1\.\d+$/.test(minor))
    throw new Error('usage: node lock.ts MINOR [VERSION], such as: node lock.ts 1.36 v1.36.3');
  const stage = mkdtempSync(join(tmpdir(), 'lock-'));
  try {
    copyFileSync(join(here, 'main.go'), join(stage, 'main.go'));
    writeFileSync(join(stage, 'go.mod'), 'module lock\n');
    const version = asked ?? (await newestPatch(minor, stage));
    writeFileSync(join(stage, 'go.mod'), lockFile(version, await kubernetesModule(version, stage)));
    await run(['go', 'mod', 'tidy'], { cwd: stage, env: environment });
    copyFileSync(join(stage, 'go.mod'), join(here, `${minor}.mod`));
    copyFileSync(join(stage, 'go.sum'), join(here, `${minor}.sum`));
    process.stdout.write(`${minor}.mod and ${minor}.sum lock Kubernetes ${version}\n`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

await main(...process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
