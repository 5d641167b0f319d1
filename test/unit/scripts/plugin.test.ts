import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { parse } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };
import { bundledOperator } from '../../../lab/operator/bundle.ts';
import { krewManifest } from '../../../scripts/plugin/krew.ts';
import { npmPackage } from '../../../scripts/plugin/npm-package.ts';

test('the package for npm puts the program on PATH, without a registry', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'plugin-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const [work, prefix, home] = ['work', 'prefix', 'home'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  [work, prefix, home].forEach((path) => mkdirSync(path));
  const file = await npmPackage(dirname(await bundledOperator()), work, directory);
  const env = { PATH: process.env['PATH'], HOME: home };
  const install = ['install', '--global', '--offline', '--no-audit', '--no-fund', '--prefix', prefix, file];
  await promisify(execFile)('npm', install, { env });

  const run = (name: string, args: readonly string[], options = {}): { stdout: string; stderr: string } =>
    spawnSync(join(prefix, 'bin', name), args, { encoding: 'utf8', env: { ...env, ...options } });
  t.regex(run('kubectl-iceoryx', ['version', '--client']).stdout, new RegExp(`\\b${manifest.version}\\b`));
  t.regex(run('kubectl_complete-iceoryx', ['ver']).stdout, /^version\tprint .*\n:4\n$/);
  const asOlder = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '24.9.0' } })`;
  const older = run('kubectl-iceoryx', ['version'], {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(asOlder)}`,
  });
  t.is(older.stdout, '');
  t.regex(older.stderr, /^kubectl iceoryx: Node 24\.11 or newer is needed, and this is 24\.9\.0; .*\n$/);
});

test("krew's manifest has what krew requires", (t) => {
  const archives = (['amd64', 'arm64'] as const).map((architecture) => ({
    architecture,
    uri: `https://downloads.example.com/${architecture}.tar.gz`,
    sha256: architecture.padEnd(64, '0'),
  }));
  const text = krewManifest(archives);
  const { apiVersion, kind, metadata, spec } = parse(text) as {
    apiVersion: string;
    kind: string;
    metadata: { name: string };
    spec: { version: string; shortDescription: string; description: string; platforms: object[] };
  };
  // pkg/index/types.go and internal/index/validation/validate.go of krew 0.4.3; its validate-krew-manifest accepts this.
  t.is(apiVersion, 'krew.googlecontainertools.github.com/v1alpha2');
  t.is(kind, 'Plugin');
  t.is(metadata.name, 'iceoryx');
  t.regex(spec.version, /^v\d+\.\d+\.\d+/);
  t.true(spec.shortDescription.length <= 50 && !/[\r\n]/.test(spec.shortDescription));
  t.true(spec.description.length > 0);
  t.is(spec.platforms.length, 2);
  t.like(spec.platforms[1], {
    selector: { matchLabels: { os: 'linux', arch: 'arm64' } },
    uri: 'https://downloads.example.com/arm64.tar.gz',
    sha256: 'arm64'.padEnd(64, '0'),
    bin: 'kubectl-iceoryx',
  });
});

test('the Node that single files contain is the one that package-lock.json names, for both architectures', (t) => {
  const { optionalDependencies } = manifest;
  t.is(new Set(Object.values(optionalDependencies)).size, 1);
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity: string }>;
  };
  for (const name of Object.keys(optionalDependencies)) {
    t.regex(packages[`node_modules/${name}`]?.integrity ?? '', /^sha512-/, name);
  }
});
