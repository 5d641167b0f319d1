import { type ObservedNode, ROUDI_RETURNS_ANNOTATION } from '../nodes/observed-node.ts';
import type { Pod } from '../resources.ts';

/** Whether the administrator has declared that no RouDi returns to the node. */
export function saysNoRoudi({ metadata }: ObservedNode): boolean {
  return metadata.annotations?.[ROUDI_RETURNS_ANNOTATION] === 'false';
}

/**
 * Whether a RouDi could run in this pod, in the node's own /dev/shm: pods that have ended do not return, and other pods
 * have a /dev/shm of their own.
 */
export function usesShmOfNode({ spec, status }: Pod): boolean {
  const hasEnded = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return (
    !hasEnded &&
    (spec?.hostIPC === true ||
      (spec?.volumes?.some(({ hostPath }) => /^\/dev\/shm(?:\/|$)/.test(hostPath?.path ?? '')) ?? false))
  );
}
