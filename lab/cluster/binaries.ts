import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, findBuilt } from './go-build.ts';
import type { Recipe } from './go-build.ts';
import { agentSource } from '../machine/agent.ts';
import type { Architecture } from '../machine/architectures.ts';
import type { Progress } from './progress.ts';

/** Names under which one Kubernetes binary serves as one of the components that keep running. */
const kubernetesComponents = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
] as const;

/**
 * kubectl is a binary of its own: tests run it hundreds of times, and with all components in it half of its processor
 * time would be their initialisation.
 */
const kubectlPackage = 'k8s.io/kubernetes/cmd/kubectl';

const here = import.meta.dirname;

/**
 * Kubernetes' own packages, clients and command lines. Their libraries, which do the work of every request (of the
 * API server, etcd, gRPC, JSON, protobuf, CEL), and Go's own are compiled as usual.
 */
const withoutInlining = [
  'k8s.io/kubernetes/...',
  'k8s.io/client-go/...',
  'k8s.io/kubectl/...',
  'github.com/google/cadvisor/...',
  'sigs.k8s.io/kustomize/...',
];

/** The minor versions of Kubernetes with lock files, oldest first. */
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

/**
 * Builds every Kubernetes component of a minor version unless the cache has it; returns the directory with them.
 *
 * @param architecture another than this machine's
 */
export async function buildKubernetes(minor: string, progress: Progress, architecture?: Architecture): Promise<string> {
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
      packages: ['.', kubectlPackage],
      output: '.',
      ldflags: stamps.join(' '),
      withoutInlining,
      ...foreign(architecture),
      links: Object.fromEntries(kubernetesComponents.map((component) => [component, 'kubernetes'])),
    },
    progress,
  );
}

/** Other programs that some tests use, by the package that each is built from. */
const toolPackages = {
  helm: 'helm.sh/helm/v3/cmd/helm',
  kwok: 'sigs.k8s.io/kwok/cmd/kwok',
  'kube-score': 'github.com/zegl/kube-score/cmd/kube-score',
} as const;

/** Modules of programs that want other versions of the Kubernetes libraries than the rest. */
const ownModules: Partial<Record<Tool, string>> = { 'kube-score': 'kube-score' };

/** A program that {@link buildTool} builds. */
export type Tool = keyof typeof toolPackages;

/** All of them. */
export const tools = Object.keys(toolPackages) as Tool[];

function toolRecipe(tool: Tool): Recipe {
  const module = join(here, ownModules[tool] ?? 'tools');
  return {
    name: tool,
    sources: { 'go.mod': join(module, 'go.mod'), 'go.sum': join(module, 'go.sum') },
    packages: [toolPackages[tool]],
    output: tool,
    ldflags: '',
    withoutInlining,
  };
}

/** Builds one of these programs unless the cache has it; returns the program's path. */
export async function buildTool(tool: Tool, progress: Progress): Promise<string> {
  return join(await build(toolRecipe(tool), progress), tool);
}

/** The directories of those of these programs that have been built before. */
export async function builtTools(): Promise<string[]> {
  const found = await Promise.all(tools.map(async (tool) => findBuilt(toolRecipe(tool))));
  return found.filter((directory) => directory !== undefined);
}

/**
 * Builds containerd 2, its shim for runc and ctr; returns their directory.
 *
 * @param architecture another than this machine's
 */
export async function buildContainerd(progress: Progress, architecture?: Architecture): Promise<string> {
  const module = 'github.com/containerd/containerd/v2';
  const file = join(here, 'containerd/go.mod');
  const version = new RegExp(`${module} (v\\S+)`).exec(readFileSync(file, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${file} does not require ${module}`);
  return build(
    {
      name: `containerd-${version}`,
      sources: { 'go.mod': file, 'go.sum': join(here, 'containerd/go.sum') },
      packages: ['containerd', 'containerd-shim-runc-v2', 'ctr'].map((program) => `${module}/cmd/${program}`),
      output: '.',
      ldflags: `-X ${module}/version.Version=${version}`,
      ...foreign(architecture),
    },
    progress,
  );
}

/** Builds `pause`, the program that keeps a pod's namespaces open; returns its directory. */
export async function buildPause(progress: Progress, architecture?: Architecture): Promise<string> {
  const sources = { 'pause.go': join(here, 'pause/pause.go') };
  const recipe = { name: 'pause', sources, packages: ['pause.go'], output: 'pause', ldflags: '' };
  return build({ ...recipe, ...foreign(architecture) }, progress);
}

/** Builds the agent that runs commands in machines, and is its client as well; returns its directory. */
export async function buildAgent(progress: Progress, architecture?: Architecture): Promise<string> {
  const sources = { 'agent.go': agentSource };
  const recipe = { name: 'agent', sources, packages: ['agent.go'], output: 'agent', ldflags: '' };
  return build({ ...recipe, ...foreign(architecture) }, progress);
}

/** The recipe's part for an architecture; empty for this machine's own, so that it is built once. */
function foreign(architecture: Architecture | undefined): { readonly architecture?: Architecture } {
  const own = process.arch === 'x64' ? 'amd64' : process.arch;
  return architecture === undefined || architecture === own ? {} : { architecture };
}
