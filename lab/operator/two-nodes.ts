import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'kubernetes-models/v1/Node';
import { clusterOfCheckout } from '../host/checkout.ts';
import { timed } from '../host/times.ts';
import { until } from '../host/until.ts';
import { buildTarget } from '../images/dockerfile.ts';
import { Bench } from './node-cluster.ts';

/** The cluster of two nodes that test files share, one at a time. The runner takes it down after the last one. */
export const TWO_NODES = clusterOfCheckout('two-nodes');

/** Namespace of the operator's sweep Jobs. */
export const SWEEPS = 'iceoryx-sweeps';

/** The parts of a node that tests change and must restore. */
interface Setting {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly taints: readonly object[];
  /** Contents of the node's own /dev/shm and /tmp. */
  readonly files: readonly string[];
}

/**
 * Two real nodes with an operator, a namespace for apps and one for domains. `leave` restores them for the next file.
 */
export class TwoNodes {
  readonly bench: Bench;
  /** Namespace of domains. */
  readonly home: string;
  readonly #before: ReadonlyMap<string, Setting>;
  #isLeft = false;

  private constructor(bench: Bench, home: string, before: ReadonlyMap<string, Setting>) {
    this.bench = bench;
    this.home = home;
    this.#before = before;
  }

  /**
   * Brings up what is missing.
   *
   * @param cluster name of a cluster other than the shared one
   * @param options of the operator
   */
  static async open(purpose: string, options: readonly string[] = [], cluster = TWO_NODES): Promise<TwoNodes> {
    const bench = await Bench.open(purpose, { name: cluster, nodes: 2 }, options);
    const home = `${bench.namespace}-domain`;
    await bench.kubectl('create', 'namespace', home);
    return new TwoNodes(bench, home, await settings(bench));
  }

  /** The same with sweeps. The operator sweeps for leftovers of killed pods after a short quiet period. */
  static async openSweeping(purpose: string, cluster = TWO_NODES): Promise<TwoNodes> {
    const operator = await buildTarget('operator');
    const options = [...sweepingWith(operator.reference), '--domain-quiet-period=2'];
    const place = await TwoNodes.open(purpose, options, cluster);
    await place.bench.cluster.load(operator.archive);
    await makeSweepsNamespace(place.bench);
    return place;
  }

  /**
   * Restores the nodes: no pod, domain, sweep or volume is left, nothing of them is left in memory, and labels,
   * annotations and taints are as before. A file calls it once all of its tests have passed. By then it must have
   * restored the settings of kubelets, and the power.
   */
  async leave(): Promise<void> {
    await timed('set-up', 'the nodes as they were found', async () => this.#leave());
  }

  async #leave(): Promise<void> {
    const { bench, home } = this;
    // Nodes first: their pods must be able to terminate, and the operator's Jobs to run.
    await bench.kubectl('wait', '--for=condition=Ready', 'nodes', '--all', '--timeout=120s');
    for (const [name, setting] of this.#before) {
      await restore(bench, name, setting);
    }
    await bench.kubectl('delete', 'ioxd', '--all', '--timeout=120s');
    await bench.kubectl('delete', 'ioxdom', '--all', '-n', home, '--timeout=120s');
    await bench.kubectl('delete', 'ioxsweep', '--all', '--timeout=120s');
    await bench.kubectl('delete', 'deployments,pods', '--all', '--timeout=120s');
    await bench.kubectl('delete', 'jobs', '--all', '-n', SWEEPS, '--timeout=120s');
    let seen = '';
    await until(
      'no pod and no volume is left',
      async () => {
        seen = await bench.kubectl('get', 'pods,pv', '--all-namespaces', '-o', 'name');
        return seen.trim() === '';
      },
      { timeoutSeconds: 120, seen: () => seen },
    );
    await bench.kubectl('delete', 'namespace', home, '--wait=false', '--ignore-not-found');
    for (const { name, pid } of bench.cluster.nodes) {
      const found = this.#before.get(name)?.files ?? [];
      for (const file of filesOf(pid).filter((each) => !found.includes(each))) {
        rmSync(join(rootOf({ pid }), file), { recursive: true });
      }
    }
    this.#isLeft = true;
  }

  /** Stops the operator. Nodes that were not restored are taken down, and the next file gets new ones. */
  async close(): Promise<void> {
    await this.bench.close();
    if (!this.#isLeft) {
      await this.bench.cluster.down();
    }
  }
}

/** Options of an operator that sweeps with a loaded image. */
export function sweepingWith(image: string): string[] {
  return [`--sweep-image=${image}`, '--sweep-image-pull-policy=Never', '--sweep-trust-pid-namespace'];
}

/** Makes the namespace of sweep Jobs, which are privileged, if it does not exist. */
export async function makeSweepsNamespace(bench: Bench): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  await bench.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: SWEEPS, labels } });
}

/** Root directory of a node, as seen from this process. */
export function rootOf({ pid }: { readonly pid: number }): string {
  return `/proc/${pid}/root`;
}

async function settings(bench: Bench): Promise<Map<string, Setting>> {
  const { items } = await bench.json<{ items: INode[] }>('get', 'nodes');
  return new Map(
    items.map(({ metadata, spec }) => {
      const { name = '', labels = {}, annotations = {} } = metadata ?? {};
      const { pid } = bench.cluster.nodes.find((node) => node.name === name) ?? { pid: 0 };
      const taints = (spec?.taints ?? []).filter(({ key }) => isOfTests(key));
      return [name, { labels, annotations, taints, files: filesOf(pid) }];
    }),
  );
}

/** Whether a label, annotation or taint was set by a test, and not by the node's kubelet or Kubernetes itself. */
const isOfTests = (key: string): boolean => !/(?:^|\.)(?:kubernetes|k8s)\.io\//.test(key);

async function restore(bench: Bench, name: string, { labels, annotations, taints }: Setting): Promise<void> {
  const { metadata, spec } = await bench.json<INode>('get', 'node', name);
  const patch = {
    metadata: {
      labels: { ...withoutOurs(metadata?.labels), ...labels },
      annotations: { ...withoutOurs(metadata?.annotations), ...annotations },
    },
    spec: { unschedulable: null, taints: [...taints, ...(spec?.taints ?? []).filter(({ key }) => !isOfTests(key))] },
  };
  await bench.kubectl('patch', 'node', name, '--type=merge', '-p', JSON.stringify(patch));
}

/** Part of a merge patch that removes the keys that tests have set. */
function withoutOurs(now: Readonly<Record<string, string>> = {}): Record<string, null> {
  return Object.fromEntries(
    Object.keys(now)
      .filter(isOfTests)
      .map((key) => [key, null]),
  );
}

function filesOf(pid: number): string[] {
  return ['/dev/shm', '/tmp'].flatMap((place) =>
    readdirSync(`${rootOf({ pid })}${place}`).map((name) => `${place}/${name}`),
  );
}
