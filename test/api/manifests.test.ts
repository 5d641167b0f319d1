import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import manifest from '../../package.json' with { type: 'json' };
import { type Cluster, up } from '../../lab/cluster/cluster.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { run } from '../../lab/host/run.ts';

let cluster: Cluster;
let kubectl: Kubectl;
test.before(async () => {
  cluster = await up({ name: clusterOfCheckout('test-manifests'), mode: 'control-plane' });
  kubectl = new Kubectl(cluster);
});
test.after.always(async () => cluster.down());

test.serial('the manifest is what npm run manifests writes', async (t) => {
  t.timeout(10 * 60_000, 'helm is built on first use');
  await t.notThrowsAsync(promisify(execFile)(process.execPath, ['scripts/manifests.ts', '--check']));
});

test.serial(
  'a release contains the bundle, the chart, the manifest and the definitions, with valid checksums',
  async (t) => {
    const out = mkdtempSync(join(tmpdir(), 'release-'));
    t.teardown(() => rmSync(out, { recursive: true }));
    const repository = 'registry.example.com/robots';
    // kubectl iceoryx is made by test/iceoryx/plugin.test.ts.
    await run(['node', 'scripts/release.ts', '--no-images', '--no-plugin', '--repository', repository, '--out', out]);
    const files = readdirSync(out);
    t.deepEqual(files.map((name) => name.replace(/\d+\.\d+\.\d+/, 'V')).toSorted(), [
      'SHA256SUMS',
      'crds.yaml',
      'iceoryx-operator-V.tgz',
      'iceoryx-operator-bundle-V.tgz',
      'iceoryx-operator.yaml',
      'sbom.spdx.json',
    ]);
    await t.notThrowsAsync(run(['sha256sum', '--check', '--strict', 'SHA256SUMS'], { cwd: out }));
    await kubectl.run(['apply', '--dry-run=server', '-f', join(out, 'crds.yaml')]);
    const bundle = readdirSync(out).find((name) => name.includes('bundle')) ?? '';
    await run(['tar', '--extract', '--file', bundle], { cwd: out });
    t.regex(await run(['node', 'main.mjs', 'help'], { cwd: out }), /uninstall-check/);
    const images = async (text: Promise<string>): Promise<string[]> =>
      [...(await text).matchAll(/\S+\/iceoryx-operator(?::\d\S*)?$/gm)].map(([image]) => image);
    const chart = files.find((name) => /^iceoryx-operator-\d/.test(name)) ?? '';
    const chartValues = run(['tar', '--extract', '--to-stdout', '--file', chart, 'iceoryx-operator/values.yaml'], {
      cwd: out,
    });
    t.deepEqual(await images(chartValues), [`${repository}/iceoryx-operator`]);
    t.deepEqual(await images(run(['cat', 'iceoryx-operator.yaml'], { cwd: out })), [
      `${repository}/iceoryx-operator:${manifest.version}`,
    ]);
  },
);

test.serial('plain kubectl apply accepts the manifest, and changes nothing the second time', async (t) => {
  const apply = async (): Promise<string[]> => {
    const output = await kubectl.run(['apply', '-f', 'deploy/iceoryx-operator.yaml']);
    return output.split('\n').filter(Boolean);
  };
  const odd = (lines: string[], usual: string): string[] => lines.filter((line) => !line.endsWith(` ${usual}`));
  t.deepEqual(odd(await apply(), 'created'), []);
  // The selector of a disruption budget is replaced whole by every patch of kubectl (`patchStrategy` of policy/v1).
  t.deepEqual(
    odd(await apply(), 'unchanged').filter((line) => !line.startsWith('poddisruptionbudget')),
    [],
  );
  t.regex(await kubectl.run(['diff', '-k', 'deploy']), /^\s*$/, 'the base of kustomize is the same');
});

test.serial('an overlay may change the namespace, images and arguments', async (t) => {
  const directory = mkdtempSync(join(process.cwd(), '.overlay-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  writeFileSync(
    join(directory, 'kustomization.yaml'),
    JSON.stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'robots-system',
      resources: ['../deploy'],
      images: [{ name: 'iceoryx.invalid/iceoryx-operator', newName: 'r.example.com/o', newTag: '9' }],
      patches: [
        {
          target: { kind: 'Deployment' },
          patch: JSON.stringify([
            { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: '--log-level=debug' },
          ]),
        },
      ],
    }),
  );
  await kubectl.run(['apply', '-k', directory]);
  const other = new Kubectl(cluster, 'robots-system');
  const deployment = await other.get<IDeployment>('deployment', 'iceoryx-operator');
  const [container] = deployment?.spec?.template.spec?.containers ?? [];
  t.is(container?.image, 'r.example.com/o:9');
  t.true(container?.args?.includes('--log-level=debug'));
  const binding = await kubectl.get<{ subjects: object[] }>('clusterrolebinding', 'iceoryx-operator');
  t.deepEqual(binding?.subjects, [{ kind: 'ServiceAccount', name: 'iceoryx-operator', namespace: 'robots-system' }]);
  const webhook = await kubectl.get<{ webhooks: { clientConfig: { service: { namespace: string } } }[] }>(
    'mutatingwebhookconfiguration',
    'iceoryx-operator',
  );
  t.deepEqual(
    webhook?.webhooks.map(({ clientConfig }) => clientConfig.service.namespace),
    ['robots-system', 'robots-system'],
  );
  t.false(JSON.stringify(deployment?.spec).includes('iceoryx-system'), 'no argument names the other namespace');
});
