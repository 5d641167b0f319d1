import type { ParseArgsOptionsConfig } from 'node:util';
import { isDnsName } from '../../webhook/certificates/issue.ts';
import { oneOf, UsageError, wholeNumber } from '../usage.ts';

export const WEBHOOK_OPTIONS = {
  'webhook-port': { type: 'string' },
  'webhook-name': { type: 'string', multiple: true },
  'webhook-service': { type: 'string' },
  'webhook-secret': { type: 'string', default: 'iceoryx-operator-webhook' },
  'webhook-certificate': { type: 'string', default: 'own' },
  'webhook-configuration': { type: 'string', default: 'iceoryx-operator' },
} as const satisfies ParseArgsOptionsConfig;

export const WEBHOOK_USAGE = `  --webhook-port PORT  port of the webhook that adds RouDi to pods that ask for it (default: none, such pods are left alone)
  --webhook-service NAME
                       Service in the operator's namespace by which API servers call it
  --webhook-name NAME  another DNS name by which they do, repeatable
  --webhook-secret NAME
                       Secret with its certificate, in the operator's namespace (default iceoryx-operator-webhook)
  --webhook-certificate WHOSE
                       own (default): the operator makes and renews the certificate. given: another program does, such
                       as cert-manager, which also tells the API server of it
  --webhook-configuration NAME
                       MutatingWebhookConfiguration that gets the operator's own certificate authority
                       (default iceoryx-operator)
`;

interface Given {
  readonly 'webhook-port'?: string | undefined;
  readonly 'webhook-name'?: readonly string[] | undefined;
  readonly 'webhook-service'?: string | undefined;
  readonly 'webhook-secret': string;
  readonly 'webhook-certificate': string;
  readonly 'webhook-configuration': string;
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
export function webhookOptionsOf(given: Given): WebhookOptions | undefined {
  const { 'webhook-port': port, 'webhook-name': names = [], 'webhook-service': service } = given;
  const certificate = oneOf('webhook-certificate', given['webhook-certificate'], ['own', 'given']);
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
    secret: given['webhook-secret'],
    certificate,
    configuration: given['webhook-configuration'],
  };
}
