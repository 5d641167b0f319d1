import { textOf } from '../../../webhook/certificates/stored.ts';
import type { Facts, OfOperator, WebhookReading } from '../facts.ts';
import { check, type Finding, ok, skipped, type Verdict, verdict } from '../model.ts';

const category = 'webhook';
export const NO_WEBHOOK = 'no operator was found that has the webhook on';
const LOOK_AT_OPERATOR =
  "read the operator's log: it sets this itself, or cert-manager does where webhook.certManager is enabled";

const configured = check({
  id: 'webhook-configured',
  category,
  description: 'API servers know of the webhook',
  severity: 'Error',
  needs: ['webhookConfigurations'],
  judge: ({ webhookConfigurations: all }) =>
    ofAll(
      all,
      ({ name, configuration }) =>
        (configuration?.webhooks ?? []).length > 0
          ? []
          : [
              {
                object: `MutatingWebhookConfiguration ${name}`,
                message: `${configuration === undefined ? 'there is none' : 'it has no webhook'}: pods that ask for an IceoryxProfile get no RouDi`,
                remedy: 'upgrade the release, which has it, or turn the webhook off (webhook.enabled: false)',
              },
            ],
      ({ name }) => name,
    ),
});

const authority = check({
  id: 'webhook-authority',
  category,
  description: 'API servers have an authority to trust the webhook by',
  severity: 'Error',
  needs: ['webhookConfigurations'],
  judge: ({ webhookConfigurations }) =>
    ofWebhooks(
      webhookConfigurations,
      ({ clientConfig }) => !textOf(clientConfig.caBundle).includes('-----BEGIN CERTIFICATE-----'),
      (names) => ({
        message: `caBundle is empty, so API servers refuse every pod that asks: ${names}`,
        remedy: LOOK_AT_OPERATOR,
      }),
    ),
});

const failurePolicy = check({
  id: 'webhook-failure-policy',
  category,
  description: 'a pod that asks waits for the webhook',
  severity: 'Warning',
  needs: ['webhookConfigurations'],
  judge: ({ webhookConfigurations }) =>
    ofWebhooks(
      webhookConfigurations,
      ({ failurePolicy }) => failurePolicy === 'Ignore',
      (names) => ({
        message: `failurePolicy is Ignore, so that pods that ask are created without RouDi while the operator is away, and do not work: ${names}`,
        remedy: 'set failurePolicy to Fail, as the chart does',
      }),
    ),
});

const endpoints = check({
  id: 'webhook-endpoints',
  category,
  description: 'the Service of the webhook leads to an operator that is ready',
  severity: 'Error',
  needs: ['webhookServices'],
  judge: ({ webhookServices }) =>
    ofAll(
      webhookServices,
      ({ key, isThere, slices, operator }) => {
        const object = `Service ${key}`;
        // A slice without endpoints has null in their place.
        const all = slices.flatMap(({ endpoints }) => (endpoints as typeof endpoints | null) ?? []);
        // Ready is true where it is not set.
        if (isThere && all.some(({ conditions }) => conditions?.ready !== false)) {
          return [];
        }
        return [
          {
            object,
            message: !isThere
              ? 'there is none, so API servers refuse every pod that asks'
              : all.length === 0
                ? 'it selects no pod, so API servers refuse every pod that asks'
                : `none of its ${all.length} endpoints is ready, so API servers refuse every pod that asks`,
            remedy: isThere
              ? `kubectl -n ${operator.namespace} get pods; the Service's selector must be that of Deployment ${operator.key}`
              : 'upgrade the release, which has it',
          },
        ];
      },
      ({ key }) => key,
    ),
});

const answers = check({
  id: 'webhook-answers',
  category,
  description: 'the webhook answers',
  severity: 'Error',
  needs: ['webhookAnswer'],
  judge: ({ webhookAnswer: { namespace, outcome, message } }) => {
    switch (outcome) {
      case 'refused':
        return ok(
          `it refused a pod that asks for a profile that does not exist, as a dry run in namespace ${namespace}`,
        );
      case 'stopped before':
        return skipped(`the pod of the dry run was refused by something else: ${message}`);
      case 'admitted':
      case 'unreachable':
        return verdict(
          [
            {
              object: `Namespace ${namespace}`,
              message:
                outcome === 'admitted'
                  ? 'a pod that asks for a profile that does not exist would be admitted: the webhook is not asked about pods of this namespace, or its failurePolicy is Ignore and it does not answer'
                  : `API servers cannot reach it: ${message}`,
              remedy:
                outcome === 'admitted'
                  ? "see namespaceSelector and objectSelector of the MutatingWebhookConfiguration, and the operator's --exclude-namespace"
                  : 'see the other checks of the webhook; if they are well, let API servers reach its port on the nodes (firewall, NetworkPolicy), 9443 by default',
            },
          ],
          '',
        );
    }
  },
});

export const WEBHOOK = [configured, authority, failurePolicy, endpoints, answers];

/** The findings about each operator's, or that there is none. */
export function ofAll<T>(all: readonly T[], judge: (one: T) => Finding[], named: (one: T) => string): Verdict {
  return all.length === 0 ? skipped(NO_WEBHOOK) : verdict(all.flatMap(judge), all.map(named).join(', '));
}

type Webhook = NonNullable<NonNullable<WebhookReading['configuration']>['webhooks']>[number];

function ofWebhooks(
  all: Facts['webhookConfigurations'],
  isWrong: (webhook: Webhook) => boolean,
  finding: (names: string) => Pick<Finding, 'message' | 'remedy'>,
): Verdict {
  const there = all.filter(({ configuration }) => (configuration?.webhooks ?? []).length > 0);
  return ofAll(
    there,
    ({ name, configuration }: OfOperator<WebhookReading>) => {
      const wrong = (configuration?.webhooks ?? []).filter(isWrong);
      return wrong.length === 0
        ? []
        : [{ object: `MutatingWebhookConfiguration ${name}`, ...finding(wrong.map((each) => each.name).join(', ')) }];
    },
    ({ name }) => name,
  );
}
