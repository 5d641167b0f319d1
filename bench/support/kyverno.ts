import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Cluster } from '../../lab/cluster/cluster.ts';
import { build } from '../../lab/cluster/go-build.ts';
import { Kubectl } from '../../lab/cluster/kubectl.ts';
import { freePorts } from '../../lab/cluster/ports.ts';
import { progressTo } from '../../lab/cluster/progress.ts';
import { Program } from '../../lab/host/program.ts';
import { run } from '../../lab/host/run.ts';
import type { Pod } from '../../src/controllers/resources.ts';
import { isSame } from '../../src/pod/same.ts';
import type { Bench } from './cluster.ts';
import type { Create } from './dry-runs.ts';
import { until } from './load.ts';
import { FIRST } from './process.ts';

const MODULE = 'github.com/kyverno/kyverno';
/** Its whole installation, with the options that it has in a cluster. */
const MANIFEST = 'config/install-latest-testing.yaml';
const LOCK_FILES = join(import.meta.dirname, '../kyverno');
const NAMESPACE = 'kyverno';

/** Builds Kyverno's admission controller unless the cache has it; returns the directory with it and its lock files. */
async function built(): Promise<string> {
  const sources = { 'go.mod': join(LOCK_FILES, 'go.mod'), 'go.sum': join(LOCK_FILES, 'go.sum') };
  const recipe = { name: 'kyverno', sources, packages: [`${MODULE}/cmd/kyverno`], output: 'kyverno', ldflags: '' };
  return build(recipe, progressTo(process.stderr));
}

/** A pod as its author wrote it, and as somebody has changed it. */
interface Change {
  readonly before: Pod;
  readonly after: Pod;
}

/** Starts Kyverno with a policy for pods of a namespace, and waits until it makes the same pod. */
export async function startKyverno(
  { cluster }: Bench,
  namespace: string,
  create: Create,
  change: Change,
): Promise<Program> {
  const program = await start(cluster, namespace);
  const policy = JSON.stringify(policyFor(namespace, change));
  const works = async (): Promise<boolean> => {
    await new Kubectl(cluster).run(['apply', '-f', '-'], { input: policy });
    return isSame((await create()).spec, change.after.spec);
  };
  await until('Kyverno injects', () =>
    works().catch((error: unknown) => {
      if (program.hasEnded) {
        throw new Error(`Kyverno has ended: ${program.stderr.slice(-20).join('\n')}`, { cause: error });
      }
      return false;
    }),
  );
  return program;
}

/** Starts Kyverno beside the cluster, as its DEVELOPMENT.md says. It is asked about pods of one namespace only. */
async function start(cluster: Cluster, namespace: string): Promise<Program> {
  const directory = await built();
  const env = { GOFLAGS: '', GOWORK: 'off' };
  const module = await run(['go', 'list', '-m', '-f', '{{.Dir}}', MODULE], { cwd: directory, env });
  const documents = (await readFile(join(module.trim(), MANIFEST), 'utf8')).split(/^---$/m);
  const kubectl = new Kubectl(cluster);
  const ofKind = (kind: string): string[] => documents.filter((text) => new RegExp(`^kind: ${kind}$`, 'm').test(text));
  await kubectl.run(['create', 'namespace', NAMESPACE]);
  const objects = [...ofKind('CustomResourceDefinition'), ...ofKind('ConfigMap')].join('\n---\n');
  await kubectl.run(['create', '-f', '-'], { input: objects });
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  const patch = JSON.stringify({ data: { webhooks: JSON.stringify({ namespaceSelector }) } });
  await kubectl.run(['patch', 'configmap', NAMESPACE, `--namespace=${NAMESPACE}`, '--patch', patch]);

  const deployment = ofKind('Deployment').find((text) => /^ {2}name: kyverno-admission-controller$/m.test(text)) ?? '';
  const { port, metrics } = await freePorts({ port: 0, metrics: 0 });
  const options = [
    ...optionsOf(parse(deployment) as Deployment),
    `--kubeconfig=${cluster.kubeconfig}`,
    `--serverIP=localhost:${port}`,
    `--webhookServerPort=${port}`,
    `--metricsPort=${metrics}`,
    '--controllerRuntimeMetricsAddress=0',
  ];
  const command = ['setpriv', '--pdeathsig', 'KILL', 'env', ...ENVIRONMENT, join(directory, 'kyverno'), ...options];
  const [file = '', ...args] = cluster.wrap([...FIRST, ...command]);
  return new Program(spawn(file, args));
}

interface Deployment {
  readonly spec: { readonly template: { readonly spec: { readonly containers: { readonly args: string[] }[] } } };
}

const optionsOf = ({ spec }: Deployment): string[] => spec.template.spec.containers[0]?.args ?? [];

const ENVIRONMENT = [
  `KYVERNO_NAMESPACE=${NAMESPACE}`,
  'KYVERNO_SERVICEACCOUNT_NAME=kyverno-admission-controller',
  'KYVERNO_DEPLOYMENT=kyverno-admission-controller',
  'KYVERNO_POD_NAME=kyverno-0',
  'INIT_CONFIG=kyverno',
  'METRICS_CONFIG=kyverno-metrics',
];

/**
 * A policy for all pods with the labels of the pod. It is no MutatingPolicy, since the apply configurations of these may not
 * set lists such as `args`.
 */
function policyFor(namespace: string, { before, after }: Change): object {
  const labels = before.metadata.labels ?? {};
  const [app = {}] = before.spec?.containers ?? [];
  const [injected = {}] = after.spec?.containers ?? [];
  const { initContainers = [], volumes = [], ...others } = changed(before.spec ?? {}, after.spec ?? {});
  const { containers: _, ...scalars } = others;
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'sidecar', annotations: { 'pod-policies.kyverno.io/autogen-controllers': 'none' } },
    spec: {
      background: false,
      failurePolicy: 'Fail',
      rules: [
        {
          name: 'sidecar',
          match: {
            any: [
              {
                resources: {
                  kinds: ['Pod'],
                  operations: ['CREATE'],
                  namespaces: [namespace],
                  selector: { matchLabels: labels },
                },
              },
            ],
          },
          mutate: {
            patchStrategicMerge: {
              metadata: { annotations: after.metadata.annotations },
              spec: { ...scalars, containers: [{ '(name)': '*', ...changed(app, injected) }], initContainers, volumes },
            },
          },
        },
      ],
    },
  };
}

/** The fields of an object that differ from those of another one. */
function changed(before: object, after: object): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value)),
  );
}
