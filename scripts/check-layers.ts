/**
 * Imports point down this table only. Of src, `kube` and `runtime` know nothing of iceoryx, and the pure layers import
 * nothing of Node that reads a clock, a file or the network. Of lab, the lower rooms can be taken to another project: they
 * know nothing of this one, and import no package. No files import each other in a circle, also where only types are
 * imported. `check-layers.ts DIRECTORY` checks another tree.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { circlesOf } from './layers/circles.ts';

interface Layer {
  /** The layers that it may import, in addition to itself. */
  readonly below: readonly string[];
  /** Modules of Node that it may import; undefined: all. */
  readonly node?: readonly string[];
  /** Whether it does without packages. */
  readonly noPackages?: boolean;
}

const PURE = { node: [] };
const PORTABLE = { noPackages: true };
const RULES_OF_ICEORYX = ['src/iceoryx', 'src/api', 'src/text'];
const PODS = ['src/pod', ...RULES_OF_ICEORYX];
const SERVER = ['src/kube', 'src/runtime', 'src/text'];
const LAB_OF_ICEORYX = ['lab/host', 'lab/images', 'lab/iceoryx'];
const LAB_OF_OPERATOR = ['lab/cluster', 'lab/machine', 'lab/operator', ...LAB_OF_ICEORYX];
/** The rooms of controllers. */
const ROOMS = [
  'kit',
  'resources',
  'nodes',
  'pods',
  'sweep-jobs',
  'cluster-caches',
  'deployment',
  'domain',
  'sweep',
  'profile',
] as const;
/** The rooms that are about no kind. */
const SHARED_ROOMS = ['kit', 'resources', 'nodes', 'pods', 'cluster-caches'] as const;
const room = (name: (typeof ROOMS)[number]): string => `src/controllers/${name}`;
const controllers = (below: readonly (typeof ROOMS)[number][]): Layer => ({
  below: [...below.map(room), ...PODS, ...SERVER],
  node: ['node:crypto', 'node:util'],
});
const LAYERS: Readonly<Record<string, Layer>> = {
  'src/main': { below: ['src/commands', 'src/text'] },
  // What people see on a terminal; it knows nothing of iceoryx or Kubernetes.
  'src/terminal': { below: [] },
  // Independent of everything, and used by all.
  'src/text': { below: [], ...PURE },
  // The version is in the manifest.
  'src/commands': {
    below: ['package.json', 'src/terminal', 'src/webhook', ...ROOMS.map(room), 'src/sweep', ...PODS, ...SERVER],
  },
  'src/webhook': { below: [...SHARED_ROOMS.map(room), ...PODS, ...SERVER] },
  'src/controllers/kit': controllers([]),
  'src/controllers/resources': controllers(['kit']),
  'src/controllers/nodes': controllers(['kit', 'resources']),
  'src/controllers/pods': controllers(['kit', 'resources', 'nodes']),
  'src/controllers/sweep-jobs': controllers(['kit', 'resources', 'nodes']),
  'src/controllers/cluster-caches': controllers(['kit', 'resources', 'nodes', 'pods']),
  // The kinds are independent of each other: what two of them need is in a room below both.
  'src/controllers/deployment': controllers(SHARED_ROOMS),
  'src/controllers/profile': controllers(SHARED_ROOMS),
  'src/controllers/domain': controllers([...SHARED_ROOMS, 'sweep-jobs']),
  'src/controllers/sweep': controllers(['kit', 'resources', 'nodes', 'sweep-jobs']),
  'src/sweep': { below: [...RULES_OF_ICEORYX, 'src/runtime'] },
  // A digest is no I/O.
  'src/pod': { below: RULES_OF_ICEORYX, node: ['node:crypto'] },
  'src/iceoryx': { below: ['src/text'], ...PURE },
  'src/api': { below: ['src/text'], ...PURE },
  'src/kube': { below: ['src/runtime', 'src/text'] },
  'src/runtime': { below: ['src/text'] },
  'lab/host': { below: [], ...PORTABLE },
  'lab/images': { below: ['lab/host'], ...PORTABLE },
  'lab/machine': { below: ['lab/host', 'lab/images'], ...PORTABLE },
  // It makes the image of `pause`.
  'lab/cluster': { below: ['lab/host', 'lab/images', 'lab/machine'], ...PORTABLE },
  'lab/example': { below: ['lab/host', 'lab/images', 'lab/cluster'], ...PORTABLE },
  'lab/iceoryx': { below: LAB_OF_ICEORYX, ...PORTABLE },
  'lab/operator': { below: [...LAB_OF_OPERATOR, 'src/sweep', ...PODS, ...SERVER] },
  'lab/trials': { below: [...LAB_OF_OPERATOR, 'src/sweep', ...PODS, ...SERVER] },
};

const root = process.argv[2] ?? join(import.meta.dirname, '..');
/**
 * Layers are two directories deep, such as src/pod, and rooms of controllers three; src/main.ts and other files are
 * layers too.
 */
const layerOf = (name: string): string =>
  name
    .replace(/\.ts$/, '')
    .split('/')
    .slice(0, name.startsWith('src/controllers/') ? 3 : 2)
    .join('/');

const faults: string[] = [];
const imports = new Map<string, string[]>();
for (const file of globSync(`${root}/{src,lab,test,bench,demo,scripts}/**/*.ts`).toSorted()) {
  const name = relative(root, file);
  const targets = importsOf(readFileSync(file, 'utf8'));
  imports.set(
    name,
    targets.filter((target) => target.startsWith('.')).map((target) => join(dirname(name), target)),
  );
  if (/^(?:src|lab)\//.test(name)) {
    faults.push(...faultsOf(name, targets));
  }
}
for (const circle of circlesOf(imports)) {
  faults.push(`files import each other in a circle: ${circle.join(', ')}`);
}
for (const fault of faults) {
  process.stderr.write(`${fault}\n`);
}
process.exitCode = faults.length === 0 ? 0 : 1;

function importsOf(source: string): string[] {
  return [...source.matchAll(/\b(?:from\s+|import\s+|import\(\s*)'([^'\n]+)'/g)].map(([, target = '']) => target);
}

/** The forbidden imports of a file. */
function faultsOf(name: string, targets: readonly string[]): string[] {
  const own = layerOf(name);
  const layer = LAYERS[own];
  if (layer === undefined) {
    return [`${name} is in no layer; there are: ${Object.keys(LAYERS).join(', ')}`];
  }
  return targets.flatMap((target) => {
    if (target.startsWith('.')) {
      const other = layerOf(join(dirname(name), target));
      return other === own || layer.below.includes(other)
        ? []
        : [`${name} imports ${target}: ${own} must not know ${other}`];
    }
    if (!target.startsWith('node:')) {
      return layer.noPackages === true ? [`${name} imports ${target}: ${own} does without packages`] : [];
    }
    return layer.node?.includes(target) === false ? [`${name} imports ${target}: ${own} does no I/O`] : [];
  });
}
