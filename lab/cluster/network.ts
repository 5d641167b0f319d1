import { run } from '../host/run.ts';

/** Address of the API server and of the first node in mode `node`. */
export const clusterAddress = '10.88.0.2';

/** The address of a node, counted from 1. */
export function nodeAddress(node: number): string {
  return `10.88.0.${node + 1}`;
}

/** The range of addresses of a node's pods. */
export function podRange(node: number): string {
  return `10.244.${node}.0/24`;
}

/**
 * Gives the network namespace this process is in what a machine has: loopback, an interface with the nodes' addresses
 * and a default route, without which the kubelet finds no address of its own. Both ends of the pair stay in here.
 */
export async function setUpNetwork(nodes: number): Promise<void> {
  const lines = ['link set lo up', 'link add eth0 type veth peer name eth0-peer'];
  for (let node = 1; node <= nodes; node++) lines.push(`address add ${nodeAddress(node)}/16 dev eth0`);
  lines.push('link set eth0-peer up', 'link set eth0 up', 'route add default via 10.88.0.1');
  for (const line of lines) await run(['ip', ...line.split(' ')]);
  await run(['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
}
