import type { ParseArgsOptionsConfig } from 'node:util';
import { isDnsName } from '../../webhook/certificates/issue.ts';
import { oneOf, UsageError, wholeNumber } from '../usage.ts';

export const WEBHOOK_OPTIONS = {
  'webhook-port': { type: 'string' },
  'webhook-name': { type: 'string', multiple: true },
  'webhook-secret': { type: 'string', default: 'iceoryx-operator-webhook' },
  'webhook-certificate': { type: 'string', default: 'own' },
  'webhook-configuration': { type: 'string', default: 'iceoryx-operator' },
} as const satisfies ParseArgsOptionsConfig;

export const WEBHOOK_USAGE = `  --webhook-port PORT  port of the webhook that adds RouDi to pods that ask for it (default: none, such pods are left alone)
  --webhook-name NAME  DNS name by which API servers call it, repeatable, such as SERVICE.NAMESPACE.svc
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
  readonly 'webhook-secret': string;
  readonly 'webhook-certificate': string;
  readonly 'webhook-configuration': string;
}

/** How the webhook is served. */
export interface WebhookOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly names: readonly string[];
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
  const { 'webhook-port': port, 'webhook-name': names = [] } = given;
  const certificate = oneOf('webhook-certificate', given['webhook-certificate'], ['own', 'given']);
  if (port === undefined) {
    return undefined;
  }
  const wrong = names.find((name) => !isDnsName(name));
  if (wrong !== undefined) {
    throw new UsageError(`--webhook-name '${wrong}' is not a DNS name; use for example SERVICE.NAMESPACE.svc`);
  }
  if (names.length === 0 && certificate === 'own') {
    throw new UsageError('--webhook-name is missing; give the DNS name by which API servers call the webhook');
  }
  return {
    port: wholeNumber('webhook-port', port, 0, 65_535),
    names,
    secret: given['webhook-secret'],
    certificate,
    configuration: given['webhook-configuration'],
  };
}
