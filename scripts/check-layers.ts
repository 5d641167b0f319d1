// Imports point down this list only. `kube` and `runtime` know nothing of iceoryx;
// the pure layers import nothing of Node that reads a clock, a file or the network.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface Layer {
  readonly below: readonly string[];
  /** Modules of Node that it may import; undefined: all. */
  readonly node?: readonly string[];
}

const PURE = { node: [] };
/** `commands` may also read package.json, for the version. */
const LAYERS: Readonly<Record<string, Layer>> = {
  main: { below: ['commands'] },
  commands: { below: ['controllers', 'sweep', 'pod', 'iceoryx', 'api', 'kube', 'runtime'] },
  controllers: { below: ['pod', 'iceoryx', 'api', 'kube', 'runtime'], node: ['node:crypto', 'node:util'] },
  sweep: { below: ['iceoryx', 'api', 'runtime'] },
  pod: { below: ['iceoryx', 'api'], ...PURE },
  iceoryx: { below: [], ...PURE },
  api: { below: [], ...PURE },
  kube: { below: ['runtime'] },
  runtime: { below: [] },
};

const root = join(import.meta.dirname, '..', 'src');
const layerOf = (path: string): string => relative(root, path).replace(/\.ts$/, '').split('/')[0] ?? '';

const faults: string[] = [];
for (const file of globSync(`${root}/**/*.ts`)) {
  const layer = LAYERS[layerOf(file)];
  const name = relative(join(root, '..'), file);
  if (layer === undefined) {
    faults.push(`${name} is in no layer; there are: ${Object.keys(LAYERS).join(', ')}`);
    continue;
  }
  const source = readFileSync(file, 'utf8');
  for (const [, target = ''] of source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)) {
    if (target.startsWith('.')) {
      const other = layerOf(join(dirname(file), target));
      const manifest = layer === LAYERS['commands'] && target.endsWith('/package.json');
      if (other !== layerOf(file) && !layer.below.includes(other) && !manifest) {
        faults.push(`${name} imports ${target}: ${layerOf(file)} must not know ${other}`);
      }
    } else if (target.startsWith('node:') && layer.node?.includes(target) === false) {
      faults.push(`${name} imports ${target}: ${layerOf(file)} does no I/O`);
    }
  }
}
for (const fault of faults) {
  process.stderr.write(`${fault}\n`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
