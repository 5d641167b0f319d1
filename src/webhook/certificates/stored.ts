import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { KeyPair } from './issue.ts';

/** `data` of the Secret: names of kubernetes.io/tls, `ca.crt` as cert-manager has it, and the key of the authority. */
export type SecretData = Readonly<Partial<Record<'tls.crt' | 'tls.key' | 'ca.crt' | 'ca.key', string>>>;

/** What a Secret holds; in place of a pair that cannot be used, what is wrong with it in words. */
export interface Stored {
  /** Of the server. */
  readonly leaf: KeyPair | string;
  /** The one that signs: the first of the bundle. */
  readonly authority: KeyPair | string;
  /** Authorities that API servers trust, the newest first. Those that cannot be read are left out. */
  readonly bundle: readonly X509Certificate[];
}

/** A {@link Stored} of which everything can be used. */
export interface Issued extends Stored {
  readonly leaf: KeyPair;
  readonly authority: KeyPair;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads the Secret. Anybody with a right to write it may have written anything. */
export function storedOf(data: SecretData = {}): Stored {
  return {
    leaf: pairOf(data, 'tls.crt', 'tls.key'),
    authority: pairOf(data, 'ca.crt', 'ca.key'),
    bundle: authoritiesOf(textOf(data['ca.crt'])),
  };
}

/** The Secret's `data`, which {@link storedOf} reads. */
export function dataOf({ leaf, authority, bundle }: Issued): Required<SecretData> {
  return {
    'tls.crt': toBase64(leaf.certificate.toString()),
    'tls.key': toBase64(pemOf(leaf.key)),
    'ca.crt': toBase64(pemsOf(bundle)),
    'ca.key': toBase64(pemOf(authority.key)),
  };
}

/** The authorities among the certificates of a text in PEM, each once. */
export function authoritiesOf(pem: string): X509Certificate[] {
  const all = (pem.match(CERTIFICATE) ?? []).flatMap((block) => certificateOf(block) ?? []).filter(({ ca }) => ca);
  return [...new Map(all.map((each) => [each.fingerprint256, each])).values()];
}

export function pemsOf(certificates: readonly X509Certificate[]): string {
  return certificates.map(String).join('');
}

/** A value of a Secret, or of another field of bytes; empty if it is missing. */
export function textOf(base64 = ''): string {
  return Buffer.from(base64, 'base64').toString();
}

export function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function pairOf(
  data: SecretData,
  certificateName: 'tls.crt' | 'ca.crt',
  keyName: 'tls.key' | 'ca.key',
): KeyPair | string {
  const missing = [certificateName, keyName].filter((name) => !data[name]);
  if (missing.length > 0) {
    return `it has no ${missing.join(' and ')}`;
  }
  const certificate = certificateOf(textOf(data[certificateName]));
  if (certificate === undefined) {
    return `${certificateName} is no certificate in PEM`;
  }
  const key = privateKeyOf(textOf(data[keyName]));
  if (key === undefined) {
    return `${keyName} is no private key in PEM`;
  }
  return certificate.checkPrivateKey(key) ? { certificate, key } : `${keyName} does not belong to ${certificateName}`;
}

function certificateOf(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
