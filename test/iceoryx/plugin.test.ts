/** Makes `kubectl iceoryx` for both architectures, and runs it as people who have no Node. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { downloadPackages, unpack } from '../../lab/host/debian.ts';
import { run } from '../../lab/host/run.ts';
import { requirePackages } from '../../lab/images/debian-packages.ts';
import { makePlugin } from '../../scripts/plugin/make.ts';

const OWN = process.arch === 'x64' ? 'amd64' : 'arm64';
const out = await mkdtemp(join(tmpdir(), 'iceoryx-plugin-test-'));
const DOWNLOADS = 'https://downloads.example.com/v1';
await makePlugin({ out, architectures: ['amd64', 'arm64'], downloads: DOWNLOADS, keepFiles: false });
test.after.always(async () => rm(out, { recursive: true, force: true }));

/** Unpacks the single file for an architecture. */
async function unpacked(architecture: string): Promise<string> {
  const directory = join(out, architecture);
  await mkdir(directory);
  const archive = join(out, `kubectl-iceoryx-${manifest.version}-linux-${architecture}.tar.gz`);
  await run(['tar', '--extract', '--gzip', '--file', archive, '--directory', directory]);
  return join(directory, 'kubectl-iceoryx');
}

/** Runs a program without any environment, and fails if it writes to standard error, such as a warning of Node. */
async function alone(command: readonly string[]): Promise<string> {
  const errors: string[] = [];
  const output = await run(['/usr/bin/env', '-i', 'PATH=/nonexistent', ...command], {
    onErrorLine: (line) => errors.push(line),
  });
  if (errors.length > 0) {
    throw new Error(`on standard error: ${errors.join('\n')}`);
  }
  return output;
}

test('the single file needs no Node, and says nothing of the one that is in it', async (t) => {
  const file = await unpacked(OWN);
  t.regex(await alone([file, 'version', '--client']), new RegExp(`\\b${manifest.version}\\b`));
  t.regex(await alone([file, 'render', '-f', 'examples/hello.yaml']), /^kind: Deployment$/m);
  const complete = join(out, 'kubectl_complete-iceoryx');
  await symlink(file, complete);
  t.regex(await alone([complete, 'ver']), /^version\t.+\n:4\n$/);
  const options = { env: { NODE_OPTIONS: '--nonsense' } };
  t.regex(await run([file, 'version', '--client'], options), /\d/, 'options for other programs do not matter');
});

const testArm64 = OWN === 'amd64' ? test : test.skip;
testArm64('the single file for arm64 works by an emulator of programs', async (t) => {
  await requirePackages(['qemu-user-static'], t.log);
  const [apt, root] = [join(out, 'apt'), join(out, 'root')];
  await mkdir(apt);
  // What Node needs, of the oldest Debian that is tested.
  await unpack(
    await downloadPackages({ architecture: 'arm64', suite: 'bookworm', packages: ['libstdc++6'] }, apt),
    root,
  );
  const command = ['/usr/bin/qemu-aarch64-static', '-L', root, await unpacked('arm64')];
  t.regex(await alone([...command, 'version', '--client']), new RegExp(`\\b${manifest.version}\\b`));
  t.regex(await alone([...command, 'render', '-f', 'examples/hello.yaml']), /^kind: Deployment$/m);
});

test('the manifest of krew names the archives, by their checksums', async (t) => {
  const { spec } = parse(await readFile(join(out, 'krew-iceoryx.yaml'), 'utf8')) as {
    spec: { platforms: { uri: string; sha256: string }[] };
  };
  const names = spec.platforms.map(({ uri }) => uri.replace(`${DOWNLOADS}/`, ''));
  const made = (await readdir(out)).filter((name) => name.includes(manifest.version));
  t.deepEqual(new Set(made), new Set([...names, `kubectl-iceoryx-${manifest.version}.tgz`]));
  for (const [index, { sha256 }] of spec.platforms.entries()) {
    const hash = createHash('sha256').update(await readFile(join(out, names[index] ?? '')));
    t.is(hash.digest('hex'), sha256);
  }
});
