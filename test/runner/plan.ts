import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { userInfo } from 'node:os';
import { prepare } from '../../lab/operator/prepare.ts';
import type { Pace } from './lanes.ts';
import { sharedApi, sharedMachine, sharedNode, sharedTwoNodes, type SharedCluster } from './shared-clusters.ts';

/** Where files of a tier run, one after another in each lane. */
export interface Place {
  readonly name: string;
  /** Pattern of its files; the first place that matches a file gets it. */
  readonly pattern: string;
  /** How many files run at the same time; each lane has a cluster of its own. */
  readonly lanes: number;
  /** Part of the names of its lanes, where another place has the same kind of cluster. */
  readonly lane?: string;
  /** The cluster that the files of a lane share; absent if they need none. */
  readonly shared?: SharedCluster;
}

export interface Tier {
  readonly name: string;
  readonly pattern: string;
  /** Seconds from its first file to the end of its last on two cores, beside the other tiers, with warm caches. */
  readonly budget: number;
  /** Its files run in lanes, each in a process of its own; without places all run in one process. */
  readonly places?: readonly Place[];
  /** Whether it runs only if it is requested by name. */
  readonly onlyByName?: boolean;
  /** Part of it that runs if nothing is requested by name; everything when absent. */
  readonly slice?: string;
  /** Whether calls of its operators are compared with the chart's rules. */
  readonly judged?: boolean;
  /** Why this machine cannot run it, if so. */
  obstacle(): string | undefined;
  /** Builds or fetches what its files need and what takes minutes. */
  prepare?(): Promise<void>;
}

/** Seconds that a whole run may take on two cores with warm caches. */
export const WHOLE_BUDGET = 25 * 60;

/** A share of time, in percent, in which some process waited for a processor. Beyond it, deadlines of tests are missed. */
const BUSY_PERCENT = 65;

/**
 * Files that run at the same time, in all lanes: mostly they wait for the cluster, but some need a processor. A lane keeps
 * its turn, so that a fourth one, begun while there is room, would go on when there is none.
 */
export const PACE: Pace = {
  atOnce: 3,
  always: 2,
  isBusy: () => cpuPressure() > BUSY_PERCENT,
  settleMs: 10_000,
};

/**
 * CPU pressure of the last ten seconds, in percent (Documentation/accounting/psi.rst, Linux). 0 if the kernel does not
 * report it.
 */
function cpuPressure(): number {
  try {
    return Number(
      /^some avg10=(?<percent>[\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.groups?.['percent'],
    );
  } catch {
    return 0;
  }
}

/** A file that has not ended by then hangs. */
export const FILE_SECONDS = 10 * 60;

export const TIERS: readonly Tier[] = [
  {
    name: 'unit',
    pattern: 'test/unit/**/*.test.ts',
    budget: 60,
    obstacle: () => undefined,
  },
  {
    name: 'iceoryx',
    pattern: 'test/iceoryx/**/*.test.ts',
    budget: 1400,
    places: [{ name: 'iceoryx', pattern: '**', lanes: 1 }],
    obstacle: obstacleToNodes,
    prepare: async () => prepare('iceoryx'),
  },
  {
    name: 'api',
    pattern: 'test/api/**/*.test.ts',
    budget: 1400,
    places: [
      // Files that bring up clusters of their own: the shared one would stand idle beside them.
      {
        name: 'api alone',
        pattern: '**/{cluster,cut,domains,kube-faults,manifests,operator,outage,storm,sweeps,two-operators}.test.ts',
        lanes: 1,
      },
      { name: 'api', pattern: '**', lanes: 1, shared: sharedApi },
    ],
    judged: true,
    obstacle: () => (process.platform === 'linux' ? undefined : 'the test cluster runs on Linux only'),
    prepare: async () => prepare('api'),
  },
  {
    name: 'node',
    pattern: 'test/node/**/*.test.ts',
    budget: 1400,
    places: [
      {
        name: 'node alone',
        pattern: '**/{chart,cluster,getting-started,recovery-nodes,stop-signal}.test.ts',
        lanes: 1,
      },
      { name: 'two-nodes', pattern: '**/{domain,sweeps}*.test.ts', lanes: 1, shared: sharedTwoNodes },
      // These files do not run beside each other: they delete many pods at once, some with a second of grace, within which
      // their hooks have to begin.
      { name: 'deletions', pattern: '**/{deletion,termination}*.test.ts', lanes: 1, lane: 'd', shared: sharedNode },
      { name: 'node', pattern: '**', lanes: 1, shared: sharedNode },
    ],
    judged: true,
    obstacle: obstacleToNodes,
    prepare: async () => prepare('node'),
  },
  {
    name: 'machine',
    pattern: 'test/machine/**/*.test.ts',
    slice: 'test/machine/life.test.ts',
    budget: 400,
    places: [{ name: 'machine', pattern: '**', lanes: 1, shared: sharedMachine }],
    obstacle: obstacleToNodes,
    prepare: async () => prepare('machine'),
  },
  {
    name: 'upgrade',
    pattern: 'test/upgrade/**/*.test.ts',
    budget: 900,
    places: [{ name: 'upgrade', pattern: '**', lanes: 1 }],
    onlyByName: true,
    obstacle: obstacleToNodes,
    prepare: async () => prepare('upgrade'),
  },
];

/** A tier, and those of its files that are to run. */
export interface Chosen {
  readonly tier: Tier;
  readonly files: readonly string[];
}

/**
 * What the words of the command line select: tiers or files. Without words, all tiers except those that run by name
 * only, and of some a slice.
 *
 * @throws Error for a word that is neither
 */
export function chosen(words: readonly string[]): Chosen[] {
  const all = TIERS.map((tier) => ({ tier, files: globSync(tier.pattern).toSorted() }));
  const stray = words.find((word) => !all.some(({ tier, files }) => tier.name === word || files.includes(word)));
  if (stray !== undefined) {
    throw new Error(
      `'${stray}' is neither a tier (${TIERS.map(({ name }) => name).join(', ')}) nor a file of one, such as ${all[0]?.files[0]}`,
    );
  }
  return all
    .map(({ tier, files }) => {
      const isWanted = (file: string) => words.includes(tier.name) || words.includes(file);
      const isOfSlice = (file: string) => tier.onlyByName !== true && matchesGlob(file, tier.slice ?? tier.pattern);
      return { tier, files: files.filter(words.length === 0 ? isOfSlice : isWanted) };
    })
    .filter(({ files }) => files.length > 0);
}

/** The place of a tier that a file runs in. */
export function placeOf(tier: Tier, file: string): Place | undefined {
  return tier.places?.find(({ pattern }) => matchesGlob(file, pattern));
}

function obstacleToNodes(): string | undefined {
  if (process.platform !== 'linux') {
    return 'the test cluster runs on Linux only';
  }
  return userInfo().uid === 0
    ? undefined
    : 'a kubelet and containerd need root: run it as root, for instance in a container started with --privileged';
}
