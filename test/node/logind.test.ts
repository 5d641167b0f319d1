/** What lab/cluster/logind.ts puts on a node, which `domain-outage` shuts down by it. */
import test from 'ava';
import { up } from '../../lab/cluster/cluster.ts';
import { Logind } from '../../lab/cluster/logind.ts';
import { NODE_TIER } from '../../lab/operator/node-cluster.ts';

test('a node has its logind wherever the checkout is, below a /tmp that is not the node’s too', async (t) => {
  const cluster = await up({ name: NODE_TIER, mode: 'node' });
  await t.notThrowsAsync(Logind.start(cluster, 'node-1'));
});
