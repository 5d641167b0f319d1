/** The logind of lab/cluster/logind.ts on a node, by which `domain-outage` shuts it down. */
import test from 'ava';
import { up } from '../../lab/cluster/cluster.ts';
import { Logind } from '../../lab/cluster/logind.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';

test('a node has its logind wherever the checkout is, also below a /tmp that the node does not share', async (t) => {
  const cluster = await up({ name: NODE_TIER, mode: 'node' });
  await t.notThrowsAsync(Logind.start(cluster, 'node-1'));
});
