import { buildKubernetes, buildPause, buildTool } from '../cluster/binaries.ts';
import { LOGIND_PACKAGES } from '../cluster/logind.ts';
import { machineParts } from '../cluster/machine-node.ts';
import { ensurePackages } from '../cluster/packages.ts';
import { completeParameters, defaultKubernetes } from '../cluster/parameters.ts';
import { progressTo } from '../cluster/progress.ts';
import { buildNative } from '../iceoryx/native.ts';
import { ensureNewerIceoryx } from '../iceoryx/newer-iceoryx.ts';
import { buildImages } from '../images/build.ts';
import { buildDdsperf } from '../images/ddsperf.ts';
import { requirePackages } from '../images/debian-packages.ts';
import { buildTarget } from '../images/dockerfile.ts';
import { MACHINE, MACHINE_CLUSTER } from './machine-tier.ts';

/** Test tiers with prerequisites that take minutes to build. */
export type PreparedTier = 'iceoryx' | 'api' | 'node' | 'machine' | 'upgrade';

type Part = () => Promise<unknown>;
type Parts = Readonly<Record<string, Part>>;

const progress = progressTo(process.stderr);

/** Work that keeps the processors busy. It is done one part after another. */
const compiled = {
  kubernetes: async () => buildKubernetes(defaultKubernetes, progress),
  helm: async () => buildTool('helm', progress),
  kwok: async () => buildTool('kwok', progress),
  kubeScore: async () => buildTool('kube-score', progress),
  pause: async () => buildPause(progress),
} satisfies Parts;

/**
 * Work that mostly waits for packages. It is done one part after another, because only one installation can run at a
 * time.
 */
const installed = {
  controlPlanePackages: async () => ensurePackages('control-plane', progress),
  nodePackages: async () => ensurePackages('node', progress),
  // Tests run the rules of Argo CD in Lua, sweep a machine's own iceoryx, and try ROS 2's shared memory with ddsperf.
  iceoryxPackages: async () => requirePackages(['lua5.4', 'iceoryx', 'cyclonedds-tools'], progress.update),
  // Tests check alerts with promtool, shut down a node with logind, and read a terminal of tmux.
  trialPackages: async () => requirePackages(['prometheus', 'tmux', ...LOGIND_PACKAGES], progress.update),
  natives: async () => {
    await buildNative('stranger');
    await buildNative('witness');
  },
  images: async () => buildImages({ log: progress.update }),
  ddsperf: async () => buildDdsperf(progress.update),
  newerImages: async () => {
    const prefix = await ensureNewerIceoryx(progress);
    if (prefix !== undefined) await buildImages({ prefix, log: progress.update });
  },
  machine: async () => machineParts(completeParameters(MACHINE_CLUSTER), progress),
  machineImages: async () => buildImages({ architecture: MACHINE, log: progress.update }),
  dockerfile: async () => {
    await buildTarget('operator', progress.update);
    await buildTarget('roudi', progress.update);
    await buildTarget('example', progress.update);
  },
} satisfies Parts;

/** The prerequisites of a tier, in the order in which they are made. */
interface Needs {
  readonly compiled: readonly (keyof typeof compiled)[];
  readonly installed: readonly (keyof typeof installed)[];
}

const iceoryx = ['iceoryxPackages', 'natives', 'images', 'newerImages'] as const;
const node: Needs = {
  compiled: ['kubernetes', 'helm', 'pause'],
  installed: ['nodePackages', 'trialPackages', ...iceoryx, 'ddsperf', 'dockerfile'],
};

const needs: Readonly<Record<PreparedTier, Needs>> = {
  iceoryx: { compiled: [], installed: iceoryx },
  api: { compiled: ['kubernetes', 'helm', 'kwok', 'kubeScore'], installed: ['controlPlanePackages'] },
  node,
  machine: { compiled: ['kubernetes', 'pause'], installed: ['nodePackages', 'machine', 'machineImages', 'dockerfile'] },
  upgrade: node,
};

/** Makes prerequisites one after another, each once. */
class Line<Name extends string> {
  readonly #parts: Readonly<Record<Name, Part>>;
  readonly #begun = new Map<Name, Promise<unknown>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: Readonly<Record<Name, Part>>) {
    this.#parts = parts;
  }

  async make(names: readonly Name[]): Promise<void> {
    await Promise.all(
      names.map((name) => {
        const part = this.#begun.get(name) ?? this.#last.then(this.#parts[name]);
        this.#begun.set(name, part);
        this.#last = Promise.allSettled([this.#last, part]);
        return part;
      }),
    );
  }
}

const compiling = new Line(compiled);
const installing = new Line(installed);

/**
 * Builds and installs what the tests of a tier need and the cache lacks. On a new machine this takes longer than a test
 * file may be silent, so it runs before the first file. Tiers may be prepared at the same time: what two of them need
 * is made once, and compilation continues during the installation of packages.
 */
export async function prepare(tier: PreparedTier): Promise<void> {
  const lines = [compiling.make(needs[tier].compiled), installing.make(needs[tier].installed)];
  // No work may continue in the background after a failure is reported to the caller.
  await Promise.allSettled(lines);
  await Promise.all(lines);
}
