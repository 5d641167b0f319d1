import { down, up } from '../../lab/cluster/cluster.ts';
import type { UpOptions } from '../../lab/cluster/cluster.ts';
import { MACHINE_CLUSTER } from '../../lab/operator/machine-tier.ts';
import { clusterOfCheckout } from '../../lab/host/checkout.ts';

/** A cluster that the files of a lane share. If they run without the runner, they bring it up themselves. */
export interface SharedCluster {
  up(lane: string): Promise<void>;
  down(lane: string): Promise<void>;
}

/** Clusters that are up or being started. */
const names = new Set<string>();

/** Takes all shared clusters down when a run is interrupted. */
export async function downAll(): Promise<void> {
  await Promise.all([...names].map(async (name) => down(name)));
}

function shared(purpose: string, parameters: UpOptions): SharedCluster {
  const name = (lane: string): string => clusterOfCheckout(purpose, lane);
  return {
    up: async (lane) => {
      names.add(name(lane));
      // A cluster left by a file that ran alone keeps no record of calls.
      await down(name(lane));
      await up({ name: name(lane), ...parameters });
    },
    down: async (lane) => {
      await down(name(lane));
      names.delete(name(lane));
    },
  };
}

export const sharedApi = shared('api-tier', { mode: 'control-plane' });
export const sharedNode = shared('node-tier', { mode: 'node' });
/** A single lane: the machine's node is slow enough beside all others. */
export const sharedMachine = shared('machine-tier', MACHINE_CLUSTER);
export const sharedTwoNodes = shared('two-nodes', { mode: 'node', nodes: 2 });
