/**
 * How long a kubelet waits before it starts a container again that keeps ending, in seconds: CrashLoopBackOff, none at
 * first, then 10 s and doubled up to 300 s (KEP-4603 tells it as it is by default).
 *
 * It spaces nothing that is done because RouDi died, so what does that keeps to the same figures:
 *
 *  - the agent, which has a pod renewed in place (agent/internal/spacing). Each 100 s of RouDi's life make up for one death.
 *  - the operator, which replaces pods of an object, where RouDi died soon after the pod was created. The first three
 *    are free: an object may have many pods, and one fault may take RouDi from all of them.
 *
 * docs/recovery.md tells users, docs/adr/0008-spacing-of-renewals.md why.
 */
export const CRASH_LOOP_SECONDS = [0, 10, 20, 40, 80, 160, 300] as const;

/** Seconds to wait after so many ends in a row. */
export function crashLoopSeconds(ends: number): number {
  return CRASH_LOOP_SECONDS[Math.min(ends, CRASH_LOOP_SECONDS.length - 1)] ?? 0;
}
