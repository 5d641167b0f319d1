import { architectures, type Architecture } from '../machine/architectures.ts';
import { run } from '../host/run.ts';

/** Address of the API server and of the first node in mode `node`. */
export const clusterAddress = '10.88.0.2';

/** Prefix length of the nodes' network. */
export const prefixLength = 16;

/** The address of a node, counted from 1. */
export function nodeAddress(node: number): string {
  return `10.88.0.${node + 1}`;
}

/** The number of a machine among the nodes. It is above those of all other nodes. */
export function machineNumber(architecture: Architecture): number {
  return 10 + architectures.indexOf(architecture);
}

/** The range of addresses of a node's pods. */
export function podRange(node: number): string {
  return `10.244.${node}.0/24`;
}

/** The interface that is a machine's end of its cable. */
export function tapOf(architecture: Architecture): string {
  return `tap-${architecture}`;
}

/**
 * Gives the network namespace of this process what a machine has: loopback, an interface with the nodes' addresses and
 * a default route, without which the kubelet finds no address of its own. Both ends of the pair stay in the namespace;
 * the other end also connects the machines, which are reached as the nodes are.
 */
export async function setUpNetwork(nodes: number, machines: readonly Architecture[]): Promise<void> {
  const lines = ['link set lo up', 'link add eth0 type veth peer name eth0-peer'];
  for (let node = 1; node <= Math.max(nodes, 1); node++) {
    lines.push(`address add ${nodeAddress(node)}/${prefixLength} dev eth0`);
  }
  lines.push('link set eth0-peer up', 'link set eth0 up', 'route add default via 10.88.0.1');
  if (machines.length > 0) {
    lines.push('link add machines type bridge', 'link set machines up', 'link set eth0-peer master machines');
  }
  for (const machine of machines) {
    const tap = tapOf(machine);
    const number = machineNumber(machine);
    lines.push(`tuntap add ${tap} mode tap`, `link set ${tap} master machines`, `link set ${tap} up`);
    lines.push(`route add ${podRange(number)} via ${nodeAddress(number)}`);
  }
  for (const line of lines) await run(['ip', ...line.split(' ')]);
  await run(['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
}
