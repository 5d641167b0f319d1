/**
 * Delays in seconds with which a kubelet restarts a container that keeps exiting (CrashLoopBackOff): none at first,
 * then 10 s, doubled up to 300 s (KEP-4603 describes these defaults).
 *
 * The kubelet applies no such delay to the recovery from the death of a RouDi. So both parts of the recovery use the
 * same delays:
 *
 *  - The agent, which has a pod renewed in place (agent/internal/spacing). Each 100 s of RouDi's life cancel one death.
 *  - The operator, which replaces pods of an object whose RouDi died soon after the pod was created. The first three
 *    replacements are free: an object may have many pods, and one fault may end RouDi in all of them.
 *
 * docs/recovery.md describes this for users, docs/adr/0008-spacing-of-renewals.md gives the reasons.
 */
export const CRASH_LOOP_SECONDS = [0, 10, 20, 40, 80, 160, 300] as const;

/**
 * Seconds to wait before the next start.
 *
 * @param ends number of consecutive ends before the latest one: 0 after the first end
 */
export function crashLoopSeconds(ends: number): number {
  return CRASH_LOOP_SECONDS[Math.min(ends, CRASH_LOOP_SECONDS.length - 1)] ?? 0;
}
