import { createHash } from 'node:crypto';

const CHECKOUT = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 6);

/**
 * The name of a cluster for a purpose of this checkout's tests. Clusters are known by user and name, and each checkout
 * needs its own: tests of different versions on one cluster would undo each other's work.
 */
export function clusterOfCheckout(purpose: string): string {
  return `${purpose}-${CHECKOUT}`;
}
