import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import {
  bitString,
  explicit,
  implicit,
  integer,
  isTrue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from './der.ts';

/** A certificate with its private key. */
export interface KeyPair {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

const DAY_MS = 86_400_000;
/** Time that a certificate authority is valid. */
export const AUTHORITY_MS = 365 * DAY_MS;
/** Time that a certificate of the server is valid. */
export const LEAF_MS = 90 * DAY_MS;
/** A certificate is valid from before it was issued, for machines whose clocks are behind. */
export const SKEW_MS = 3_600_000;

/** Beginning of the name of every authority. */
const AUTHORITY = 'iceoryx-operator webhook CA';

/** RFC 5280 and RFC 5758. */
const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
};
/** Bits of KeyUsage: digitalSignature is the first one, keyCertSign the sixth. */
const MAY_SIGN_DATA = bitString(Buffer.from([0x80]), 7);
const MAY_SIGN_CERTIFICATES = bitString(Buffer.from([0x04]), 2);
const SIGNED_WITH = sequence(objectIdentifier(OID.ecdsaWithSha256));
/** Number of the third version, and the member that holds it. */
const VERSION_3 = explicit(0, integer(Buffer.from([2])));
/** Any unique number below 2^128 (RFC 5280 section 4.1.2.2 allows 20 bytes). */
const SERIAL_BYTES = 16;

/** A DNS name in lower case, without wildcards (RFC 1123). */
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** Whether the name can be that of a server in a certificate. */
export function isDnsName(name: string): boolean {
  return DNS_NAME.test(name);
}

/** A new certificate authority, which signs certificates of servers and no other authorities. */
export function issueAuthority(now: Date): KeyPair {
  const { publicKey, privateKey } = newKeys();
  const serial = randomBytes(SERIAL_BYTES);
  // Of its own for each authority: verifiers look issuers up by name.
  const name = nameOf(`${AUTHORITY} ${serial.toString('hex', 0, 4)}`);
  return signed({
    serial,
    issuer: name,
    signer: privateKey,
    subject: name,
    publicKey,
    privateKey,
    notBefore: new Date(now.getTime() - SKEW_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_MS),
    extensions: [
      extension(OID.basicConstraints, sequence(isTrue(), integer(Buffer.from([0]))), { isCritical: true }),
      extension(OID.keyUsage, MAY_SIGN_CERTIFICATES, { isCritical: true }),
      extension(OID.subjectKeyIdentifier, octetString(identifierOf(publicKey))),
    ],
  });
}

/**
 * A new certificate of a server. It does not outlast the authority.
 * @throws RangeError if there is no name, or one that is no DNS name
 */
export function issueLeaf(authority: KeyPair, names: readonly string[], now: Date): KeyPair {
  const wrong = names.find((name) => !isDnsName(name));
  if (wrong !== undefined || names.length === 0) {
    throw new RangeError(`a certificate of the webhook needs DNS names in lower case, not '${wrong ?? ''}'`);
  }
  const { publicKey, privateKey } = newKeys();
  const { key, certificate } = authority;
  return signed({
    serial: randomBytes(SERIAL_BYTES),
    issuer: nameOf(commonNameOf(certificate)),
    signer: key,
    // Only a label: servers are known by the names in subjectAltName (RFC 6125).
    subject: nameOf('iceoryx-operator webhook'),
    publicKey,
    privateKey,
    notBefore: new Date(now.getTime() - SKEW_MS),
    notAfter: new Date(Math.min(now.getTime() + LEAF_MS, certificate.validToDate.getTime())),
    extensions: [
      extension(OID.keyUsage, MAY_SIGN_DATA, { isCritical: true }),
      extension(OID.extendedKeyUsage, sequence(objectIdentifier(OID.serverAuth))),
      extension(OID.authorityKeyIdentifier, sequence(implicit(0, identifierOf(certificate.publicKey)))),
      extension(OID.subjectAltName, sequence(...names.map((name) => implicit(2, Buffer.from(name))))),
    ],
  });
}

/** Whether an authority is one that {@link issueAuthority} could have made, apart from its times. */
export function canSign({ certificate, key }: KeyPair): boolean {
  return (
    certificate.ca &&
    key.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
    commonNameOf(certificate).startsWith(AUTHORITY) &&
    certificate.checkPrivateKey(key)
  );
}

interface Fields {
  readonly serial: Buffer;
  readonly issuer: Buffer;
  readonly signer: KeyObject;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Buffer[];
}

function signed(fields: Fields): KeyPair {
  const { serial, issuer, signer, subject, publicKey, privateKey, notBefore, notAfter, extensions } = fields;
  const body = sequence(
    VERSION_3,
    integer(serial),
    SIGNED_WITH,
    issuer,
    sequence(time(notBefore), time(notAfter)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const certificate = sequence(body, SIGNED_WITH, bitString(sign('sha256', body, signer)));
  return { certificate: new X509Certificate(certificate), key: privateKey };
}

function newKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(objectIdentifier(OID.commonName), utf8String(commonName))));
}

/** The name of a certificate that was made here; empty for others, whose names may be encoded in another way. */
function commonNameOf({ subject }: X509Certificate): string {
  return /^CN=(?<name>[\w -]+)$/.exec(subject)?.groups?.['name'] ?? '';
}

function extension(id: string, value: Buffer, { isCritical = false } = {}): Buffer {
  return sequence(objectIdentifier(id), ...(isCritical ? [isTrue()] : []), octetString(value));
}

/** A digest of the key: RFC 5280 section 4.2.1.2 leaves the way to the issuer. */
function identifierOf(publicKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}
