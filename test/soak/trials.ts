/** A trial of `npm test` in its long version: the same test files with more work, or all files of a tier. */
export interface Trial {
  readonly name: string;
  /** Description for --help. */
  readonly what: string;
  readonly files: readonly string[];
  /** Pattern of titles, where the files have other tests too. */
  readonly match?: string;
  /** How much one slice does. Its seed is passed in addition, as SEED. */
  readonly env: Readonly<Record<string, string>>;
  /** Number of slices of a whole run. */
  readonly slices: number;
}

/** Machines by the suffix in the names of their trials, with the environment that selects them. */
const MACHINES = {
  '': { where: '', env: { MACHINE: 'amd64' } },
  '-containerd2': { where: ' with containerd 2', env: { MACHINE: 'amd64', MACHINE_CONTAINERD: '2.3' } },
  '-arm64': { where: ' of arm64', env: { MACHINE: 'arm64' } },
} as const;

export const TRIALS: readonly Trial[] = [
  {
    name: 'injection',
    what: 'pod templates as arbitrary as can be: nothing of the user is lost, nothing malformed is taken for good',
    files: [
      'test/unit/pod/inject-property.test.ts',
      'test/unit/pod/malformed-fuzz.test.ts',
      'test/unit/webhook/hostile.test.ts',
    ],
    env: { INJECTION_RUNS: '10000', FUZZ_RUNS: '20000' },
    slices: 5,
  },
  {
    name: 'admission',
    what: 'the same held against a real API server: whatever it admits without RouDi, it admits with RouDi',
    files: ['test/api/injection.test.ts'],
    env: { INJECTION_RUNS: '1500' },
    slices: 5,
  },
  {
    name: 'nodes',
    what: 'domains and sweeps of 500 nodes that do not exist, on a real control plane',
    files: ['test/api/domains.test.ts', 'test/api/sweeps.test.ts'],
    env: { KWOK_NODES: '500' },
    slices: 1,
  },
  {
    name: 'storm',
    what: '1,000 pods of 1,000 objects whose RouDi died: no more is written than the rates allow',
    files: ['test/api/storm.test.ts'],
    env: { OBJECTS: '1000' },
    slices: 1,
  },
  {
    name: 'caches',
    what: 'a reflector whose watches break in every way shows what the API server has',
    files: ['test/unit/kube/reflector-property.test.ts'],
    env: { REFLECTOR_RUNS: '500' },
    slices: 5,
  },
  {
    name: 'configurations',
    what: 'configurations of any kind: RouDi of both releases takes or refuses them as the operator foretells',
    files: ['test/iceoryx/config.test.ts'],
    env: { CONFIGURATIONS: '200' },
    slices: 2,
  },
  {
    name: 'judge',
    what: 'evidence of any kind about a file: only a file that no process uses is an orphan',
    files: ['test/unit/sweep/judge.test.ts'],
    env: { JUDGE_RUNS: '50000' },
    slices: 2,
  },
  {
    name: 'sweeps',
    what: 'RouDi and apps of both releases of iceoryx killed under sweeps that never stop: nothing that lives is removed',
    files: ['test/iceoryx/sweep-chaos.test.ts'],
    env: { FAULTS: '100' },
    slices: 5,
  },
  {
    name: 'recovery',
    what: 'random faults of a pod, restarted in place and replaced: samples flow again in every app',
    files: ['test/node/random-faults.test.ts'],
    env: { FAULTS: '20' },
    slices: 1,
  },
  {
    name: 'domain',
    what: 'the same of a domain on two nodes, under continuous sweeps: no file in use is removed',
    files: ['test/node/domain-cleanup.test.ts'],
    match: '*random faults*',
    env: { FAULTS: '50' },
    slices: 2,
  },
  {
    name: 'termination',
    what: 'pods of every kind deleted: apps and RouDi end cleanly, RouDi never aborts',
    files: ['test/node/termination-matrix.test.ts'],
    env: { RUNS: '20' },
    slices: 1,
  },
  {
    name: 'upgrade',
    what: 'the tier of that name: from the operator of the last release and back',
    files: ['test/upgrade/*.test.ts'],
    env: {},
    slices: 1,
  },
  ...machineTrials({
    life: 'samples, RouDi killed, deletion',
    memory: 'the computed limits of RouDi, and one too small',
    'out-of-memory': 'apps that the kernel kills, alone and with their containers',
    power: 'a power failure, and its return',
    clock: 'a clock that is set back and forward under apps',
    domain: 'a domain with pods of its own, and a sweep',
    restricted: 'Pod Security restricted',
  }),
];

/** Trials of the files of the tier `machine`, on machines of several kinds. Each takes minutes. */
function machineTrials(files: Readonly<Record<string, string>>): Trial[] {
  return Object.entries(MACHINES).flatMap(([kind, { where, env }]) =>
    Object.entries(files).map(([file, what]) => ({
      name: `machine${kind}-${file}`,
      what: `on an emulated machine${where}: ${what}`,
      files: [`test/machine/${file}.test.ts`],
      env,
      slices: 1,
    })),
  );
}
