import type { IceoryxDomain } from './iceoryx-domain.generated.ts';
import { domainProblems } from './rules/domain.ts';
import { DOMAIN } from './structure.ts';
import { type Stored, storedBy } from './validation.ts';

/** An IceoryxDomain as an API server would store it, or why it would refuse it as its author wrote it. */
export function storedDomain(written: unknown): Stored<IceoryxDomain> {
  return storedBy(domainProblems, written, DOMAIN);
}
