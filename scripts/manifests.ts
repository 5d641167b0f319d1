/**
 * Writes deploy/iceoryx-operator.yaml, which is what the chart gives with its defaults, for `kubectl apply`.
 * With `--check`, writes nothing and fails if it is stale. The first time it builds helm.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { KubeObject } from '../src/kube/object.ts';
import { progressTo } from '../lab/cluster/progress.ts';
import { helmProgram, rendered } from '../lab/operator/helm.ts';

const FILE = join(import.meta.dirname, '../deploy/iceoryx-operator.yaml');
const NAMESPACE = 'iceoryx-system';
const HEAD = `# Generated from helm/iceoryx-operator by \`npm run manifests\`. Do not edit.
#   kubectl apply -f deploy/iceoryx-operator.yaml
# To change something, use it as a base of kustomize: see docs/install.md.
`;

/** The operator's namespace admits no pod that could harm its node. */
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: NAMESPACE,
    labels: {
      'app.kubernetes.io/part-of': 'iceoryx-operator',
      'pod-security.kubernetes.io/enforce': 'restricted',
    },
  },
};

/** Without what only helm understands; `kubectl apply` keeps objects unless told to delete them. */
function withoutHelm(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutHelm);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(
      ([key, each]) => !key.startsWith('helm.sh/') && !(key === 'app.kubernetes.io/managed-by' && each === 'Helm'),
    )
    .map(([key, each]): [string, unknown] => [key, withoutHelm(each)])
    .filter(([key, each]) => !(key === 'annotations' && Object.keys(each as object).length === 0));
  return Object.fromEntries(entries);
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
// The first call builds helm, which may take minutes.
await helmProgram(progressTo(process.stderr));
const objects: readonly KubeObject[] = await rendered({ namespace: NAMESPACE, args: ['--no-hooks'] });
const documents = [namespace, ...objects.map(withoutHelm)].map((object) =>
  // kubectl reads YAML 1.1, in which Off is a boolean.
  stringify(object, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.1' }),
);
const text = HEAD + documents.map((document) => `---\n${document}`).join('');
if (!values.check) {
  await writeFile(FILE, text);
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('stale: deploy/iceoryx-operator.yaml\nRun: npm run manifests\n');
  process.exitCode = 1;
}
