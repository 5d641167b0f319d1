/**
 * Imports point down this table only. Of src, `kube` and `runtime` know nothing of iceoryx, and the pure layers import
 * nothing of Node that reads a clock, a file or the network. Of lab, the lower rooms can be taken to another project: they
 * know nothing of this one, and import no package. `check-layers.ts DIRECTORY` checks another tree.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface Layer {
  /** What it may import beside itself. */
  readonly below: readonly string[];
  /** Modules of Node that it may import; undefined: all. */
  readonly node?: readonly string[];
  /** Whether it does without packages. */
  readonly noPackages?: boolean;
}

const PURE = { node: [] };
const PORTABLE = { noPackages: true };
const RULES_OF_ICEORYX = ['src/iceoryx', 'src/api'];
const PODS = ['src/pod', ...RULES_OF_ICEORYX];
const SERVER = ['src/kube', 'src/runtime'];
const LAB_OF_ICEORYX = ['lab/host', 'lab/images', 'lab/iceoryx'];
const LAB_OF_OPERATOR = ['lab/cluster', 'lab/machine', 'lab/operator', ...LAB_OF_ICEORYX];
const LAYERS: Readonly<Record<string, Layer>> = {
  'src/main': { below: ['src/commands'] },
  // The version is in the manifest.
  'src/commands': { below: ['package.json', 'src/controllers', 'src/sweep', ...PODS, ...SERVER] },
  'src/controllers': { below: [...PODS, ...SERVER], node: ['node:crypto', 'node:util'] },
  'src/sweep': { below: [...RULES_OF_ICEORYX, 'src/runtime'] },
  'src/pod': { below: RULES_OF_ICEORYX, ...PURE },
  'src/iceoryx': { below: [], ...PURE },
  'src/api': { below: [], ...PURE },
  'src/kube': { below: ['src/runtime'] },
  'src/runtime': { below: [] },
  'lab/host': { below: [], ...PORTABLE },
  'lab/images': { below: ['lab/host'], ...PORTABLE },
  'lab/machine': { below: ['lab/host', 'lab/images'], ...PORTABLE },
  // Of images it makes that of `pause`.
  'lab/cluster': { below: ['lab/host', 'lab/images', 'lab/machine'], ...PORTABLE },
  'lab/example': { below: ['lab/host', 'lab/images', 'lab/cluster'], ...PORTABLE },
  'lab/iceoryx': { below: LAB_OF_ICEORYX, ...PORTABLE },
  'lab/operator': { below: [...LAB_OF_OPERATOR, 'src/sweep', ...PODS, ...SERVER] },
  'lab/trials': { below: [...LAB_OF_OPERATOR, 'src/sweep', ...PODS, ...SERVER] },
};

const root = process.argv[2] ?? join(import.meta.dirname, '..');
/** Directories have two names, such as src/pod; the files src/main.ts and lab/example.ts are layers too. */
const layerOf = (path: string): string => relative(root, path).replace(/\.ts$/, '').split('/').slice(0, 2).join('/');

const faults: string[] = [];
for (const file of globSync(`${root}/{src,lab}/**/*.ts`)) {
  const name = relative(root, file);
  const own = layerOf(file);
  const layer = LAYERS[own];
  if (layer === undefined) {
    faults.push(`${name} is in no layer; there are: ${Object.keys(LAYERS).join(', ')}`);
    continue;
  }
  const source = readFileSync(file, 'utf8');
  for (const [, target = ''] of source.matchAll(/\b(?:from\s+|import\s+|import\(\s*)'([^'\n]+)'/g)) {
    if (target.startsWith('.')) {
      const other = layerOf(join(dirname(file), target));
      if (other !== own && !layer.below.includes(other)) {
        faults.push(`${name} imports ${target}: ${own} must not know ${other}`);
      }
    } else if (!target.startsWith('node:')) {
      if (layer.noPackages === true) {
        faults.push(`${name} imports ${target}: ${own} does without packages`);
      }
    } else if (layer.node?.includes(target) === false) {
      faults.push(`${name} imports ${target}: ${own} does no I/O`);
    }
  }
}
for (const fault of faults) {
  process.stderr.write(`${fault}\n`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
