import type { X509Certificate } from 'node:crypto';
import { canSign, issueAuthority, issueLeaf, type KeyPair, LEAF_MS } from './issue.ts';
import type { Issued, Stored } from './stored.ts';

/**
 * What is to be done about the certificates: nothing, until a time; a new certificate of the server, a new authority
 * for the next one, or both.
 */
export type Renewal =
  | { readonly what: 'nothing'; readonly until: Date }
  | { readonly what: 'leaf' | 'authority' | 'both'; readonly reason: string };

const DAY_MS = 86_400_000;
/** Time that an authority is left at least, beyond the life of a certificate that it signs. */
const AUTHORITY_SPARE_MS = 30 * DAY_MS;
/** An authority with less than that left signs nothing: what it signed would be due for renewal at once. */
const SIGNS_AT_LEAST_MS = DAY_MS;
/** Part of a certificate's life that is left when it is renewed. */
const RENEW_AT = 1 / 3;
/** Most authorities in a bundle: there are two while one succeeds another, and more only after accidents. */
const MOST_AUTHORITIES = 8;

/**
 * Decides what to renew. An authority that API servers know signs as long as it can: they would refuse a certificate of
 * one that has not reached them. So an authority is renewed by itself, long before one of its certificates is needed.
 */
export function renewal(stored: Stored, names: readonly string[], now: Date): Renewal {
  const { leaf, authority } = stored;
  const leafReason = reasonForLeaf(stored, names, now);
  const signerReason = reasonAgainstSigner(authority, now);
  if (leafReason !== undefined) {
    return signerReason === undefined
      ? { what: 'leaf', reason: leafReason }
      : { what: 'both', reason: `${leafReason}; ${signerReason}` };
  }
  // Both are pairs: what is wrong with them would be a reason.
  const [leafEnd, authorityEnd] = [renewalOf(leaf as KeyPair), endOf(authority)];
  const reason =
    signerReason ?? (authorityEnd <= now.getTime() ? 'the authority is to outlast what it signs' : undefined);
  return reason === undefined
    ? { what: 'nothing', until: new Date(Math.min(leafEnd, authorityEnd)) }
    : { what: 'authority', reason };
}

/**
 * The certificates after a renewal. Authorities that have not expired stay trusted, so that it makes no difference in
 * which order servers and API servers learn of it.
 */
export function renewed(
  stored: Stored,
  what: Exclude<Renewal['what'], 'nothing'>,
  names: readonly string[],
  now: Date,
): Issued {
  const authority = what === 'leaf' ? (stored.authority as KeyPair) : issueAuthority(now);
  const leaf = what === 'authority' ? (stored.leaf as KeyPair) : issueLeaf(authority, names, now);
  const signer = signerOf(stored.leaf, stored.bundle);
  const all = [authority.certificate, ...(signer === undefined ? [] : [signer]), ...stored.bundle];
  const unique = new Map(all.map((each) => [each.fingerprint256, each]));
  return { leaf, authority, bundle: valid([...unique.values()], now).slice(0, MOST_AUTHORITIES) };
}

/** Those that have not expired. */
export function valid(certificates: readonly X509Certificate[], now: Date): X509Certificate[] {
  return certificates.filter(({ validToDate }) => validToDate > now);
}

/** The authority that signed a certificate. */
export function signerOf(
  leaf: KeyPair | string | undefined,
  bundle: readonly X509Certificate[],
): X509Certificate | undefined {
  return leaf === undefined || typeof leaf === 'string'
    ? undefined
    : bundle.find((each) => leaf.certificate.checkIssued(each) && leaf.certificate.verify(each.publicKey));
}

/** Why a certificate cannot be used at this time. */
export function reasonAgainst({ certificate }: KeyPair, now: Date): string | undefined {
  const { validFromDate, validToDate } = certificate;
  if (validToDate <= now) {
    return `expired at ${validToDate.toISOString()}`;
  }
  return validFromDate > now ? `is valid only from ${validFromDate.toISOString()}` : undefined;
}

function reasonForLeaf({ leaf, bundle }: Stored, names: readonly string[], now: Date): string | undefined {
  if (typeof leaf === 'string') {
    return leaf;
  }
  const outside = reasonAgainst(leaf, now);
  if (outside !== undefined) {
    return `the certificate ${outside}`;
  }
  if (renewalOf(leaf) <= now.getTime()) {
    return `the certificate expires at ${leaf.certificate.validToDate.toISOString()}`;
  }
  const has = namesOf(leaf.certificate);
  if (has.join() !== [...new Set(names)].toSorted().join()) {
    return `the certificate is for ${has.join(', ') || 'no name'}`;
  }
  return signerOf(leaf, valid(bundle, now)) === undefined
    ? 'the certificate is signed by no authority of ca.crt'
    : undefined;
}

function reasonAgainstSigner(authority: KeyPair | string, now: Date): string | undefined {
  if (typeof authority === 'string') {
    return authority;
  }
  if (!canSign(authority)) {
    return 'ca.crt is no authority of this operator';
  }
  const outside = reasonAgainst(authority, now);
  if (outside !== undefined) {
    return `the authority ${outside}`;
  }
  const { validToDate } = authority.certificate;
  return validToDate.getTime() - now.getTime() < SIGNS_AT_LEAST_MS
    ? `the authority expires at ${validToDate.toISOString()}`
    : undefined;
}

function renewalOf({ certificate: { validFromDate, validToDate } }: KeyPair): number {
  return validToDate.getTime() - (validToDate.getTime() - validFromDate.getTime()) * RENEW_AT;
}

/** When an authority is to be renewed. */
function endOf(authority: KeyPair | string): number {
  return typeof authority === 'string' ? 0 : authority.certificate.validToDate.getTime() - LEAF_MS - AUTHORITY_SPARE_MS;
}

function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName
    .split(', ')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^DNS:/, ''))
    .toSorted();
}
