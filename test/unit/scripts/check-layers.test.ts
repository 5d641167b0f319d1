import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import { circlesOf } from '../../../scripts/layers/circles.ts';

/** Result of the check for a tree of files; empty if it passes. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, name)), { recursive: true });
      writeFileSync(join(tree, name), text);
    }
    const { status, stderr } = spawnSync('node', ['scripts/check-layers.ts', tree], { encoding: 'utf8' });
    const faults = stderr.split('\n').filter(Boolean);
    return (status === 0) === (faults.length === 0) ? faults : [`ended with ${status}`, ...faults];
  } finally {
    rmSync(tree, { recursive: true });
  }
}

const importing = (target: string): string => `import { it } from '${target}';\n`;

test('imports of lower layers pass', (t) => {
  const files = {
    'src/main.ts': importing('./commands/run.ts'),
    'src/commands/run.ts': importing('../../package.json'),
    'src/commands/run/controllers.ts': importing('../../controllers/sweep/controller.ts'),
    'src/controllers/domain/cleanup.ts': importing('../sweep-jobs/jobs.ts'),
    'src/controllers/sweep-jobs/jobs.ts': importing('../resources.ts'),
    'src/controllers/resources.ts': importing('./kit/child.ts'),
    'src/controllers/pods/recovery/recover.ts': importing('../../kit/requeue.ts'),
    'src/kube/client.ts': importing('undici'),
    'lab/images/rootfs.ts': importing('../host/run.ts'),
    'lab/cluster/pause.ts': importing('../images/docker-archive.ts'),
    'lab/cluster/cluster.ts': "run(['copy', 'from', 'it']);\nrun(['images', 'import', '-']);\n",
    'lab/operator/domains.ts': importing('../../src/api/domain.ts'),
    'lab/operator/pods.ts': importing('kubernetes-models/v1/Pod'),
    'lab/trials/chaos.ts': importing('../operator/domains.ts'),
  };
  t.deepEqual(faultsOf(files), []);
});

test('imports of higher or neighbouring layers are reported, each with its file', (t) => {
  const wrong = [
    ['src/api/domain.ts', '../kube/client.ts', 'src/api must not know src/kube'],
    ['src/pod/inject.ts', 'node:fs', 'src/pod does no I/O'],
    ['src/controllers/kit/child.ts', '../resources.ts', 'src/controllers/kit must not know src/controllers/resources'],
    [
      'src/controllers/domain/decide.ts',
      '../deployment/child.ts',
      'src/controllers/domain must not know src/controllers/deployment',
    ],
    [
      'src/controllers/pods/recovery/recover.ts',
      '../../deployment/child.ts',
      'src/controllers/pods must not know src/controllers/deployment',
    ],
    ['src/controllers/nodes/capabilities.ts', 'node:fs', 'src/controllers/nodes does no I/O'],
    ['src/kube/client.ts', '../../lab/host/run.ts', 'src/kube must not know lab/host'],
    ['lab/host/run.ts', '../cluster/cluster.ts', 'lab/host must not know lab/cluster'],
    ['lab/cluster/up.ts', '../operator/operator.ts', 'lab/cluster must not know lab/operator'],
    ['lab/cluster/client.ts', '../../src/kube/client.ts', 'lab/cluster must not know src/kube'],
    ['lab/images/rootfs.ts', 'yaml', 'lab/images does without packages'],
    ['lab/iceoryx/native.ts', '../../src/iceoryx/size.ts', 'lab/iceoryx must not know src/iceoryx'],
    ['lab/operator/domains.ts', '../trials/chaos.ts', 'lab/operator must not know lab/trials'],
    ['lab/trials/chaos.ts', '../../test/support/stage.ts', 'lab/trials must not know test/support'],
    ['lab/trials/loop.ts', '../../demo/main.ts', 'lab/trials must not know demo/main'],
  ] as const;
  const files = Object.fromEntries(wrong.map(([file, target]) => [file, importing(target)]));
  t.deepEqual(
    faultsOf(files).toSorted(),
    wrong.map(([file, target, fault]) => `${file} imports ${target}: ${fault}`).toSorted(),
  );
});

test('each directory of src and lab must be in a layer', (t) => {
  const [fault = '', ...others] = faultsOf({ 'lab/novel/x.ts': '' });
  t.regex(fault, /^lab\/novel\/x\.ts is in no layer; there are: /);
  t.deepEqual(others, []);
});

test('files that import each other in a circle are reported, even if only types do', (t) => {
  const files = {
    'src/kube/client.ts': importing('./reflector.ts'),
    'src/kube/reflector.ts': "import type { it } from './store.ts';\n",
    'src/kube/store.ts': "export type { it } from './client.ts';\n",
    // It leads into the circle and is not part of it.
    'src/kube/events.ts': importing('./client.ts'),
    'test/unit/objects.ts': importing('./pods.ts'),
    'test/unit/pods.ts': "const it = await import('./objects.ts');\n",
  };
  t.deepEqual(faultsOf(files), [
    'files import each other in a circle: src/kube/client.ts, src/kube/reflector.ts, src/kube/store.ts',
    'files import each other in a circle: test/unit/objects.ts, test/unit/pods.ts',
  ]);
});

test('all circles of a graph are found, and a tree of any shape has none', (t) => {
  const graph = (edges: Readonly<Record<string, string>>): Map<string, string[]> =>
    new Map(Object.entries(edges).map(([file, targets]) => [file, targets.split('')]));
  t.deepEqual(circlesOf(graph({ a: 'bc', b: 'd', c: 'd', d: '' })), []);
  t.deepEqual(circlesOf(graph({ a: 'b', b: 'ac', c: 'd', d: 'c' })), [
    ['c', 'd'],
    ['a', 'b'],
  ]);
  t.deepEqual(circlesOf(graph({ a: 'b', b: 'c', c: 'ad', d: 'e', e: 'b' })), [['a', 'b', 'c', 'd', 'e']]);
});
