import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { parse, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../src/kube/object.ts';
import { applyMergePatch } from '../support/apply-merge-patch.ts';
import { ApiBench } from '../support/api-bench.ts';
import { foreignKind } from '../support/foreign-kind.ts';
import { bundledOperator } from '../../lab/operator/bundle.ts';
import { helmProgram, rendered } from '../../lab/operator/helm.ts';
import { commandsOf, valuesOf, wordsOf } from '../support/printed-commands.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { DryRun } from '../support/dry-run.ts';
import { run } from '../../lab/host/run.ts';

const FILES = globSync('examples/**/*.yaml').toSorted();
const MANIFESTS = FILES.filter((file) => !file.startsWith('examples/helm/') && !file.endsWith('/kustomization.yaml'));
const VALUES = FILES.filter((file) => file.startsWith('examples/helm/'));

let bench: ApiBench;
let kubectl: Kubectl;
let dryRun: DryRun;
test.before(async (t) => {
  t.timeout(10 * 60_000, 'helm is built on first use');
  bench = await ApiBench.join('examples');
  // The documents name their namespaces.
  kubectl = new Kubectl(bench.cluster);
  dryRun = new DryRun(kubectl);
  const namespaces = [
    'argocd',
    'flux-system',
    'iceoryx-restricted',
    'iceoryx-sweeps',
    'iceoryx-system',
    'robot',
    'robot-iceoryx',
    'ros',
    'ros-iceoryx',
    'team',
  ];
  const items = [
    ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    foreignKind('argoproj.io', 'v1alpha1', 'Application'),
    foreignKind('source.toolkit.fluxcd.io', 'v1', 'GitRepository', 'gitrepositories'),
    foreignKind('helm.toolkit.fluxcd.io', 'v2', 'HelmRelease'),
    foreignKind('kustomize.toolkit.fluxcd.io', 'v1', 'Kustomization'),
    ...['PodMonitor', 'ServiceMonitor', 'PrometheusRule'].map((kind) =>
      foreignKind('monitoring.coreos.com', 'v1', kind),
    ),
  ];
  // They are really created; what is in them is only dry-run.
  await bench.apply(...items);
  await kubectl.run(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
});
test.after.always(async () => bench.close());

const PAGES = ['README.md', ...globSync('docs/*.md').toSorted()];
const IS_OBJECT = /^apiVersion: /m;
const IS_KUSTOMIZATION = /^kind: Kustomization$/m;

function blocksOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^ *```yaml\n(?<code>.*?)^ *```$/gms)].map(
    ({ groups }) => groups?.['code'] ?? '',
  );
}

/** Complete objects on the pages, in blocks of their own and in here-documents of commands. */
const SHOWN = PAGES.flatMap((page) => {
  const blocks = blocksOf(page);
  const piped = commandsOf(page).flatMap(
    ({ text }) => /<<'EOF'\n(?<code>.*)\nEOF$/s.exec(text)?.groups?.['code'] ?? [],
  );
  return [...blocks, ...piped]
    .filter((yaml) => IS_OBJECT.test(yaml) && !IS_KUSTOMIZATION.test(yaml))
    .map((yaml) => ({ page, yaml, object: parse(yaml) as KubeObject }));
});

test('the pages contain objects', (t) => t.true(SHOWN.length > 5, `${SHOWN.length}`));

for (const { page, yaml, object } of SHOWN) {
  const { kind, metadata } = object;
  test(`${page}: ${kind} ${metadata.name} of line ${lineOf(page, yaml)} is accepted as printed`, async (t) => {
    await t.notThrowsAsync(kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input: yaml }));
  });
}

/** Parts of specifications on the pages, which readers put into an object of their own. */
const PARTS = PAGES.flatMap((page) =>
  blocksOf(page)
    .filter((yaml) => !IS_OBJECT.test(yaml))
    .map((yaml) => ({ page, yaml, kind: page === 'docs/sweeping.md' ? 'IceoryxSweep' : 'IceoryxDeployment' })),
);

/** The least that is an object of each kind. */
const LEAST: Readonly<Record<string, object>> = {
  IceoryxSweep: { spec: {} },
  IceoryxDeployment: {
    spec: {
      roudi: { image: 'registry.example.com/iceoryx/roudi:2.0.6' },
      template: { spec: { containers: [{ name: 'app', image: 'app:1' }] } },
    },
  },
};

test('the pages contain parts of objects', (t) => t.true(PARTS.length > 3, `${PARTS.length}`));

for (const { page, yaml, kind } of PARTS) {
  test(`${page}: the part of line ${lineOf(page, yaml)} is accepted in an ${kind}`, async (t) => {
    const object = { apiVersion: 'iceoryx.io/v1alpha1', kind, metadata: { name: 'shown' }, ...LEAST[kind] };
    const input = JSON.stringify(applyMergePatch(object, parse(yaml) as object));
    await t.notThrowsAsync(kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input }));
  });
}

function lineOf(page: string, piece: string): number {
  const text = readFileSync(page, 'utf8');
  return text.slice(0, text.indexOf(piece)).split('\n').length;
}

const documentsOf = (file: string): KubeObject[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as KubeObject);

for (const file of MANIFESTS) {
  test(`the API server accepts ${file}, without an unknown field, and the pods made from it`, async (t) => {
    const kinds = documentsOf(file).map(({ kind }) => kind);
    if (kinds.includes('IceoryxProfile') && kinds.length > 1) {
      const injected = await run(['node', 'src/main.ts', 'inject', '-f', file]);
      t.true(injected.includes('iceoryx-roudi'));
      await t.notThrowsAsync(
        kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input: injected }),
      );
    }
    await t.notThrowsAsync(kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', file]));
    if (!kinds.includes('IceoryxDeployment')) {
      return;
    }
    const image = ['--default-roudi-image', 'registry.example.com/iceoryx/roudi:2.0.6'];
    const output = await run(['node', await bundledOperator(), 'render', '-f', file, '-o', 'json', ...image]);
    const results = JSON.parse(output) as { deployment: object; warnings: string[] }[];
    t.deepEqual(
      results.flatMap(({ warnings }) => warnings),
      [],
    );
    await t.notThrowsAsync(dryRun.admits(results.map(({ deployment }) => deployment)));
    const input = await run(['node', 'src/main.ts', 'render', '-f', file, ...image]);
    await t.notThrowsAsync(
      kubectl.run(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], { input }),
      'what is printed by default, as kubectl reads it',
    );
  });
}

/** Labels of all pod templates, and everything else, of a stream of objects. */
function split(text: string): { labels: (Record<string, string> | undefined)[]; rest: unknown[] } {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as KubeObject & { spec?: WithTemplate });
  const templates = objects.flatMap(({ spec }) => spec?.template ?? []);
  const labels = templates.map(({ metadata }) => metadata?.labels);
  templates.forEach(({ metadata }) => delete metadata?.labels);
  // On other objects the label means nothing.
  objects.forEach(({ metadata }) => delete metadata.labels?.['iceoryx.io/profile']);
  return {
    labels,
    rest: objects.toSorted((a, b) => (`${a.kind} ${a.metadata.name}` < `${b.kind} ${b.metadata.name}` ? -1 : 1)),
  };
}

interface WithTemplate {
  readonly template?: { readonly metadata?: { labels?: Record<string, string> } };
}

test('label-pods makes all pods of a chart of others ask, and changes nothing else', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'chart-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const helm = await helmProgram();
  await run([helm, 'create', join(directory, 'foreign')]);
  const template = [helm, 'template', 'foreign', join(directory, 'foreign'), '--no-hooks', '--skip-tests'];
  const renderer = ['--post-renderer', 'examples/bring-your-own/helm-post-render/label-pods'];
  const chart = await run(template);
  const labelled = await run(bench.cluster.wrap([...template, ...renderer]));
  const [before, after] = [split(chart), split(labelled)];
  t.is(after.labels.length, 1);
  t.deepEqual(
    after.labels,
    before.labels.map((labels) => ({ ...labels, 'iceoryx.io/profile': 'shared-memory' })),
  );
  t.deepEqual(after.rest, before.rest);
});

test('the component makes all pods of a kustomization ask, and brings the profile', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'kustomize-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  cpSync('examples/bring-your-own/kustomize-component', join(directory, 'kustomize-component'), { recursive: true });
  const own = join(directory, 'own');
  mkdirSync(own);
  const workload = documentsOf('examples/bring-your-own/daemon-set.yaml').find(({ kind }) => kind === 'DaemonSet');
  writeFileSync(join(own, 'workload.yaml'), JSON.stringify(workload).replace(',"iceoryx.io/profile":"driver"', ''));
  const kustomization = { resources: ['workload.yaml'], components: ['../kustomize-component'] };
  writeFileSync(join(own, 'kustomization.yaml'), JSON.stringify(kustomization));
  const text = await kubectl.run(['kustomize', own]);
  const kinds = new Set(parseAllDocuments(text).map((document) => (document.toJS() as KubeObject).kind));
  t.deepEqual(kinds, new Set(['DaemonSet', 'IceoryxProfile']));
  t.is(split(text).labels[0]?.['iceoryx.io/profile'], 'shared-memory');
});

for (const file of VALUES) {
  test(`${file} are values that the chart accepts, and the API server accepts the result`, async (t) => {
    const values = parse(readFileSync(file, 'utf8')) as object;
    const namespace = file.endsWith('one-team.yaml') ? 'team' : 'iceoryx-system';
    const items = await rendered({ values, namespace });
    await t.notThrowsAsync(dryRun.admits(items));
  });
}

test('with the values of docs/openshift.md the cluster chooses the user of the operator', async (t) => {
  const install = commandsOf('docs/openshift.md').find(({ text }) => text.startsWith('helm install'));
  const set = install === undefined ? [] : valuesOf(wordsOf(install), '--set').flatMap((value) => ['--set', value]);
  t.is(set.length, 4);
  const users = async (...args: string[]): Promise<unknown[]> => {
    const workloads = (await rendered({ args })).filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
    return workloads.map((workload) => {
      const { spec } = workload as KubeObject & { spec: { template: { spec: { securityContext: object } } } };
      return Object.keys(spec.template.spec.securityContext).filter((key) => key.startsWith('runAs'));
    });
  };
  const all = ['runAsGroup', 'runAsNonRoot', 'runAsUser'];
  t.deepEqual(await users(), [all, all]);
  t.deepEqual(await users(...set), [['runAsNonRoot'], ['runAsNonRoot']]);
});
