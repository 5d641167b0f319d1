import { createHash } from 'node:crypto';

const CHECKOUT = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 6);

/**
 * The name of a cluster for one purpose of this checkout's tests. Clusters are identified by user and name, and each
 * checkout needs its own: tests of different versions on one cluster would undo each other's work.
 *
 * @param lane of tests that run beside others on a cluster for the same purpose
 */
export function clusterOfCheckout(purpose: string, lane = ''): string {
  return [purpose, lane, CHECKOUT].filter((part) => part !== '').join('-');
}

/** If set, tests run in lanes side by side, and this is the lane of this process. */
export const LANE = 'ICEORYX_OPERATOR_LANE';

/** The lane of this process; empty if there is only one. */
export function laneOf(): string {
  return process.env[LANE] ?? '';
}
