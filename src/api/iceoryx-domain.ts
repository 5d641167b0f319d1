import { type IceoryxDomain, schema } from './iceoryx-domain.generated.ts';
import * as validator from './iceoryx-domain-validator.generated.ts';
import { domainProblems } from './rules/domain.ts';
import type { Structure } from './structure.ts';
import { type Stored, storedBy } from './validation.ts';

const DOMAIN: Structure = { schema, validate: validator.validate };

/** An IceoryxDomain as an API server would store it, or why it would refuse it as its author wrote it. */
export function storedDomain(written: unknown): Stored<IceoryxDomain> {
  return storedBy(domainProblems, written, DOMAIN);
}
