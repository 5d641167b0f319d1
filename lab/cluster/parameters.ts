import { join } from 'node:path';
import { architectures, type Architecture } from '../machine/architectures.ts';
import { clustersDirectory } from './paths.ts';

/**
 * `control-plane`: API server, controllers and scheduler on free ports of the loopback interface, without root.
 * `node`: also one or two nodes with a real kubelet, all in namespaces of their own; needs root.
 */
export type Mode = 'control-plane' | 'node';

/** The parameters of a cluster; a running cluster with other parameters is not the one asked for. */
export type Parameters = {
  /** By default `default`. Clusters of different names do not disturb each other. */
  readonly name: string;
  /** By default `node` for root, otherwise `control-plane`. */
  readonly mode: Mode;
  /** 1 (the default) or 2 in mode `node`, 0 in mode `control-plane`; with machines, 0 (the default) to 2. */
  readonly nodes: number;
  /** Nodes that are emulated machines, at most one of each architecture; none by default. Mode `node`. */
  readonly machines: readonly Architecture[];
  /** Version of containerd on machines; by default {@link defaultContainerd}. Other nodes have that of this machine. */
  readonly containerd: Containerd;
  /** A minor version with lock files; by default {@link defaultKubernetes}. */
  readonly kubernetes: string;
  /** Set on every Kubernetes component. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Set on the kubelet of the last node only, in addition: for nodes of different capabilities. */
  readonly lastNodeFeatureGates: Readonly<Record<string, boolean>>;
};

/** Versions of containerd that a machine can have: Debian's, and one that is built from source. */
export const containerds = ['1.7', '2.3'] as const;

/** One of {@link containerds}. */
export type Containerd = (typeof containerds)[number];

/** Version of containerd on a machine by default. */
export const defaultContainerd: Containerd = '1.7';

/** The default minor version of Kubernetes. */
export const defaultKubernetes = '1.36';

/** Adds the defaults; the error names what is not possible. */
export function completeParameters(asked: Partial<Parameters>): Parameters {
  const root = process.getuid?.() === 0;
  const { name = 'default', mode = root ? 'node' : 'control-plane', machines = [] } = asked;
  const { nodes = mode === 'node' && machines.length === 0 ? 1 : 0 } = asked;
  const { containerd = defaultContainerd, kubernetes = defaultKubernetes } = asked;
  const { featureGates = {}, lastNodeFeatureGates = {} } = asked;
  if (process.platform !== 'linux') throw new Error(`the test cluster runs on Linux only, not on ${process.platform}`);
  if (!/^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name)) {
    throw new Error(`the name "${name}" cannot be used: take at most 30 lower-case letters, digits and inner dashes`);
  }
  if (mode === 'node' && !root) {
    throw new Error('mode node makes namespaces and mounts, which needs root: be root or take --mode control-plane');
  }
  const fewest = machines.length === 0 ? 1 : 0;
  if (mode === 'node' && ![0, 1, 2].some((number) => number === nodes && number >= fewest)) {
    throw new Error(`a cluster can have ${fewest} to 2 nodes beside ${machines.length} machines, not ${nodes}`);
  }
  if (mode === 'control-plane' && machines.length > 0) throw new Error('mode control-plane has no machines');
  const unknown = machines.find((machine) => !architectures.includes(machine));
  if (unknown !== undefined) throw new Error(`a machine can be ${architectures.join(' or ')}, not "${unknown}"`);
  if (!containerds.includes(containerd)) {
    throw new Error(`a machine can have containerd ${containerds.join(' or ')}, not "${containerd}"`);
  }
  if (new Set(machines).size < machines.length) throw new Error('a cluster can have one machine of each architecture');
  if (mode === 'control-plane' && nodes !== 0) throw new Error('mode control-plane has no nodes: leave out --nodes');
  const sorted = (gates: Readonly<Record<string, boolean>>) =>
    Object.fromEntries(Object.entries(gates).sort(([a], [b]) => a.localeCompare(b)));
  return {
    name,
    mode,
    nodes,
    machines: machines.toSorted(),
    containerd,
    kubernetes,
    featureGates: sorted(featureGates),
    lastNodeFeatureGates: sorted(lastNodeFeatureGates),
  };
}

/** The directory of everything that belongs to the cluster of that name. */
export function stateDirectory(name: string): string {
  return join(clustersDirectory, name);
}

/** What the differing parameters are, each as `field: is → asked`. */
export function differences(is: Parameters, asked: Parameters): string[] {
  return (['mode', 'nodes', 'machines', 'containerd', 'kubernetes', 'featureGates', 'lastNodeFeatureGates'] as const)
    .map((field) => ({ field, is: JSON.stringify(is[field]), asked: JSON.stringify(asked[field]) }))
    .filter((each) => each.is !== each.asked)
    .map((each) => `${each.field}: ${each.is} → ${each.asked}`);
}
