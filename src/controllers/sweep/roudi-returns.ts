import type { ObservedNode } from './observed.ts';
import type { Pod } from './resource.ts';

/**
 * By `false` on a Node its administrator says that nobody starts a RouDi on the node itself, outside of pods. Nothing else
 * can know: a RouDi of the machine's own is started by whoever wants to.
 */
export const ROUDI_RETURNS_ANNOTATION = 'iceoryx.io/roudi-returns';

/** Whether the administrator of the node says so. */
export function saysNoRoudi({ metadata }: ObservedNode): boolean {
  return metadata.annotations?.[ROUDI_RETURNS_ANNOTATION] === 'false';
}

/**
 * Whether a RouDi could run in this pod, in the node's own /dev/shm: those of pods that have ended do not return, and
 * others have a /dev/shm of their own.
 */
export function usesShmOfNode({ spec, status }: Pod): boolean {
  const hasEnded = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return (
    !hasEnded &&
    (spec?.hostIPC === true ||
      (spec?.volumes?.some(({ hostPath }) => /^\/dev\/shm(?:\/|$)/.test(hostPath?.path ?? '')) ?? false))
  );
}
