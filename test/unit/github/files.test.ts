import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };
import { NO_REPOSITORY, withImages } from '../../../scripts/release-images.ts';
import { AGENT_IMAGE } from '../../../src/commands/usage.ts';
import { TIERS } from '../../runner/plan.ts';

interface Workflow {
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly container?: { readonly image: string };
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly target: string }[] } };
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly with?: { readonly 'build-args'?: string };
}

interface Update {
  readonly 'package-ecosystem': string;
  readonly directory: string;
  readonly allow?: readonly { readonly 'dependency-name': string }[];
}

const read = (file: string): string => readFileSync(file, 'utf8');
const FILES = globSync('.github/**/*.{yml,md}').toSorted();
const WORKFLOWS = globSync('.github/workflows/*.yml').toSorted();
const DOCKERFILE = read('Dockerfile');
const workflowOf = (file: string): Workflow => parse(read(file)) as Workflow;
const jobsOf = (file: string): [string, Job][] => Object.entries(workflowOf(file).jobs);
const stepsOf = (file: string): Step[] => jobsOf(file).flatMap(([, { steps = [] }]) => steps);
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, what = '']) => what);

/** Names in the files, found by `named`, that do not exist, each with its file. */
function missing(files: readonly string[], named: RegExp, there: (name: string) => boolean): string[] {
  return files.flatMap((file) =>
    found(read(file), named)
      .filter((name) => !there(name))
      .map((name) => `${file}: ${name}`),
  );
}

test('there are workflows and templates', (t) => {
  t.deepEqual(
    FILES.map((file) => file.replace('.github/', '')),
    [
      'ISSUE_TEMPLATE/bug.yml',
      'ISSUE_TEMPLATE/config.yml',
      'ISSUE_TEMPLATE/feature.yml',
      'dependabot.yml',
      'pull_request_template.md',
      'workflows/ci.yml',
      'workflows/release.yml',
      'workflows/updates.yml',
    ],
  );
});

test('actions are pinned by commit, with the version as a comment, the same everywhere', (t) => {
  const uses = WORKFLOWS.flatMap((file) => found(read(file), /^ *(?:- )?uses: (.+)$/gm));
  const foreign = uses.filter((each) => !each.startsWith('./'));
  t.true(foreign.length > 10);
  t.deepEqual(
    foreign.filter((each) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(each)),
    [],
  );
  const names = new Set(foreign.map((each) => each.split('@')[0]));
  t.is(new Set(foreign).size, names.size, 'one version of each action');
  t.deepEqual(
    uses.filter((each) => each.startsWith('./') && !existsSync(each)),
    [],
  );
});

test('workflows are read-only unless a job says otherwise, have a time limit, and do not pile up', (t) => {
  for (const file of WORKFLOWS) {
    const { permissions, concurrency, jobs } = workflowOf(file);
    t.deepEqual(permissions, { contents: 'read' }, file);
    t.truthy(concurrency, file);
    for (const [name, job] of Object.entries(jobs)) {
      t.true(job.uses !== undefined || job['timeout-minutes'] !== undefined, `${file}: ${name}`);
    }
  }
});

test('npm scripts, tiers and files that are named exist', (t) => {
  const scripts: readonly string[] = Object.keys(manifest.scripts);
  t.deepEqual(
    missing(FILES, /\bnpm run (?:--\S+ )*([\w:-]+)/g, (name) => scripts.includes(name)),
    [],
  );
  const tiers = TIERS.map(({ name }) => name);
  t.true(tiers.length > 3);
  t.deepEqual(
    missing(FILES, /\bnpm test -- (\w+)/g, (name) => tiers.includes(name)),
    [],
  );
  // Globs too. Files made at run time are below dist or ~.
  t.deepEqual(
    missing(
      FILES,
      /(?<![\w.~/*$-])((?:\.ci|\.github|crds|deploy|docs|examples|helm|lab|scripts|src|test)\/[\w./*-]*\w\*?|[A-Z]+\.md|[\w-]+\.json)(?![\w/])/g,
      (name) => globSync(name).length > 0,
    ).filter((each) => !each.endsWith('.github/ISSUE_TEMPLATE')),
    [],
  );
  t.deepEqual(
    missing(FILES, /hashFiles\(([^)]+)\)/g, (args) =>
      found(args, /'([^']+)'/g).every((pattern) => globSync(pattern).length > 0),
    ),
    [],
  );
});

test('options of called scripts exist', (t) => {
  const release = read('scripts/release.ts');
  const options = found(read('.github/workflows/release.yml'), /npm run release -- (.+)$/gm).flatMap((args) =>
    found(args, /(--[\w-]+)/g),
  );
  t.deepEqual(options.toSorted(), ['--downloads', '--no-images', '--repository']);
  t.deepEqual(
    options.filter((option) => !release.includes(`\n  ${option} `)),
    [],
  );
});

test('targets, arguments and bases are those of the Dockerfile', (t) => {
  const stages = found(DOCKERFILE, /^FROM .* AS (\w+)$/gm);
  const args = found(DOCKERFILE, /^ARG (\w+)/gm);
  const targets = WORKFLOWS.flatMap(jobsOf).flatMap(([, { strategy }]) => strategy?.matrix.include ?? []);
  t.true(targets.length > 2);
  for (const { target } of targets) {
    t.true(stages.includes(target), target);
  }
  const given = WORKFLOWS.flatMap(stepsOf).flatMap((step) => found(step.with?.['build-args'] ?? '', /^(\w+)=/gm));
  t.true(given.length > 2);
  t.deepEqual(
    given.filter((arg) => !args.includes(arg)),
    [],
  );
  const bases = found(DOCKERFILE, /^ARG [A-Z]+_IMAGE=(.+)$/gm);
  const containers = WORKFLOWS.flatMap(jobsOf).flatMap(([, { container }]) => container?.image ?? []);
  t.true(containers.length > 0);
  t.deepEqual(
    containers.filter((image) => !bases.includes(image)),
    [],
  );
});

test('Dependabot checks directories that have something to update', (t) => {
  const { updates } = parse(read('.github/dependabot.yml')) as { readonly updates: readonly Update[] };
  const files: Readonly<Record<string, string>> = {
    npm: 'package-lock.json',
    gomod: 'go.mod',
    'github-actions': '.github/workflows/ci.yml',
  };
  for (const { 'package-ecosystem': ecosystem, directory, allow = [] } of updates) {
    const file = join('.', directory, files[ecosystem] ?? `no file of ${ecosystem}`);
    t.true(existsSync(file), file);
    for (const { 'dependency-name': name } of allow) {
      t.true(read(file).includes(`\t${name} v`), `${file} requires ${name}`);
    }
  }
});

test('kubectl can show what the templates ask for', (t) => {
  const ours = globSync('crds/*.yaml').flatMap((file) => found(read(file), /shortNames: \[(\w+)\]/g));
  t.is(ours.length, 4);
  t.deepEqual(
    missing(FILES, /kubectl (?:get|describe) (\w+)/g, (kind) => [...ours, 'pod', 'nodes'].includes(kind)),
    [],
  );
});

test('a registry: no image of it runs unless a file names it', (t) => {
  const { image } = parse(read('helm/iceoryx-operator/values.yaml')) as { image: { repository: string } };
  const names = [image.repository, ...found(read('deploy/iceoryx-operator.yaml'), / image: (\S+\/\S+)/g)];
  const all = [...names, AGENT_IMAGE, `${NO_REPOSITORY}/`];
  // No one can own a name below invalid (RFC 6761). What a node has below localhost may be whatever listens on it.
  t.deepEqual(
    all.filter((name) => !/^[a-z]+\.invalid\//.test(name)),
    [],
  );
});

test('a registry: the chart and the manifest of a release name its images by digest, and no other ones', (t) => {
  const [operator, agent] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);
  const from = (file: string): string => withImages(read(file), 'r.example.com/x', { operator, agent });
  const values = parse(from('helm/iceoryx-operator/values.yaml')) as Record<string, object>;
  t.like(values['image'], { repository: 'r.example.com/x/iceoryx-operator', digest: operator });
  t.like(values['agent'], { digest: agent });
  const images = found(from('deploy/iceoryx-operator.yaml'), /(?: image: |=)(\S+\/iceoryx-\S+)/g);
  t.deepEqual(images, [`r.example.com/x/iceoryx-operator@${operator}`, `r.example.com/x/iceoryx-agent@${agent}`]);
});
