import type { X509Certificate } from 'node:crypto';
import { reasonAgainst, signerOf, valid } from '../../../webhook/certificates/renewal.ts';
import { authoritiesOf, storedOf, textOf } from '../../../webhook/certificates/stored.ts';
import type { Facts, SecretReading } from '../facts.ts';
import { check, type Finding, skipped } from '../model.ts';
import { ofAll } from './webhook.ts';

const category = 'webhook';
const DAY_MS = 86_400_000;
/** The operator renews with a third of the time left, cert-manager too by default. */
const RENEWED_WITH = 1 / 3;
/** Part of that time after which a renewal is overdue. */
const OVERDUE_AT = 1 / 2;

const trusted = check({
  id: 'webhook-certificate',
  category,
  description: 'API servers trust the certificate of the webhook',
  severity: 'Error',
  needs: ['webhookSecrets', 'webhookConfigurations', 'now'],
  judge: ({ webhookSecrets, webhookConfigurations, now }) =>
    ofAll(
      webhookSecrets,
      (reading) => {
        const mine = webhookConfigurations.filter(({ operator }) => operator.key === reading.operator.key);
        const bundles = mine.flatMap(({ configuration }) => configuration?.webhooks ?? []);
        return trustFindings(
          reading,
          bundles.map(({ clientConfig }) => textOf(clientConfig.caBundle)),
          now,
        );
      },
      ({ key }) => key,
    ),
});

const expiry = check({
  id: 'webhook-certificate-expiry',
  category,
  description: 'the certificate of the webhook is renewed in time',
  severity: 'Warning',
  needs: ['webhookSecrets', 'now'],
  judge: ({ webhookSecrets, now }) => {
    const certificates = webhookSecrets.flatMap((reading) => {
      const certificate = leafOf(reading);
      return certificate === undefined ? [] : [{ key: reading.key, certificate }];
    });
    return certificates.length === 0 && webhookSecrets.length > 0
      ? skipped('there is no certificate that can be read')
      : ofAll(
          certificates,
          ({ key, certificate }) => expiryFindings(key, certificate, now),
          ({ certificate }) => `until ${certificate.validToDate.toISOString().slice(0, 10)}`,
        );
  },
});

export const CERTIFICATES = [trusted, expiry];

function leafOf({ secret }: SecretReading): X509Certificate | undefined {
  const { leaf } = storedOf(secret?.data);
  return typeof leaf === 'string' ? undefined : leaf.certificate;
}

function trustFindings(
  { key, secret, names }: Facts['webhookSecrets'][number],
  bundles: readonly string[],
  now: Date,
): Finding[] {
  const object = `Secret ${key}`;
  const remedy =
    "read the operator's log; if it makes the certificate itself, it makes another one when the Secret is deleted";
  if (secret === undefined) {
    return [{ object, message: 'there is none, so the webhook has no certificate', remedy }];
  }
  const { leaf } = storedOf(secret.data);
  if (typeof leaf === 'string') {
    return [{ object, message: `its certificate cannot be used: ${leaf}`, remedy }];
  }
  const outside = reasonAgainst(leaf, now);
  const missing = names.filter((name) => leaf.certificate.checkHost(name) === undefined);
  const distrusting = bundles.filter((pem) => signerOf(leaf, valid(authoritiesOf(pem), now)) === undefined);
  return [
    ...(outside === undefined ? [] : [{ object, message: `its certificate ${outside}`, remedy }]),
    ...(missing.length === 0
      ? []
      : [
          { object, message: `its certificate is not for ${missing.join(', ')}, by which API servers call it`, remedy },
        ]),
    ...(distrusting.length === 0
      ? []
      : [
          {
            object,
            message: `its certificate is signed by no authority in the caBundle of ${distrusting.length} of ${bundles.length} webhooks, so API servers refuse every pod that asks`,
            remedy,
          },
        ]),
  ];
}

function expiryFindings(key: string, { validFromDate, validToDate }: X509Certificate, now: Date): Finding[] {
  const leftMs = validToDate.getTime() - now.getTime();
  const overdueMs = (validToDate.getTime() - validFromDate.getTime()) * RENEWED_WITH * OVERDUE_AT;
  if (leftMs > overdueMs) {
    return [];
  }
  const days = Math.floor(leftMs / DAY_MS);
  return [
    {
      severity: leftMs > 0 ? 'Warning' : 'Error',
      object: `Secret ${key}`,
      message:
        leftMs > 0
          ? `its certificate expires in ${days} ${days === 1 ? 'day' : 'days'}, at ${validToDate.toISOString()}, and should have been renewed`
          : `its certificate expired at ${validToDate.toISOString()}`,
      remedy:
        "read the log of the operator that leads, or of cert-manager: it renews with a third of the certificate's life left",
    },
  ];
}
