/**
 * Makes everything that is released, in dist/release: the bundle, `kubectl iceoryx`, the chart, the manifest, the
 * definitions, a list of what is in the bundle, images where buildah is there, and checksums. Nothing is pushed anywhere.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { progressTo } from '../lab/cluster/progress.ts';
import { CHART, helmProgram } from '../lab/operator/helm.ts';
import { makePlugin, NO_DOWNLOADS } from './plugin/make.ts';
import { AGENT_VERSION, NO_REPOSITORY, withImages } from './release-images.ts';

const USAGE = `usage: npm run release -- [OPTION…]

  --out DIRECTORY      where to (default: dist/release, which is emptied)
  --no-images          leave out the images, which are made where buildah is there
  --no-plugin          leave out kubectl iceoryx
  --repository NAME    of the images, and where the chart and the manifest have them from (default: ${NO_REPOSITORY})
  --downloads URL      where the files will be, for the manifest of krew (default: ${NO_DOWNLOADS})
  --roudi VERSION      release of iceoryx for RouDi's image, from its source (default: Debian's package)
  --build-arg ARG      passed on to buildah, as often as wanted, such as NODE_IMAGE=registry.example.com/node:24-slim

With sha256:… in OPERATOR_DIGEST and AGENT_DIGEST the chart and the manifest name these images by that, and not by their
tags.
`;

const { values } = parseArgs({
  allowNegative: true,
  options: {
    out: { type: 'string', default: 'dist/release' },
    images: { type: 'boolean' },
    plugin: { type: 'boolean', default: true },
    repository: { type: 'string', default: NO_REPOSITORY },
    downloads: { type: 'string', default: NO_DOWNLOADS },
    roudi: { type: 'string', default: '' },
    'build-arg': { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const { out } = values;
const { version } = manifest;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a program that shares this process's output. */
function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 2, 2] });
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function bundle(): Promise<void> {
  run('tar', '--create', '--gzip', '--file', join(out, `iceoryx-operator-bundle-${version}.tgz`), ...BUNDLE);
  const sbom = execFileSync('npm', ['sbom', '--omit=dev', '--omit=optional', '--sbom-format=spdx']);
  await writeFile(join(out, 'sbom.spdx.json'), sbom);
}

const BUNDLE = ['--directory', 'dist', '--exclude=./release', '.'];

async function withRepository(file: string): Promise<string> {
  const { OPERATOR_DIGEST, AGENT_DIGEST } = process.env;
  return withImages(await readFile(file, 'utf8'), values.repository, {
    operator: OPERATOR_DIGEST,
    agent: AGENT_DIGEST,
  });
}

async function chart(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'iceoryx-chart-'));
  try {
    const copy = join(work, 'iceoryx-operator');
    await cp(CHART, copy, { recursive: true });
    await writeFile(join(copy, 'values.yaml'), await withRepository(join(CHART, 'values.yaml')));
    run(await helmProgram(progressTo(process.stderr)), 'package', copy, '--destination', out);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Apart from the image, as in the repository, where tests compare them with their sources. */
async function manifests(): Promise<void> {
  await writeFile(join(out, 'iceoryx-operator.yaml'), await withRepository('deploy/iceoryx-operator.yaml'));
  const names = (await readdir('crds')).filter((name) => name.endsWith('.yaml')).toSorted();
  const texts = await Promise.all(names.map(async (name) => readFile(join('crds', name), 'utf8')));
  await writeFile(join(out, 'crds.yaml'), texts.join('---\n'));
}

function images(): void {
  const revision = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const targets = [
    { target: 'operator', name: 'iceoryx-operator', tag: version, args: [`VERSION=${version}`] },
    { target: 'agent', name: 'iceoryx-agent', tag: AGENT_VERSION, args: [] },
    {
      target: 'roudi',
      name: 'roudi',
      tag: values.roudi === '' ? 'debian' : values.roudi,
      args: [`VERSION=${values.roudi}`, `ICEORYX_VERSION=${values.roudi}`],
    },
  ];
  for (const { target, name, tag, args } of targets) {
    const reference = `${values.repository}/${name}:${tag}`;
    const all = [...args, `REVISION=${revision}`, ...values['build-arg']].flatMap((arg) => ['--build-arg', arg]);
    run('buildah', 'build', '--target', target, ...all, '--tag', reference, '.');
    run('buildah', 'push', reference, `oci-archive:${join(out, `${name}-${tag}.oci.tar`)}:${reference}`);
  }
}

async function checksums(): Promise<void> {
  const names = (await readdir(out)).toSorted();
  const lines = await Promise.all(
    names.map(async (name) => {
      const hash = createHash('sha256').update(await readFile(join(out, name)));
      return `${hash.digest('hex')}  ${name}\n`;
    }),
  );
  await writeFile(join(out, 'SHA256SUMS'), lines.join(''));
}

async function release(): Promise<void> {
  // Empties dist, which contains everything else by default.
  run('node', 'scripts/build.ts');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await bundle();
  if (values.plugin) {
    await makePlugin({ out, architectures: ['amd64', 'arm64'], downloads: values.downloads, keepFiles: false });
  }
  await chart();
  await manifests();
  if (values.images ?? has('buildah')) {
    images();
  } else {
    say(`no images: ${has('buildah') ? '--no-images' : 'there is no buildah here'}`);
  }
  await checksums();
  say((await readFile(join(out, 'SHA256SUMS'), 'utf8')).trimEnd());
}

if (values.help) {
  process.stdout.write(USAGE);
} else {
  await release();
}
