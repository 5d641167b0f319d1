import { isDnsName } from '../../webhook/certificates/issue.ts';
import { oneOf, UsageError, wholeNumber } from '../usage.ts';

/** The command line as it is parsed. */
export interface GivenWebhookOptions {
  readonly webhookPort?: string | undefined;
  readonly webhookName?: readonly string[] | undefined;
  readonly webhookService?: string | undefined;
  readonly webhookSecret: string;
  readonly webhookCertificate: string;
  readonly webhookConfiguration: string;
}

/** How the webhook is served. */
export interface WebhookOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly names: readonly string[];
  /** Service in the operator's namespace. */
  readonly service: string | undefined;
  readonly secret: string;
  readonly certificate: 'given' | 'own';
  readonly configuration: string;
}

/**
 * The options of the webhook.
 * @returns undefined if there is none
 * @throws UsageError naming the option and its value
 */
export function webhookOptionsOf(given: GivenWebhookOptions): WebhookOptions | undefined {
  const { webhookPort: port, webhookName: names = [], webhookService: service } = given;
  const certificate = oneOf('webhook-certificate', given.webhookCertificate, ['own', 'given']);
  if (port === undefined) {
    return undefined;
  }
  const wrong = names.find((name) => !isDnsName(name));
  if (wrong !== undefined) {
    throw new UsageError(`--webhook-name '${wrong}' is not a DNS name; use for example SERVICE.NAMESPACE.svc`);
  }
  if (service !== undefined && (!isDnsName(service) || service.includes('.'))) {
    throw new UsageError(`--webhook-service '${service}' is not the name of a Service; leave out its namespace`);
  }
  if (names.length === 0 && service === undefined && certificate === 'own') {
    throw new UsageError(
      '--webhook-service is missing; give the name of the Service by which API servers call the webhook',
    );
  }
  return {
    port: wholeNumber('webhook-port', port, 0, 65_535),
    names,
    service,
    secret: given.webhookSecret,
    certificate,
    configuration: given.webhookConfiguration,
  };
}
