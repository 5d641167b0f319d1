import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, findBuilt } from './go-build.ts';
import type { Recipe } from './go-build.ts';
import type { Progress } from './progress.ts';

/** Names under which the one Kubernetes binary serves as one of its components. */
export const kubernetesComponents = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'kubectl',
] as const;

const here = import.meta.dirname;

/** The minor versions of Kubernetes for which there are lock files, oldest first. */
export function kubernetesMinors(): string[] {
  return readdirSync(join(here, 'kubernetes'))
    .flatMap((file) => /^(\d+\.\d+)\.mod$/.exec(file)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The exact version (`v1.36.3`) that the lock file of a minor version (`1.36`) names. */
export function kubernetesVersion(minor: string): string {
  const file = join(here, 'kubernetes', `${minor}.mod`);
  if (!existsSync(file)) {
    throw new Error(
      `there are no lock files for Kubernetes ${minor}, only for ${kubernetesMinors().join(', ')}: ` +
        `make them with "node lab/cluster/kubernetes/lock.ts ${minor}"`,
    );
  }
  const version = /^\s+k8s\.io\/kubernetes (v\S+)/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${file} does not require k8s.io/kubernetes`);
  return version;
}

/** Builds every Kubernetes component of a minor version unless the cache has it; returns the directory with them. */
export async function buildKubernetes(minor: string, progress: Progress): Promise<string> {
  const version = kubernetesVersion(minor);
  const [major, minorNumber] = version.slice(1).split('.');
  const stamp = { gitVersion: version, gitMajor: major, gitMinor: minorNumber, gitTreeState: 'clean' };
  const stamps = Object.entries(stamp).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  return build(
    {
      name: `kubernetes-${version}`,
      sources: {
        'main.go': join(here, 'kubernetes/main.go'),
        'go.mod': join(here, 'kubernetes', `${minor}.mod`),
        'go.sum': join(here, 'kubernetes', `${minor}.sum`),
      },
      targets: ['-o', 'kubernetes', '.'],
      ldflags: stamps.join(' '),
      links: Object.fromEntries(kubernetesComponents.map((component) => [component, 'kubernetes'])),
    },
    progress,
  );
}

const tools: Recipe = {
  name: 'tools',
  sources: { 'go.mod': join(here, 'tools/go.mod'), 'go.sum': join(here, 'tools/go.sum') },
  targets: ['-o', '.', 'tool'],
  ldflags: '',
};

/** Builds helm and kwok unless the cache has them; returns the directory with them. */
export async function buildTools(progress: Progress): Promise<string> {
  return build(tools, progress);
}

/** The directory of helm and kwok if they have been built before. */
export async function builtTools(): Promise<string | undefined> {
  return findBuilt(tools);
}

/** Builds `pause`, the program that keeps a pod's namespaces open; returns its directory. */
export async function buildPause(progress: Progress): Promise<string> {
  const sources = { 'pause.go': join(here, 'pause/pause.go') };
  return build({ name: 'pause', sources, targets: ['-o', 'pause', 'pause.go'], ldflags: '' }, progress);
}
