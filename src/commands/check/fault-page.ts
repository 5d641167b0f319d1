import { EXIT_CODES, THEMES } from '../../iceoryx/signatures.ts';

/** Where the documentation explains the reason of a condition FaultFree. */
export function faultPage(reason: string): string {
  if (Object.values(THEMES).some((signatures) => signatures.some(({ id }) => id === reason))) {
    return `docs/iceoryx.md#${reason.toLowerCase()}`;
  }
  return EXIT_CODES.some(({ id }) => id === reason)
    ? 'docs/iceoryx.md#exit-codes'
    : 'docs/troubleshooting.md#faultfree';
}
