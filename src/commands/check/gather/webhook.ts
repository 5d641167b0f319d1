import { randomBytes } from 'node:crypto';
import type { IEndpointSlice } from 'kubernetes-models/discovery.k8s.io/v1/EndpointSlice';
import { ApiError } from '../../../kube/errors.ts';
import type { KubeObject, Typed } from '../../../kube/object.ts';
import { PODS } from '../../../kube/resource.ts';
import { PROFILE_LABEL } from '../../../pod/names.ts';
import { MUTATING_WEBHOOKS } from '../../../webhook/certificates/configuration.ts';
import { SECRETS, type TlsSecret } from '../../../webhook/certificates/secret.ts';
import type {
  Operator,
  SecretReading,
  ServiceReading,
  WebhookAnswer,
  WebhookConfiguration,
  WebhookReading,
} from '../facts.ts';
import { ENDPOINT_SLICES, SERVICES } from '../../kit/resources.ts';
import type { Reads } from './reads.ts';
import { Unknown } from './source.ts';

const ANSWER_MS = 30_000;

/** Undefined for an operator without a webhook; the same holds for the others. */
export async function configurationOf(reads: Reads, { options }: Operator): Promise<WebhookReading | undefined> {
  if (options?.webhook === undefined) {
    return undefined;
  }
  const name = options.webhook.configuration;
  const configuration = await reads.get<WebhookConfiguration>(MUTATING_WEBHOOKS, name);
  return { name, ...(configuration === undefined ? {} : { configuration }) };
}

export async function secretOf(reads: Reads, operator: Operator): Promise<SecretReading | undefined> {
  const webhook = operator.options?.webhook;
  if (webhook === undefined) {
    return undefined;
  }
  const key = `${operator.namespace}/${webhook.secret}`;
  const secret = await reads.get<TlsSecret>(SECRETS, key);
  const names = webhook.service === undefined ? [] : [`${webhook.service}.${operator.namespace}.svc`];
  return { key, names: [...names, ...webhook.names], ...(secret === undefined ? {} : { secret }) };
}

export async function serviceOf(reads: Reads, operator: Operator): Promise<ServiceReading | undefined> {
  const service = operator.options?.webhook?.service;
  if (service === undefined) {
    return undefined;
  }
  const { namespace } = operator;
  const key = `${namespace}/${service}`;
  const [found, slices] = await Promise.all([
    reads.get<KubeObject>(SERVICES, key),
    reads.list<Typed<IEndpointSlice>>(ENDPOINT_SLICES, {
      namespace,
      labelSelector: `kubernetes.io/service-name=${service}`,
    }),
  ]);
  return { key, isThere: found !== undefined, slices };
}

/** By the names of our webhooks. Other refusals come from what is asked before, such as webhooks of others. */
const BY_WEBHOOK = /admission webhook "\w+\.iceoryx\.io" denied the request: IceoryxProfile \S+ does not exist/;
const NOT_CALLED = /failed calling webhook "\w+\.iceoryx\.io"/;

/**
 * Asks the API server what it would do with a pod that asks for a profile that does not exist. It is a dry run: nothing is
 * stored, and nothing runs.
 *
 * @throws Unknown if the user may not create pods there
 */
export async function askWebhook({ client }: Reads, namespace: string): Promise<WebhookAnswer> {
  const name = `iceoryx-check-${randomBytes(4).toString('hex')}`;
  const pod: KubeObject = {
    metadata: { name, namespace, labels: { [PROFILE_LABEL]: name } },
    spec: {
      containers: [
        {
          name: 'check',
          image: 'iceoryx.invalid/none:0',
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    },
  };
  try {
    await client.create(PODS, pod, { dryRun: true, timeoutMs: ANSWER_MS, retry: false });
    return { namespace, outcome: 'admitted', message: 'the pod would be created as it is' };
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    const { detail: message } = error;
    if (/cannot create resource "pods"/.test(message)) {
      throw new Unknown(`you may not create pods in namespace ${namespace}`, { cause: error });
    }
    const outcome = BY_WEBHOOK.test(message) ? 'refused' : NOT_CALLED.test(message) ? 'unreachable' : 'stopped before';
    return { namespace, outcome, message };
  }
}
