import { firstNames, printable } from '../../text.ts';

/**
 * What a user is asked before files are removed.
 *
 * @param nodes undefined if they may not be listed
 */
export function confirmationOf(nodes: readonly string[] | undefined, context: string): string {
  const where =
    nodes === undefined
      ? 'on nodes that you may not list,'
      : `on ${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} (${firstNames(nodes.map(printable))})`;
  return `Remove what iceoryx has left ${where} of context ${printable(context)}? What is in use, or might be, stays.`;
}

/** Why there is no node to sweep, and what to do. */
export function unmatched(selector: Readonly<Record<string, string>>): string {
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  return labels.length === 0
    ? 'the cluster has no Linux node; kubectl get nodes shows what it has'
    : `no Linux node has the labels ${labels.join(',')}; kubectl get nodes --show-labels shows those of all nodes`;
}
